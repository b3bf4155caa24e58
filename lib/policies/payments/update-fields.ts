import { z } from "zod";
import {
  FAILURE_ACTIONS,
  type FailureAction,
  POLICY_PAYMENT_STATUSES,
  type PolicyPaymentStatus,
} from "@/lib/policies/enums";
import { issuesOf, notAllowed, required, unfit } from "@/lib/policies/field-words";
import { DESCRIPTION_LENGTH_MAX, text, uuidField } from "@/lib/policies/fields";
import type { FieldIssue } from "@/lib/verb/problem";
import type { ReadBody } from "./create-fields";
import { type MatrixChoice, ruleOf } from "./matrix";

/** What became of a payment, as PUT /payments/{id} is told. */
export interface UpdatePolicyPaymentBody {
  payment_id: string;
  status: PolicyPaymentStatus;
  failure_reason?: string;
  failure_action?: FailureAction;
  failure_code?: string;
}

export const UPDATE_FIELDS = {
  payment_id: uuidField,
  status: z.enum(POLICY_PAYMENT_STATUSES),
  failure_reason: text(DESCRIPTION_LENGTH_MAX),
  failure_action: z.enum(FAILURE_ACTIONS),
  failure_code: text(),
};
const FIELDS = Object.keys(UPDATE_FIELDS) as (keyof UpdatePolicyPaymentBody)[];

/** Reads the body of an update; `inPath` is the id it must name, or null where the body alone names it. */
export function readUpdateBody(
  body: Record<string, unknown>,
  inPath: string | null,
): ReadBody<UpdatePolicyPaymentBody> {
  const value: Record<string, unknown> = {};
  const issues: FieldIssue[] = [];
  for (const field of FIELDS) {
    const rule = field === "payment_id" ? "required" : ruleOf(field, body as MatrixChoice);
    const given = body[field];
    if (rule === "unjudged") continue;
    if (rule === "forbidden" && given !== undefined) issues.push(notAllowed(field));
    if (rule === "required" && given === undefined) issues.push(required(field));
    if (rule === "forbidden" || given === undefined) continue;
    const parsed = UPDATE_FIELDS[field].safeParse(given, { reportInput: true });
    if (parsed.success) value[field] = parsed.data;
    else issues.push(...issuesOf(parsed.error, [field]));
  }
  for (const key of Object.keys(body)) if (!Object.hasOwn(UPDATE_FIELDS, key)) issues.push(notAllowed(key));
  if (inPath !== null && value.payment_id !== undefined && value.payment_id !== inPath)
    issues.push(unfit("payment_id", "must be the id in the path"));
  return { value, issues };
}
