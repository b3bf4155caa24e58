import { z } from "zod";
import { paymentFields, savingNeedsCustomer } from "@/lib/checkout/fields";
import { PAYMENT_LIMIT_MINOR_DEFAULT } from "@/lib/merchants/schemas";
import { CHECKOUT_PRECISION } from "@/lib/money/checkout-currencies";
import { amountRule } from "@/lib/money/format";
import { durationOf, EXPIRY_DAYS_MAX, type LinkBody, writeBody } from "./link-body";
import type { LinkValues } from "./link-values";

/** One field of the form and what is wrong with it. */
export interface LinkIssue {
  path: string;
  message: string;
}

export interface JudgedLink {
  body: LinkBody;
  issues: LinkIssue[];
  /** Where in the form a refusal of the server belongs. */
  fieldOf: (path: string) => string;
}

/** The most a merchant may ask for. */
export function limitOf(merchant: { paymentLimitMinor: bigint } | undefined): bigint {
  return merchant?.paymentLimitMinor ?? PAYMENT_LIMIT_MINOR_DEFAULT;
}

/** The body a form makes and all that is wrong with it, by the door's own rules, in words that stand beside a field. */
export function judgeLink(values: LinkValues, limitMinor: bigint, locale: string): JudgedLink {
  const { body, lineRows } = writeBody(values, locale);
  const fieldOf = (path: string) =>
    path
      .replace(/^lineItems\.(\d+)/, (_, at) => `lineItems.${lineRows[Number(at)] ?? at}`)
      .replace(/^customerId$/, "customer");
  const parsed = z.object(paymentFields(limitMinor)).check(savingNeedsCustomer).safeParse(body);
  const ruled = (parsed.error?.issues ?? []).map(({ path, message }) => {
    const field = fieldOf(path.join("."));
    return { path: field, message: wordsFor(field, message, values, locale) };
  });
  return { body, issues: [...ruled, ...formIssues(values)], fieldOf };
}

/** What only the form can get wrong: the door has no rows and no presets. */
function formIssues(values: LinkValues): LinkIssue[] {
  const issues: LinkIssue[] = [];
  if (durationOf(values) === null)
    issues.push({ path: "expiryCount", message: `A whole number, at most ${EXPIRY_DAYS_MAX} days in all.` });
  const seen = new Set<string>();
  for (const [at, { name, value }] of values.metadata.entries()) {
    const trimmed = name.trim();
    if (trimmed === "" && value !== "")
      issues.push({ path: `metadata.${at}.name`, message: "Name this value." });
    if (seen.has(trimmed)) issues.push({ path: `metadata.${at}.name`, message: "This name is used above." });
    if (trimmed !== "") seen.add(trimmed);
  }
  return issues;
}

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
