/** A merchant as people see it. Amounts in minor units of its default currency. */
export interface Merchant {
  id: string;
  name: string;
  /** `#rrggbb` */
  logoColor: string;
  defaultCurrency: string;
  paymentLimitMinor: bigint;
  /** Grows whenever the redirect secret is replaced. */
  redirectSecretVersion: number;
  createdAt: Date;
  updatedAt: Date;
}

export const MERCHANT_COLUMNS =
  "id, name, logo_color, default_currency, payment_limit_minor, redirect_secret_version, created_at, updated_at";

export interface MerchantRow {
  id: string;
  name: string;
  logo_color: string;
  default_currency: string;
  payment_limit_minor: bigint;
  redirect_secret_version: number;
  created_at: Date;
  updated_at: Date;
}

export function toMerchant(row: MerchantRow): Merchant {
  return {
    id: row.id,
    name: row.name,
    logoColor: row.logo_color,
    defaultCurrency: row.default_currency,
    paymentLimitMinor: row.payment_limit_minor,
    redirectSecretVersion: row.redirect_secret_version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
