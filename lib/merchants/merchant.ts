import type { Prisma } from "@/lib/generated/prisma/client";

/** The columns of a merchant as people see it: all but its sealed secret. */
export const MERCHANT_SELECT = {
  id: true,
  name: true,
  logoColor: true,
  defaultCurrency: true,
  paymentLimitMinor: true,
  redirectSecretVersion: true,
  createdAt: true,
  updatedAt: true,
} as const satisfies Prisma.MerchantSelect;

/**
 * A merchant as people see it. Amounts in minor units of its default currency; `logoColor` as `#rrggbb`;
 * `redirectSecretVersion` grows whenever the redirect secret is replaced.
 */
export type Merchant = Prisma.MerchantGetPayload<{ select: typeof MERCHANT_SELECT }>;
