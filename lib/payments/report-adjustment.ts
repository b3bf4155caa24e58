import type { Queryable } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { Refused } from "@/lib/verb/problem";
import { appendAdjustment } from "./append-adjustment";
import { delta } from "./fold";
import type { ReportedChange } from "./kind-operations";
import type { LockedPayment } from "./lock-payment";
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
 * `amount_exceeds_remaining` what would take the payment below zero, with `invalid` what would take it above what is kept of
 * one, and with `illegal_transition` a refund of what a connector of ours charged. Connected contract.
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
  const amountMinor = payment.amountMinor + delta({ ...seed, opening: false });
  if (amountMinor < 0n) {
    throw new Refused({
      code: "amount_exceeds_remaining",
      remainingMinor: payment.amountMinor,
      currency: payment.currency,
      precision: payment.precision,
    });
  }
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
