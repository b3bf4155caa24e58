import { CHECKOUT_PRECISION } from "@/lib/money/checkout-currencies";
import { amountRule } from "@/lib/money/format";
import type { LinkValues } from "./link-values";

/** The door's message as a sentence about the field; an amount that was typed but not read gets an example. */
export function wordsFor(field: string, message: string, values: LinkValues, locale: string): string {
  const name = field.split(".").at(-1) ?? field;
  if (field === "savePaymentMethod") return "Choose a customer first: a card is saved for somebody.";
  if (name === "amount" && message === "is required" && textAt(values, field) !== "")
    return amountRule(CHECKOUT_PRECISION, locale);
  // A message of ours is a whole sentence already.
  return /^[a-z]/.test(message) ? `${LABELS[name] ?? "This"} ${message}.` : message;
}

const LABELS: Record<string, string> = {
  amount: "The amount",
  currency: "The currency",
  reference: "The reference",
  description: "The description",
  quantity: "The quantity",
  successRedirectUrl: "The address",
  failureRedirectUrl: "The address",
  merchantId: "The merchant",
};

function textAt(values: LinkValues, field: string): string {
  const row = /^lineItems\.(\d+)\.amount$/.exec(field);
  return (row ? values.lineItems[Number(row[1])]?.amount : values.amount)?.trim() ?? "";
}
