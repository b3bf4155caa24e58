import { recordAudit } from "@/lib/audit/record";
import { type Queryable, query } from "@/lib/db/sql";
import { MOVE } from "@/lib/generated/sql/policies/scheduled/move";
import { announce } from "@/lib/outbox/announce";
import { lockPayment } from "@/lib/payments/lock-payment";
import { lockOriginals } from "@/lib/policies/collection/chains";
import { factsTold } from "@/lib/policies/payments/policy-payment-draft";
import { changeIn } from "@/lib/policies/payments/update-policy-payment";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { getScheduledPayment, type ScheduledPayment } from "./scheduled-payment";

export const UNSCHEDULE_REASONS = ["manual_admin", "payment_method_revoked", "policy_cancelled"] as const;
export type UnscheduleReason = (typeof UNSCHEDULE_REASONS)[number];

/** A scheduled payment as the caller saw it: another version, and it has been moved since. */
export interface SeenSchedule {
  id: string;
  version: number;
}

/**
 * Moves a payment that waits to another day, inside a transaction that is already open. Whatever was moved meanwhile, or
 * waits no more, is a `conflict`; so it is moved once, however often it is asked for.
 */
export async function reschedule(
  tx: Queryable,
  ctx: Ctx,
  { scheduledFor, reason, ...seen }: SeenSchedule & { scheduledFor: Date; reason?: string | undefined },
): Promise<void> {
  authorize(ctx, "payments:update");
  const before = await lockWaiting(tx, ctx, seen);
  const { id, merchantId, version } = before;
  await query(MOVE, { id, scheduledFor, now: ctx.now }, tx);
  const [from, to] = [before.scheduledFor.toISOString(), scheduledFor.toISOString()];
  const moved = { from, to, version: version + 1, reason: reason ?? null };
  await recordAudit(tx, ctx, {
    action: "payment.rescheduled",
    objectType: "payment",
    objectId: id,
    merchantId,
    data: moved,
  });
  const data = { ...moved, ...factsTold(before) };
  const event = { type: "payment.rescheduled", merchantId, paymentId: id, objectId: id, data };
  await announce(tx, ctx, [event]);
}

/** Cancels a payment that waits, inside a transaction that is already open: it will not be collected. As `reschedule`. */
export async function unschedule(
  tx: Queryable,
  ctx: Ctx,
  { reason, ...seen }: SeenSchedule & { reason: UnscheduleReason },
): Promise<void> {
  authorize(ctx, "payments:update");
  const { id } = await lockWaiting(tx, ctx, seen);
  await changeIn(tx, ctx, { paymentId: id, to: "cancelled", failure: null, reason: WORDS[reason] });
}

const WORDS: Record<UnscheduleReason, string> = {
  manual_admin: "Unscheduled by hand.",
  payment_method_revoked: "Unscheduled: the payment method was revoked.",
  policy_cancelled: "Unscheduled: the policy was cancelled.",
};

async function lockWaiting(
  tx: Queryable,
  ctx: Ctx,
  { id, version }: SeenSchedule,
): Promise<ScheduledPayment> {
  await lockOriginals(tx, [id]);
  await lockPayment(tx, id);
  const scheduled = await getScheduledPayment({ ctx, input: { id } }, tx);
  if (scheduled.status !== "pending")
    throw conflict("The payment does not wait to be collected any more: only what is pending is scheduled.");
  if (scheduled.version !== version)
    throw conflict(
      `The payment is at version ${scheduled.version}: it was moved since version ${version} was read.`,
    );
  return scheduled;
}

function conflict(message: string): Refused {
  return new Refused({ code: "conflict", message });
}
