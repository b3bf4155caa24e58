import { z } from "zod";
import {
  COLLECTION_TYPES,
  type CollectionType,
  FAILURE_ACTIONS,
  type FailureAction,
  PAYMENT_TYPES,
  POLICY_PAYMENT_STATUSES,
  type PolicyPaymentStatus,
  type PolicyPaymentType,
  PREMIUM_TYPES,
  type PremiumType,
} from "@/lib/policies/enums";
import { issuesOf, notAllowed, required, unfit } from "@/lib/policies/field-words";
import { DESCRIPTION_LENGTH_MAX, integerField, text, uuidField } from "@/lib/policies/fields";
import { timeField } from "@/lib/policies/time-field";
import type { FieldIssue } from "@/lib/verb/problem";
import { type CreateField, type MatrixChoice, ruleOf } from "./matrix";

/** A payment as the door is told of it, once it holds what the matrix asks for. `amount` in minor units, signed. */
export interface CreatePolicyPaymentBody {
  status: PolicyPaymentStatus;
  payment_method_id: string;
  payment_type: PolicyPaymentType;
  payment_date: Date;
  collection_type: CollectionType;
  premium_type?: PremiumType;
  amount?: bigint;
  description?: string;
  finalized_at?: Date;
  billing_date?: Date;
  external_reference?: string;
  retry_of?: string;
  failure_reason?: string;
  failure_action?: FailureAction;
  failure_code?: string;
}

/** Each field's own schema: the form and both doors derive from it. */
export const CREATE_FIELDS: Record<CreateField, z.ZodType> = {
  status: z.enum(POLICY_PAYMENT_STATUSES),
  payment_method_id: uuidField,
  payment_type: z.enum(PAYMENT_TYPES),
  payment_date: timeField,
  collection_type: z.enum(COLLECTION_TYPES),
  premium_type: z.enum(PREMIUM_TYPES),
  amount: integerField.refine((minor) => minor !== 0n, { error: "must not be 0" }),
  description: text(DESCRIPTION_LENGTH_MAX),
  finalized_at: timeField,
  billing_date: timeField,
  external_reference: text(),
  retry_of: uuidField,
  failure_reason: text(DESCRIPTION_LENGTH_MAX),
  failure_action: z.enum(FAILURE_ACTIONS),
  failure_code: text(),
};
const FIELDS = Object.keys(CREATE_FIELDS) as CreateField[];

/** What a body holds: the fields that are right, whatever is wrong with the others, and every issue at once. */
export interface ReadBody<Body> {
  value: Partial<Body>;
  issues: FieldIssue[];
}

/** Reads the body of a payment to create. Policy contract, the matrix of POST …/payments. */
export function readCreateBody(
  body: Record<string, unknown>,
  alsoKnown: readonly string[] = [],
): ReadBody<CreatePolicyPaymentBody> {
  const value: Record<string, unknown> = {};
  const issues: FieldIssue[] = [];
  for (const field of FIELDS) {
    const rule = ruleOf(field, body as MatrixChoice);
    const given = body[field];
    if (rule === "unjudged") continue;
    if (rule === "forbidden" && given !== undefined) issues.push(notAllowed(field));
    if (rule === "required" && given === undefined) issues.push(required(field));
    if (rule === "forbidden" || given === undefined) continue;
    const parsed = CREATE_FIELDS[field].safeParse(given, { reportInput: true });
    if (parsed.success) value[field] = parsed.data;
    else issues.push(...issuesOf(parsed.error, [field]));
  }
  const known = [...FIELDS, ...alsoKnown];
  for (const key of Object.keys(body)) if (!known.includes(key)) issues.push(notAllowed(key));
  issues.push(...signIssues(value));
  return { value, issues };
}

function signIssues({ amount, payment_type: type }: Partial<CreatePolicyPaymentBody>): FieldIssue[] {
  if (amount === undefined || amount > 0n || type === undefined) return [];
  if (type === "reversal" || type === "premium_refund") return [];
  return [unfit("amount", `must be greater than 0 for a payment of type ${type}`)];
}
