import { type Queryable, transaction } from "@/lib/db/sql";
import { toCoreStatus } from "@/lib/policies/enums";
import { refuseIssues } from "@/lib/policies/read-body";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { changeStatuses } from "./change-statuses";
import { getPolicyPayment } from "./list-policy-payments";
import { type PolicyPayment, policyPaymentById } from "./policy-payment";
import type { StatusChange } from "./status-change";
import { readUpdateBody, type UpdatePolicyPaymentBody } from "./update-fields";

/** Takes in what became of a payment. Refuses with `not_found`, `invalid` or `illegal_transition`. */
export async function updatePolicyPayment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string; body: Record<string, unknown> };
}): Promise<PolicyPayment> {
  authorize(ctx, "payments:update");
  const { id } = await getPolicyPayment({ ctx, input });
  const { value, issues } = readUpdateBody(input.body, id);
  if (issues.length > 0) return refuseIssues(issues);
  return transaction((tx) => changeIn(tx, ctx, toChange(value as UpdatePolicyPaymentBody)));
}

/** One change inside a transaction that is already open; throws its refusal. */
export async function changeIn(tx: Queryable, ctx: Ctx, change: StatusChange): Promise<PolicyPayment> {
  const [verdict] = await changeStatuses(tx, ctx, [change]);
  if (typeof verdict === "object") throw new Refused(verdict.problem);
  const payment = await policyPaymentById(change.paymentId, tx);
  if (!payment) throw new Error("a policy payment is not there");
  return payment;
}

export function toChange(body: UpdatePolicyPaymentBody): StatusChange {
  const { payment_id: paymentId, status, failure_reason, failure_action, failure_code } = body;
  const failed = status === "failed" && failure_reason !== undefined && failure_action !== undefined;
  const failure = failed
    ? { reason: failure_reason, action: failure_action, code: failure_code ?? null }
    : null;
  return { paymentId, to: toCoreStatus(status), failure };
}
