import { AMOUNT_MINOR_MAX } from "@/lib/money/decimal";
import { refuseField } from "@/lib/verb/problem";
import type { PaymentCategory } from "./category";
import { directionOf } from "./category";
import {
  byTimeThenArrival,
  disputesOf,
  type FoldedAdjustment,
  fold,
  type Opening,
  type Snapshot,
  type StatusRule,
} from "./fold";
import { type PaymentStatus, stageOf } from "./status";

/**
 * Where the money of a payment went, in minor units of its currency and precision. What came in is `collected` for good;
 * what of it left again is one of the other three, so that what is kept is the difference. `paidOut` is money that went
 * out by itself: claims and a provider's payouts. Transfers, and payments of which nobody said which way they went, are none of these.
 */
export interface MoneyMoved {
  collectedMinor: bigint;
  /** Refunds, less those that came back; premiums given back by a payment of its own. */
  refundedMinor: bigint;
  /** Held or taken by disputes that are open or lost. */
  disputedMinor: bigint;
  /** Arrived, and taken back by the payer's bank. */
  returnedMinor: bigint;
  paidOutMinor: bigint;
}

export const NOTHING_MOVED: MoneyMoved = {
  collectedMinor: 0n,
  refundedMinor: 0n,
  disputedMinor: 0n,
  returnedMinor: 0n,
  paidOutMinor: 0n,
};

interface Moving {
  type: string;
  category: PaymentCategory;
  openingAmountMinor: bigint;
}

/** Works out where a payment's money went from its history and the snapshot that was folded from it. */
export function moneyMoved(
  { type, category, openingAmountMinor }: Moving,
  snapshot: Pick<Snapshot, "status" | "amountMinor">,
  adjustments: readonly FoldedAdjustment[],
): MoneyMoved {
  const amountMinor = snapshot.amountMinor - reservedMinor(openingAmountMinor, adjustments);
  switch (directionOf(type)) {
    case "in":
      return moneyIn(category, { ...snapshot, amountMinor }, adjustments);
    case "out":
      return moneyOut(category, { ...snapshot, amountMinor });
    default:
      return NOTHING_MOVED;
  }
}

/**
 * What each adjustment of a history adds to the sums, in the order they arrived in: together what the payment moved, also
 * where one that arrived late changes what was made of an earlier one.
 */
export function tallyOfHistory(
  moving: Omit<Moving, "openingAmountMinor">,
  opening: Opening,
  adjustments: readonly FoldedAdjustment[],
  rule: StatusRule,
): ReturnType<typeof tallyColumns>[] {
  let before = NOTHING_MOVED;
  return adjustments.map((_, index) => {
    const history = adjustments.slice(0, index + 1);
    const after = moneyMoved({ ...moving, ...opening }, fold(opening, history, rule), history);
    const columns = tallyColumns(after, before);
    before = after;
    return columns;
  });
}

function difference(after: MoneyMoved, before: MoneyMoved): MoneyMoved {
  return {
    collectedMinor: after.collectedMinor - before.collectedMinor,
    refundedMinor: after.refundedMinor - before.refundedMinor,
    disputedMinor: after.disputedMinor - before.disputedMinor,
    returnedMinor: after.returnedMinor - before.returnedMinor,
    paidOutMinor: after.paidOutMinor - before.paidOutMinor,
  };
}

/** What is kept of what moved: less than nothing where more went out than came in. */
export function netMinor(moved: MoneyMoved): bigint {
  const { collectedMinor, refundedMinor, disputedMinor, returnedMinor, paidOutMinor } = moved;
  return collectedMinor - refundedMinor - disputedMinor - returnedMinor - paidOutMinor;
}

/** What a history's next adjustment adds to the sums; `arrivals` is how many more payments have money that arrived. */
export function tallyColumns(after: MoneyMoved, before: MoneyMoved) {
  return { ...movedColumns(difference(after, before)), arrivals: arrived(after) - arrived(before) };
}

function arrived({ collectedMinor }: MoneyMoved): number {
  return collectedMinor === 0n ? 0 : 1;
}

/**
 * Refuses with `invalid` an `amount` that would take a payment, or what ever came in or went back of it, above what is kept of
 * one. All else that moved is a part of these.
 */
export function refuseAboveMax({ amountMinor }: Pick<Snapshot, "amountMinor">, moved: MoneyMoved): void {
  if ([amountMinor, moved.collectedMinor, moved.refundedMinor].some((minor) => minor > AMOUNT_MINOR_MAX))
    refuseField("amount", "too_big", `would take the payment above ${AMOUNT_MINOR_MAX}`);
}

/** The columns that hold it. */
export function movedColumns(moved: MoneyMoved) {
  return {
    collected_minor: moved.collectedMinor.toString(),
    refunded_minor: moved.refundedMinor.toString(),
    disputed_minor: moved.disputedMinor.toString(),
    returned_minor: moved.returnedMinor.toString(),
    paid_out_minor: moved.paidOutMinor.toString(),
  };
}

function moneyIn(
  category: PaymentCategory,
  { status, amountMinor }: Pick<Snapshot, "status" | "amountMinor">,
  adjustments: readonly FoldedAdjustment[],
): MoneyMoved {
  if (isUndone(category, status)) return NOTHING_MOVED;
  if (!adjustments.some((each) => stageOf(each.status) === "completed")) return NOTHING_MOVED;
  const refundedMinor = wentBackMinor(adjustments);
  const leftMinor = atLeastNone(amountMinor);
  const collectedMinor = amountMinor + refundedMinor;
  const disputedMinor = disputed(adjustments, leftMinor, collectedMinor);
  return {
    collectedMinor,
    refundedMinor,
    disputedMinor,
    returnedMinor:
      stageOf(status) === "completed"
        ? 0n
        : (takenBackMinor(category, adjustments) ?? atLeastNone(leftMinor - disputedMinor)),
    paidOutMinor: 0n,
  };
}

/** An amount in minor units, or nothing where it is less. */
export function atLeastNone(minor: bigint): bigint {
  return minor > 0n ? minor : 0n;
}

/** What the bank took back of a premium by the failure that said so; null where it is what is left. */
function takenBackMinor(category: PaymentCategory, adjustments: readonly FoldedAdjustment[]): bigint | null {
  if (category !== "premium") return null;
  const failures = adjustments.filter(({ status, opening }) => status === "failed" && !opening);
  return failures.toSorted(byTimeThenArrival).at(-1)?.amountMinor ?? null;
}

/**
 * What a payment was opened with that never moved: where it is captured, what had been authorised was held for it and is no
 * money beside it.
 */
export function reservedMinor(openingAmountMinor: bigint, adjustments: readonly FoldedAdjustment[]): bigint {
  if (!adjustments.some(({ status, opening }) => status === "capture" && !opening)) return 0n;
  const opened = adjustments.find(({ opening }) => opening) ?? adjustments.toSorted(byTimeThenArrival)[0];
  return opened && stageOf(opened.status) !== "completed" ? openingAmountMinor : 0n;
}

/** Recorded by mistake, and undone: nobody ever paid it. */
function isUndone(category: PaymentCategory, status: PaymentStatus): boolean {
  return category === "referral" && status === "cancelled";
}

function moneyOut(
  category: PaymentCategory,
  { status, amountMinor }: Pick<Snapshot, "status" | "amountMinor">,
): MoneyMoved {
  const outMinor = stageOf(status) === "completed" ? amountMinor : 0n;
  return GIVEN_BACK.has(category)
    ? { ...NOTHING_MOVED, refundedMinor: outMinor }
    : { ...NOTHING_MOVED, paidOutMinor: outMinor };
}

// Payments of their own that give a premium back.
const GIVEN_BACK: ReadonlySet<PaymentCategory> = new Set(["reversal", "premium_refund"]);

/** What went back of a payment's money, whichever way that went: its refunds, less those that were reversed. */
export function wentBackMinor(
  adjustments: readonly Pick<FoldedAdjustment, "status" | "amountMinor" | "opening">[],
): bigint {
  return adjustments.reduce((sum, { status, amountMinor, opening }) => {
    if (opening || amountMinor === null) return sum;
    if (status === "refunded") return sum + amountMinor;
    return status === "refund_reversed" ? sum - amountMinor : sum;
  }, 0n);
}

/**
 * A dispute takes what it says, also of money that has been refunded: more may go back than came in, and no more by disputes alone.
 * One that does not say how much it is about is about what the others and the refunds have left.
 */
function disputed(
  adjustments: readonly FoldedAdjustment[],
  leftMinor: bigint,
  collectedMinor: bigint,
): bigint {
  const taken = disputesOf(adjustments).filter(({ outcome }) => outcome !== "won");
  const saidMinor = taken.reduce((total, { amountMinor }) => total + (amountMinor ?? 0n), 0n);
  const isAllSaid = taken.every(({ amountMinor }) => amountMinor !== null);
  const sum = isAllSaid || saidMinor > leftMinor ? saidMinor : leftMinor;
  return sum < collectedMinor ? sum : atLeastNone(collectedMinor);
}
