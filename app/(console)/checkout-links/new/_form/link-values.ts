import type { CheckoutLinkDetail } from "@/lib/checkout/get-checkout-link";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/durations";
import { spellId } from "@/lib/ids";
import { type CHECKOUT_CURRENCIES, CHECKOUT_PRECISION } from "@/lib/money/checkout-currencies";
import { formatDecimal } from "@/lib/money/decimal";

export type LinkCurrency = (typeof CHECKOUT_CURRENCIES)[number];

export interface ChosenCustomer {
  /** `cus_…` */
  id: string;
  name: string;
  email: string;
}

/** The form as it is typed: amounts and counts are text until they are judged. */
export interface LinkValues {
  merchantId: string;
  amount: string;
  currency: LinkCurrency;
  reference: string;
  customer: ChosenCustomer | null;
  lineItems: LineValues[];
  successRedirectUrl: string;
  failureRedirectUrl: string;
  savePaymentMethod: boolean;
  /** An ISO 8601 duration, or `custom`. */
  expiry: string;
  expiryCount: string;
  expiryUnit: ExpiryUnit;
  metadata: { name: string; value: string }[];
}

/** Units of a life that is typed, with how long each is. */
export const EXPIRY_UNITS = { minutes: MINUTE_MS, hours: HOUR_MS, days: DAY_MS };
export type ExpiryUnit = keyof typeof EXPIRY_UNITS;

export interface LineValues {
  description: string;
  amount: string;
  quantity: string;
}

/** Whether a row of line items has nothing in it yet. */
export function isBlank({ description, amount }: LineValues): boolean {
  return description.trim() === "" && amount.trim() === "";
}

export const EMPTY_LINE: LineValues = { description: "", amount: "", quantity: "1" };

export const EXPIRIES = [
  ["PT1H", "1 hour"],
  ["P1D", "1 day"],
  ["P7D", "7 days"],
  ["P30D", "30 days"],
] as const;
const EXPIRY_DEFAULT = "P30D";

/** A form with nothing filled in. */
export function emptyValues(merchantId: string, currency: LinkCurrency): LinkValues {
  return {
    merchantId,
    amount: "",
    currency,
    reference: "",
    customer: null,
    lineItems: [],
    successRedirectUrl: "",
    failureRedirectUrl: "",
    savePaymentMethod: false,
    expiry: EXPIRY_DEFAULT,
    expiryCount: "3",
    expiryUnit: "days",
    metadata: [],
  };
}

/**
 * The form that made a link, filled in again, without a customer who has been deleted since. How long it was to live is not
 * kept in the link, only until when.
 */
export function valuesLike(link: CheckoutLinkDetail): LinkValues {
  const { payment } = link;
  const customer = link.customer?.deletedAt ? null : link.customer;
  const decimal = (amountMinor: bigint) => formatDecimal(amountMinor, CHECKOUT_PRECISION);
  const livesMs = link.expiresAt.getTime() - payment.createdAt.getTime();
  return {
    ...emptyValues(payment.merchantId, payment.currency as LinkCurrency),
    amount: decimal(payment.openingAmountMinor),
    reference: payment.merchantReference ?? "",
    customer: customer && {
      id: spellId("cus", customer.id),
      name: customer.name,
      email: customer.email,
    },
    lineItems: link.lineItems.map(({ description, amountMinor, quantity }) => ({
      description,
      amount: decimal(amountMinor),
      quantity: String(quantity),
    })),
    successRedirectUrl: link.successRedirectUrl ?? "",
    failureRedirectUrl: link.failureRedirectUrl ?? "",
    savePaymentMethod: customer !== null && link.savePaymentMethod,
    ...expiryOf(livesMs),
    metadata: Object.entries(payment.metadata).map(([name, value]) => ({ name, value })),
  };
}

/** How long a link was to live, as the form has it. */
export function expiryOf(livesMs: number): Pick<LinkValues, "expiry" | "expiryCount" | "expiryUnit"> {
  const minutes = Math.max(1, Math.round(livesMs / MINUTE_MS));
  const unit = minutes % (24 * 60) === 0 ? "days" : minutes % 60 === 0 ? "hours" : "minutes";
  const count = (minutes * MINUTE_MS) / EXPIRY_UNITS[unit];
  const text = spellExpiry(count, unit);
  const preset = EXPIRIES.some(([duration]) => duration === text);
  return { expiry: preset ? text : "custom", expiryCount: String(count), expiryUnit: unit };
}

/** So many of a unit as an ISO 8601 duration. */
export function spellExpiry(count: number, unit: ExpiryUnit): string {
  if (unit === "days") return `P${count}D`;
  return unit === "hours" ? `PT${count}H` : `PT${count}M`;
}
