import { compareInstants, type Instant } from "@/lib/instant";
import { KIND_RULES } from "./kinds/all";
import type { LockedPayment } from "./lock-payment";
import type { Adjustment } from "./payment";
import type { PaymentStatus } from "./status";

/** What makes two adjustments of a payment the same: the reference, the instant to the nanosecond, the status. Connected contract. */
export interface AdjustmentIdentity extends Instant {
  reference: string;
  status: PaymentStatus;
}

/** The adjustment of a payment's history that is the same as this one, whatever its amount. */
export function reportedBefore(
  { payment, adjustments }: Pick<LockedPayment, "payment" | "adjustments">,
  one: AdjustmentIdentity,
): Adjustment | undefined {
  const { reportedInOrder } = KIND_RULES[payment.kind];
  return adjustments.find(
    (other) => isSameAdjustment(one, other) || (reportedInOrder && isPutOff(one, other)),
  );
}

/** What tells adjustments of a payment apart, as one text. */
export function adjustmentKey({ reference, status, occurredAt, occurredNanos }: AdjustmentIdentity): string {
  return [status, occurredAt.getTime(), occurredNanos, reference].join("\0");
}

/**
 * A payment's history for many looks at it: for each the adjustments alone that `reportedBefore` may find, so that a look
 * does not read the whole history.
 */
export function candidatesIn({
  payment,
  adjustments,
}: Pick<LockedPayment, "payment" | "adjustments">): (one: AdjustmentIdentity) => Adjustment[] {
  const { reportedInOrder } = KIND_RULES[payment.kind];
  const keyOf = (one: AdjustmentIdentity) =>
    reportedInOrder ? `${one.status}\0${one.reference}` : adjustmentKey(one);
  const byKey = new Map<string, Adjustment[]>();
  for (const adjustment of adjustments) {
    const same = byKey.get(keyOf(adjustment));
    if (same) same.push(adjustment);
    else byKey.set(keyOf(adjustment), [adjustment]);
  }
  return (one) => byKey.get(keyOf(one)) ?? [];
}

/** What is dated before the history's end is kept as of that end, where changes follow each other. */
export function noEarlierThan(reported: Instant, adjustments: readonly Instant[]): Instant {
  const latest = adjustments.toSorted(compareInstants).at(-1);
  if (!latest || compareInstants(latest, reported) <= 0) return reported;
  return { occurredAt: latest.occurredAt, occurredNanos: latest.occurredNanos };
}

function isPutOff(one: AdjustmentIdentity, other: AdjustmentIdentity): boolean {
  return one.reference === other.reference && one.status === other.status && compareInstants(one, other) < 0;
}

export function isSameAdjustment(one: AdjustmentIdentity, other: AdjustmentIdentity): boolean {
  return (
    one.reference === other.reference && one.status === other.status && compareInstants(one, other) === 0
  );
}

/** Whether a payment's history holds this already: what a provider tells is appended once, whenever it happened. */
export function holds(
  { adjustments }: Pick<LockedPayment, "adjustments">,
  told: { reference: string; status: PaymentStatus },
): boolean {
  return adjustments.some(({ reference, status }) => reference === told.reference && status === told.status);
}
