import { z } from "zod";
import { PAYMENT_TYPES, POLICY_PAYMENT_STATUSES } from "@/lib/policies/enums";
import { uuidField } from "@/lib/policies/fields";
import { CREATE_FIELDS } from "./create-fields";
import { type CreateField, type MatrixChoice, ruleOf } from "./matrix";
import { UPDATE_FIELDS } from "./update-fields";

const FIELDS = Object.keys(CREATE_FIELDS) as CreateField[];
const shape = Object.fromEntries(
  FIELDS.map((field) => {
    const always = ruleOf(field, {}) === "required" && ruleOf(field, { retry_of: "" }) === "required";
    return [field, always ? CREATE_FIELDS[field] : CREATE_FIELDS[field].optional()];
  }),
);

const conditions = [
  ...POLICY_PAYMENT_STATUSES.map((status) => conditionOf("status", status)),
  ...PAYMENT_TYPES.map((type) => conditionOf("payment_type", type)),
  {
    if: { required: ["retry_of"] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema, never awaited.
    then: { properties: { amount: false, description: false } },
    else: { required: ["amount", "description"] },
  },
];

/** POST …/payments as JSON Schema can say it: the same fields, and the same matrix of what asks for what. */
export const createPaymentSchema = z.strictObject(shape).meta({ allOf: conditions });

/** An item of async-create names its policy itself. */
export const createItemsSchema = z.array(
  z.strictObject({ ...shape, policy_id: uuidField }).meta({ allOf: conditions }),
);

const { payment_id, status, ...failure } = UPDATE_FIELDS;

/** PUT /payments/{id}: a failure has its reason and its action, nothing else has. */
export const updatePaymentSchema = z
  .strictObject({
    payment_id,
    status,
    failure_reason: failure.failure_reason.optional(),
    failure_action: failure.failure_action.optional(),
    failure_code: failure.failure_code.optional(),
  })
  .meta({ allOf: POLICY_PAYMENT_STATUSES.map((each) => conditionOf("status", each, Object.keys(failure))) });

export const updateItemsSchema = z.array(updatePaymentSchema);

/** What one word of one field makes of the fields that hang on it. */
function conditionOf(field: keyof MatrixChoice, word: string, within: readonly string[] = FIELDS) {
  const judged = FIELDS.filter((each) => within.includes(each) && ruleOf(each, {}) === "unjudged");
  const ruled = (rule: string) => judged.filter((each) => ruleOf(each, { [field]: word }) === rule);
  return {
    if: { properties: { [field]: { const: word } }, required: [field] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema, never awaited.
    then: {
      required: ruled("required"),
      properties: Object.fromEntries(ruled("forbidden").map((each) => [each, false])),
    },
  };
}
