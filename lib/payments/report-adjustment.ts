import type { Queryable } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { Refused } from "@/lib/verb/problem";
import { appendAdjustment } from "./append-adjustment";
import { delta } from "./fold";
import type { ReportedChange } from "./kind-operations";
import { KIND_RULES } from "./kinds/all";
import { undisputedMinor } from "./life-cycle";
import type { LockedPayment } from "./lock-payment";
import { atLeastNone, wentBackMinor } from "./money-moved";
import { refuseToldElsewhere } from "./own-charge";
import { reportedBefore } from "./reported-before";

/** What most kinds do with what is reported: append it, whatever its order. */
export async function takeInReport(
  tx: Queryable,
  ctx: Ctx,
  locked: LockedPayment,
  change: ReportedChange,
): Promise<void> {
  await reportAdjustment(tx, ctx, locked, change);
}

/** `changed` is false for an exact repeat: same reference, instant and status. */
export interface ReportedAdjustment {
  locked: LockedPayment;
  changed: boolean;
}

/**
 * Appends what happened elsewhere, at the time it happened: never refused for its order. Refuses with
 * `amount_exceeds_remaining` what would take the payment below zero, or give back more than was refunded of it, with
 * `invalid` what would take it above what is kept of one, and with `illegal_transition` a refund of what a connector of ours
 * charged. Connected contract.
 */
export async function reportAdjustment(
  tx: Queryable,
  ctx: Ctx,
  locked: LockedPayment,
  seed: ReportedChange,
): Promise<ReportedAdjustment> {
  const { payment } = locked;
  if (reportedBefore(locked, seed)) return { locked, changed: false };
  await refuseToldElsewhere(tx, payment, seed.status);
  refuseMoreThanThereIs(locked, seed);
  const after = await appendAdjustment(tx, ctx, locked, {
    status: seed.status,
    ...(seed.amountMinor !== null && { amountMinor: seed.amountMinor }),
    reference: seed.reference,
    occurred: { occurredAt: seed.occurredAt, occurredNanos: seed.occurredNanos },
    metadata: seed.metadata,
    raw: seed.raw,
    ...(seed.reason && { reason: seed.reason }),
    ...(seed.status === "dispute" && seed.respondBy && { respondBy: seed.respondBy }),
    happened: true,
    action: "payment.adjusted",
  });
  return { locked: after, changed: true };
}

function refuseMoreThanThereIs({ payment, adjustments }: LockedPayment, seed: ReportedChange): void {
  const { currency, precision } = payment;
  const { mirrored } = KIND_RULES[payment.kind];
  // A mirror is told of what has happened; of our own payments nobody gives back what a dispute took or holds.
  const leftMinor = mirrored ? payment.amountMinor : undisputedMinor(payment);
  const deltaMinor = delta({ ...seed, opening: false });
  if (deltaMinor < 0n && leftMinor + deltaMinor < 0n)
    throw new Refused({
      code: "amount_exceeds_remaining",
      remainingMinor: atLeastNone(leftMinor),
      currency,
      precision,
    });
  // A mirror may have started after the refund that it hears is coming back.
  if (seed.status !== "refund_reversed" || mirrored) return;
  const remainingMinor = atLeastNone(wentBackMinor(adjustments));
  if (deltaMinor <= remainingMinor) return;
  throw new Refused({ code: "amount_exceeds_remaining", of: "refunds", remainingMinor, currency, precision });
}
