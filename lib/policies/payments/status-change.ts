import type { Instant } from "@/lib/instant";
import type { AdjustmentDraft } from "@/lib/payments/append-adjustment";
import type { PaymentStatus } from "@/lib/payments/status";
import type { Failure } from "@/lib/policies/collection/failure-rules";
import { isDebitOrder } from "@/lib/policies/enums";
import type { Ctx } from "@/lib/verb/context";
import type { Problem } from "@/lib/verb/problem";
import { whyNoLateReturn } from "./late-return";
import type { PolicyPayment, StoredPolicyPayment } from "./policy-payment";

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
  /** What a bank took back of a payment that was successful, where that is not all of it; null where nobody can tell. */
  takenMinor?: bigint | null;
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

/** The adjustment that says so, of a payment as it was before. */
export function adjustmentOf(
  change: StatusChange,
  payment: Pick<StoredPolicyPayment, "status" | "paymentType" | "amountMinor" | "disputedMinor">,
): AdjustmentDraft {
  const { to, failure, reason, attemptId, raw, reported } = change;
  const { reference, occurred } = reported ?? {};
  const amountMinor = isReturn(change, payment) ? takenMinor(change, payment) : reported?.amountMinor;
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

/** Whether a bank takes back a premium that was collected. */
function isReturn(
  { to }: StatusChange,
  { status, paymentType }: Pick<PolicyPayment, "status" | "paymentType">,
): boolean {
  return paymentType === "premium" && status === "succeeded" && to === "failed";
}

/** A bank that returns a debit order returns all of it, whatever was refunded meanwhile, but for what its disputes hold already. */
function takenMinor(
  { takenMinor: said }: StatusChange,
  { amountMinor, disputedMinor }: Pick<StoredPolicyPayment, "amountMinor" | "disputedMinor">,
): bigint | null {
  return said === undefined ? amountMinor - disputedMinor : said;
}
