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
  /** Whoever told of it calls it so; the decision of a dispute may name that one (`disputesOf`). */
  reference: string;
  /** Minor units; null where the status moves no money. */
  amountMinor: bigint | null;
  /** The creation adjustment restates the opening amounts and applies no delta. */
  opening: boolean;
  /** When the dispute that this opens has to be answered, where somebody said. */
  respondBy?: Date | null;
}

/** What a payment is now. `lastStatus` may be `amount_adjustment`, which `status` looks through. */
export interface Snapshot {
  status: PaymentStatus;
  lastStatus: PaymentStatus;
  amountMinor: bigint;
  initialAmountMinor: bigint;
  /** Whether a dispute of it is open, whatever its status is. */
  inDispute: boolean;
}

/**
 * Which status a payment shows. `latest`: that of what happened last, as a mirror must (connected contract).
 * `disputes first`: the first of these that the history holds, however late or early each was heard of: an open dispute;
 * a lost one; the latest of what became of money that had arrived; that the payment was closed unpaid; else the latest.
 * `collection`: how far its collection has come, which no refund and no dispute at a provider is a step of.
 */
export type StatusRule = "latest" | "disputes first" | "collection";

/**
 * A payment is its adjustments: the snapshot that follows from them, whatever the order they arrived in. The status
 * follows `rule`; what happened last is by its own time (then: arrived last); every delta counts once; the latest amount
 * adjustment sets the initial amount. Throws a RangeError when there is no adjustment.
 */
export function fold(
  opening: Opening,
  adjustments: readonly FoldedAdjustment[],
  rule: StatusRule = "latest",
): Snapshot {
  const inTime = [...adjustments].sort(byTimeThenArrival);
  const last = inTime.at(-1);
  if (!last) throw new RangeError("a payment has at least its creation adjustment");
  const effective = inTime.findLast((each) => each.status !== "amount_adjustment");
  const correction = inTime.findLast((each) => each.status === "amount_adjustment" && !each.opening);
  const status = RULES[rule](inTime) ?? effective?.status ?? "pending";
  return {
    status,
    lastStatus: last.status,
    amountMinor: inTime.reduce((amount, each) => amount + delta(each), opening.openingAmountMinor),
    initialAmountMinor: correction?.amountMinor ?? opening.openingInitialAmountMinor,
    inDispute: status === "dispute" || disputesOf(inTime).some(({ outcome }) => outcome === "open"),
  };
}

const COLLECTION: readonly PaymentStatus[] = [
  "pending",
  "submitted",
  "processing",
  "succeeded",
  "failed",
  "cancelled",
];

/** What a rule reads from a history in time; null where the latest counts. */
const RULES: Record<StatusRule, (inTime: readonly FoldedAdjustment[]) => PaymentStatus | null> = {
  latest: () => null,
  "disputes first": outranking,
  collection: (inTime) => inTime.findLast(({ status }) => COLLECTION.includes(status))?.status ?? null,
};

/** What a payer's bank contests, and what came of it. `amountMinor` is null where it was not said. */
export interface Dispute {
  sequence: number;
  amountMinor: bigint | null;
  outcome: "open" | "won" | "lost";
}

/**
 * A payment's disputes in the order they were opened. A decision that names its dispute (`du_1/won` is of `du_1`) is of that
 * one, and the last of them counts; any other is of the oldest that has none. Each is so also where it was heard of before
 * its dispute was.
 */
export function disputesOf(adjustments: readonly FoldedAdjustment[]): Dispute[] {
  const inTime = [...adjustments].sort(byTimeThenArrival);
  const opened = inTime.filter(({ status }) => status === "dispute");
  const names = new Set(opened.map(({ reference }) => reference));
  const named = new Map<string, FoldedAdjustment>();
  const unnamed: FoldedAdjustment[] = [];
  for (const decision of inTime.filter(({ status }) => status in NAMING)) {
    const name = disputeNamedBy(decision);
    if (name !== null && names.has(name)) named.set(name, decision);
    else unnamed.push(decision);
  }
  const known = opened.map((each) => disputeOf(each, named.get(each.reference) ?? unnamed.shift()));
  // What is left was decided, and nobody has told that it was opened.
  return [...known, ...unnamed.map((decision) => disputeOf(decision, decision))];
}

const NAMING: Readonly<Partial<Record<PaymentStatus, string>>> = {
  dispute_won: "/won",
  dispute_lost: "/lost",
};

function disputeNamedBy({ status, reference }: FoldedAdjustment): string | null {
  const suffix = NAMING[status];
  return suffix && reference.endsWith(suffix) ? reference.slice(0, -suffix.length) : null;
}

function disputeOf(
  { sequence, amountMinor }: FoldedAdjustment,
  decision: FoldedAdjustment | undefined,
): Dispute {
  return { sequence, amountMinor, outcome: outcomeOf(decision) };
}

/** When the first of a payment's open disputes has to be answered; null where none is open, or nobody said. */
export function respondByOf(adjustments: readonly FoldedAdjustment[]): Date | null {
  const open = new Set(
    disputesOf(adjustments).flatMap((each) => (each.outcome === "open" ? each.sequence : [])),
  );
  const ends = adjustments.flatMap(({ sequence, respondBy }) =>
    respondBy && open.has(sequence) ? respondBy.getTime() : [],
  );
  return ends.length > 0 ? new Date(Math.min(...ends)) : null;
}

function outcomeOf(decision: FoldedAdjustment | undefined): Dispute["outcome"] {
  if (!decision) return "open";
  return decision.status === "dispute_won" ? "won" : "lost";
}

// What only happens to money that has arrived, and what only ends a payment that nobody paid: whatever is heard of after
// either was on its way before.
const AFTER_MONEY: readonly PaymentStatus[] = [
  "refunded",
  "refunded_failure",
  "refund_reversed",
  "dispute_won",
];
const CLOSED: readonly PaymentStatus[] = ["cancelled", "expired"];

function outranking(inTime: readonly FoldedAdjustment[]): PaymentStatus | null {
  const outcomes = disputesOf(inTime).map(({ outcome }) => outcome);
  if (outcomes.includes("open")) return "dispute";
  if (outcomes.includes("lost")) return "dispute_lost";
  const latestOf = (statuses: readonly PaymentStatus[]) =>
    inTime.findLast(({ status }) => statuses.includes(status))?.status;
  return latestOf(AFTER_MONEY) ?? latestOf(CLOSED) ?? null;
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
