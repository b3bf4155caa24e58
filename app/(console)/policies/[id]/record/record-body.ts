import { type TypedIn, typedAmount } from "@/components/policies/typed-numbers";
import { type CreateField, ruleOf } from "@/lib/policies/payments/matrix";

/** What the form holds: every field as it was typed or chosen. */
export type RecordValues = Record<CreateField, string>;

/** The body the door would be sent: the fields the matrix asks for or allows, and no other. */
export function recordBody(values: RecordValues, unit: TypedIn): Record<string, unknown> {
  const choice = choiceOf(values);
  const entries = (Object.keys(values) as CreateField[])
    .filter((field) => isShown(field, values))
    .filter((field) => values[field] !== "" || ruleOf(field, choice) === "required")
    .map((field) => [field, bodyValue(field, values[field], unit)]);
  return Object.fromEntries(entries);
}

/** Whether a field is asked for or offered, given what was chosen so far. */
export function isShown(field: CreateField, values: RecordValues): boolean {
  const rule = ruleOf(field, choiceOf(values));
  return rule === "required" || rule === "optional";
}

export function choiceOf({ status, payment_type, retry_of }: RecordValues) {
  return { status, payment_type, retry_of: retry_of === "" ? undefined : retry_of };
}

function bodyValue(field: CreateField, text: string, unit: TypedIn): unknown {
  if (text === "") return undefined;
  if (field === "amount") return typedAmount(text.trim(), unit);
  if (field === "finalized_at") return new Date(text).toISOString();
  return text.trim();
}
