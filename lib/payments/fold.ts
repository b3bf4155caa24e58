import { compareInstants, type Instant } from "@/lib/instant";
import type { PaymentStatus } from "./status";

/** What a payment was worth before any adjustment, in minor units. */
export interface Opening {
  openingAmountMinor: bigint;
  openingInitialAmountMinor: bigint;
}

/** The part of an adjustment that decides what its payment is worth and in which status it is. */
export interface FoldedAdjustment extends Instant {
  sequence: number;
  status: PaymentStatus;
  /** Minor units; null where the status moves no money. */
  amountMinor: bigint | null;
  /** The creation adjustment restates the opening amounts and applies no delta. */
  opening: boolean;
}

/** What a payment is now. `lastStatus` may be `amount_adjustment`, which `status` looks through. */
export interface Snapshot {
  status: PaymentStatus;
  lastStatus: PaymentStatus;
  amountMinor: bigint;
  initialAmountMinor: bigint;
}

/**
 * A payment is its adjustments: the snapshot that follows from them, whatever the order they arrived in. The status is
 * that of the adjustment that happened last (then: arrived last); every delta counts once; the latest amount
 * adjustment sets the initial amount. Throws a RangeError when there is no adjustment.
 */
export function fold(opening: Opening, adjustments: readonly FoldedAdjustment[]): Snapshot {
  const inTime = [...adjustments].sort(byTimeThenArrival);
  const last = inTime.at(-1);
  if (!last) throw new RangeError("a payment has at least its creation adjustment");
  const effective = inTime.findLast((each) => each.status !== "amount_adjustment");
  const correction = inTime.findLast((each) => each.status === "amount_adjustment" && !each.opening);
  return {
    status: effective?.status ?? "pending",
    lastStatus: last.status,
    amountMinor: inTime.reduce((amount, each) => amount + delta(each), opening.openingAmountMinor),
    initialAmountMinor: correction?.amountMinor ?? opening.openingInitialAmountMinor,
  };
}

/** By how much an adjustment changes what the payment is worth, in minor units. Connected-payments contract. */
export function delta({
  status,
  amountMinor,
  opening,
}: Pick<FoldedAdjustment, "status" | "amountMinor" | "opening">) {
  if (opening || amountMinor === null) return 0n;
  switch (status) {
    case "capture":
    case "refund_reversed":
      return amountMinor;
    case "refunded":
      return -amountMinor;
    default:
      return 0n;
  }
}

/** For sorting: what happened first, then what arrived first. */
export function byTimeThenArrival(
  a: Instant & { sequence: number },
  b: Instant & { sequence: number },
): number {
  return compareInstants(a, b) || a.sequence - b.sequence;
}
