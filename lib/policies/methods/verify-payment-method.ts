import { recordAudit } from "@/lib/audit/record";
import { type Queryable, query, transaction } from "@/lib/db/sql";
import { CHANGE } from "@/lib/generated/sql/policies/methods/verify-payment-method/change";
import { DISMISS } from "@/lib/generated/sql/policies/methods/verify-payment-method/dismiss";
import { announce } from "@/lib/outbox/announce";
import type { VerificationBody } from "@/lib/policies/wire";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { getPaymentMethod } from "./manage-payment-methods";
import { lockMethods, type PolicyPaymentMethod } from "./payment-method";

/** Sets how far the verification of a method has come, blocks it, or unblocks it: any other status clears the reason. */
export function setVerificationStatus({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: VerificationBody & { id: string };
}): Promise<PolicyPaymentMethod> {
  return change(ctx, input.id, input);
}

/** A person vouches for the method. */
export function verifyManually({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string };
}): Promise<PolicyPaymentMethod> {
  return change(ctx, input.id, { banv_status: "verified" });
}

/** Sets a failed verification aside: nobody needs to look at it any more. What may be collected does not change. */
export async function dismissVerification({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string };
}): Promise<PolicyPaymentMethod> {
  authorize(ctx, "policies:manage");
  const { id } = await getPaymentMethod({ ctx, input });
  return transaction(async (tx) => {
    const before = (await lockMethods(tx, [id])).get(id);
    if (before?.dismissedAt) return before;
    const [method] = await query(DISMISS, { id, now: ctx.now }, tx);
    if (!method) throw new Refused({ code: "not_found", object: "Payment method", id: input.id });
    await recordAudit(tx, ctx, audited("payment_method.dismissed", method));
    return method;
  });
}

async function change(ctx: Ctx, text: string, to: VerificationBody): Promise<PolicyPaymentMethod> {
  authorize(ctx, "policies:manage");
  const { id } = await getPaymentMethod({ ctx, input: { id: text } });
  return transaction((tx) => changeStanding(tx, ctx, id, to));
}

/** The same inside a transaction that is open already, for whom a provider has told. */
export async function changeStanding(
  tx: Queryable,
  ctx: Ctx,
  id: string,
  to: VerificationBody,
): Promise<PolicyPaymentMethod> {
  const before = (await lockMethods(tx, [id])).get(id);
  const reason = to.banv_status === "blocked" ? to.blocked_reason : null;
  const response = to.banv_status === "failed_verification" ? to.banv_response : null;
  // Asked for again, nothing happens: nobody is told twice of one block.
  if (before && isSo(before, to.banv_status, reason, response)) return before;
  const [method] = await query(
    CHANGE,
    { id, banvStatus: to.banv_status, reason, response, now: ctx.now },
    tx,
  );
  if (!method || !before) throw new Refused({ code: "not_found", object: "Payment method", id });
  const action = actionOf(before, method);
  await recordAudit(tx, ctx, audited(action, method));
  await announce(tx, ctx, [
    {
      type: action,
      merchantId: method.merchantId,
      paymentId: null,
      objectId: id,
      data: { status: method.banvStatus, reason: method.blockedReason },
    },
  ]);
  return method;
}

function isSo(
  { banvStatus, blockedReason, banvResponse, dismissedAt }: PolicyPaymentMethod,
  status: VerificationBody["banv_status"],
  reason: string | null,
  response: unknown,
): boolean {
  const sameResponse = JSON.stringify(banvResponse) === JSON.stringify(response);
  return banvStatus === status && blockedReason === reason && sameResponse && dismissedAt === null;
}

function actionOf(before: PolicyPaymentMethod, after: PolicyPaymentMethod): string {
  if (after.banvStatus === "blocked") return "payment_method.blocked";
  return before.banvStatus === "blocked" ? "payment_method.unblocked" : "payment_method.verification_changed";
}

function audited(action: string, method: PolicyPaymentMethod) {
  return {
    action,
    objectType: "payment_method",
    objectId: method.id,
    merchantId: method.merchantId,
    data: { status: method.banvStatus, reason: method.blockedReason },
  };
}
