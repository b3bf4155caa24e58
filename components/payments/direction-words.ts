import type { PaymentDirection } from "@/lib/payments/category";

/** Which way money goes, as a choice. */
export const DIRECTION_NAMES: Record<PaymentDirection, string> = {
  in: "Paid in",
  out: "Paid out",
  between: "Between accounts",
  unknown: "Not said",
};

/** Which way a payment's money goes, in words. */
export const DIRECTION_WORDS: Record<PaymentDirection, string> = {
  in: "paid in",
  out: "paid out",
  between: "between accounts",
  unknown: "in or out was not said",
};
