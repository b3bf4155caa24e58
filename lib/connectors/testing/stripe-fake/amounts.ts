import { invalid } from "./fails";
import { type Form, textOf } from "./form";

const THREE_DECIMALS = ["bhd", "jod", "kwd", "omr", "tnd"];
export const WHOLE_UNITS_ONLY = ["isk", "ugx"];
const AMOUNT_MAX = 99_999_999;

/** An amount as Stripe takes it of a currency. */
export function amountOf(value: Form[string] | undefined, currency: string): number {
  const amount = wholeNumber(value, "amount");
  if (amount > AMOUNT_MAX)
    throw invalid("Amount must be no more than 99,999,999", "amount_too_large", "amount");
  const step = THREE_DECIMALS.includes(currency) ? 10 : WHOLE_UNITS_ONLY.includes(currency) ? 100 : 1;
  if (amount % step !== 0) throw invalid(`Invalid amount of ${currency}: ${amount}`, undefined, "amount");
  return amount;
}

export function wholeNumber(value: Form[string] | undefined, param: string): number {
  const text = textOf(value) ?? "";
  if (!/^\d{1,12}$/.test(text)) throw invalid(`Invalid integer: ${text}`, "parameter_invalid_integer", param);
  return Number(text);
}
