import type { PaymentDirection } from "@/lib/payments/category";

/** Which way a payment's money goes, in words. */
export const DIRECTION_WORDS: Record<PaymentDirection, string> = {
  in: "paid in",
  out: "paid out",
  between: "between accounts",
  unknown: "in or out was not said",
};
