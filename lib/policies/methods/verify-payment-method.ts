import { recordAudit } from "@/lib/audit/record";
import { run, statement, transaction } from "@/lib/db/sql";
import { announce } from "@/lib/outbox/announce";
import type { VerificationBody } from "@/lib/policies/wire";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { getPaymentMethod } from "./manage-payment-methods";
import { lockMethods, METHOD_COLUMNS, type PolicyPaymentMethod } from "./payment-method";

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
    const [method] = await run<PolicyPaymentMethod>(DISMISS, [id, ctx.now], tx);
    if (!method) throw new Refused({ code: "not_found", object: "Payment method", id: input.id });
    await recordAudit(tx, ctx, audited("payment_method.dismissed", method));
    return method;
  });
}

async function change(ctx: Ctx, text: string, to: VerificationBody): Promise<PolicyPaymentMethod> {
  authorize(ctx, "policies:manage");
  const { id } = await getPaymentMethod({ ctx, input: { id: text } });
  return transaction(async (tx) => {
    const before = (await lockMethods(tx, [id])).get(id);
    const reason = to.banv_status === "blocked" ? to.blocked_reason : null;
    const response = to.banv_status === "failed_verification" ? JSON.stringify(to.banv_response) : null;
    // Asked for again, nothing happens: nobody is told twice of one block.
    if (before && isSo(before, to.banv_status, reason, response)) return before;
    const [method] = await run<PolicyPaymentMethod>(
      CHANGE,
      [id, to.banv_status, reason, response, ctx.now],
      tx,
    );
    if (!method || !before) throw new Refused({ code: "not_found", object: "Payment method", id: text });
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
  });
}

function isSo(
  { banvStatus, blockedReason, banvResponse, dismissedAt }: PolicyPaymentMethod,
  status: VerificationBody["banv_status"],
  reason: string | null,
  response: string | null,
): boolean {
  const known = banvResponse === null ? null : JSON.stringify(banvResponse);
  return banvStatus === status && blockedReason === reason && known === response && dismissedAt === null;
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

// Unblocking starts the count of failures again; so does blocking, because nothing is counted while it lasts.
const CHANGE = statement(`
  UPDATE policy_payment_method m SET banv_status = $2, blocked_reason = $3, banv_response = $4, updated_at = $5,
    dismissed_at = NULL,
    consecutive_failures = CASE WHEN banv_status = 'blocked' OR $2 = 'blocked' THEN 0 ELSE consecutive_failures END
  WHERE m.id = $1 RETURNING ${METHOD_COLUMNS}`);
const DISMISS = statement(`
  UPDATE policy_payment_method m SET dismissed_at = $2, updated_at = $2 WHERE m.id = $1 RETURNING ${METHOD_COLUMNS}`);
