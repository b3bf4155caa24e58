import type { Instant } from "@/lib/instant";
import type { AdjustmentDraft } from "@/lib/payments/append-adjustment";
import type { PaymentStatus } from "@/lib/payments/status";
import type { Failure } from "@/lib/policies/collection/failure-rules";
import { isDebitOrder } from "@/lib/policies/enums";
import type { Ctx } from "@/lib/verb/context";
import type { Problem } from "@/lib/verb/problem";
import { whyNoLateReturn } from "./late-return";
import type { PolicyPayment } from "./policy-payment";

/** What became of a policy payment. `failure` is given exactly where `to` is failed. */
export interface StatusChange {
  paymentId: string;
  to: PaymentStatus;
  failure: Failure | null;
  /** Why, for the timeline; a failure's own reason stands in for it. */
  reason?: string;
  attemptId?: string;
  raw?: unknown;
  /** What somebody who heard of it elsewhere says of it besides. Connected contract, the adjustments extension. */
  reported?: { reference: string; occurred: Instant; amountMinor: bigint | null };
  /** The answer of our own connector: nobody else may say what became of a payment while that is awaited. */
  fromConnector?: boolean;
}

/** Whether the payment is so already. */
export function isUnchanged(payment: PolicyPayment, { to, failure }: StatusChange): boolean {
  if (payment.status !== to) return false;
  if (to !== "failed") return true;
  return (
    payment.failureReason === (failure?.reason ?? null) &&
    payment.failureAction === (failure?.action ?? null) &&
    payment.failureCode === (failure?.code ?? null)
  );
}

/** Why a payment cannot change so, besides its life cycle; null where it can. `awaited` while its connector is asked. */
export function whyNotChanged(
  ctx: Pick<Ctx, "now">,
  payment: PolicyPayment,
  change: StatusChange,
  awaited: boolean,
): Problem | null {
  const refuse = (reason: string): Problem => ({
    code: "illegal_transition",
    from: payment.status,
    to: change.to,
    reason,
  });
  if (awaited && !change.fromConnector)
    return refuse("The payment is being collected: what becomes of it, its connector says.");
  if (payment.status !== "succeeded" || change.to !== "failed") return null;
  // A bank may take it back for longer than anybody may say so by hand.
  if (change.fromConnector) return null;
  const debitOrder = isDebitOrder(payment.collectionType);
  const reason = whyNoLateReturn({ debitOrder, actionDate: payment.actionDate }, ctx.now);
  return reason ? refuse(reason) : null;
}

/** The adjustment that says so. */
export function adjustmentOf({
  to,
  failure,
  reason,
  attemptId,
  raw,
  reported,
}: StatusChange): AdjustmentDraft {
  const { reference, occurred, amountMinor } = reported ?? {};
  const why = reason ?? failure?.reason;
  return {
    status: to,
    ...(why && { reason: why }),
    ...(failure?.code && { failureCode: failure.code }),
    ...(attemptId && { attemptId }),
    ...(reference !== undefined && { reference }),
    ...(occurred && { occurred }),
    ...(typeof amountMinor === "bigint" && { amountMinor }),
    raw: raw ?? (failure ? { failureReason: failure.reason, failureAction: failure.action } : {}),
    action: `payment.${to}`,
  };
}
