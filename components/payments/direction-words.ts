import type { PaymentDirection } from "@/lib/payments/category";

/** Which way money goes, as a choice. */
export const DIRECTION_NAMES: Record<PaymentDirection, string> = {
  in: "Money in",
  out: "Money out",
  between: "Between accounts",
  unknown: "Not said",
};

/** Which way a payment’s money goes, in words that do not say that it has gone. */
export const DIRECTION_WORDS: Record<PaymentDirection, string> = {
  in: "money in",
  out: "money out",
  between: "between accounts",
  unknown: "in or out was not said",
};
