import { compareInstants, type Instant } from "@/lib/instant";
import type { LockedPayment } from "./lock-payment";
import type { Adjustment } from "./payment";
import type { PaymentStatus } from "./status";

/** What makes two adjustments of a payment the same: the reference, the instant to the nanosecond, the status. Connected contract. */
export interface AdjustmentIdentity extends Instant {
  reference: string;
  status: PaymentStatus;
}

/** The adjustment of a history that is the same as this one, whatever its amount. */
export function reportedBefore(
  adjustments: readonly Adjustment[],
  one: AdjustmentIdentity,
): Adjustment | undefined {
  return adjustments.find((other) => isSameAdjustment(one, other));
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
