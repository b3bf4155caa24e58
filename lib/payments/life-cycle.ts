import type { PaymentKind, PaymentStatus } from "./status";

type LifeCycle = Partial<Record<PaymentStatus, readonly PaymentStatus[]>>;

const AFTER_SUCCESS: LifeCycle = {
  succeeded: ["refunded", "refunded_failure", "dispute"],
  refunded: ["refunded", "refund_reversed", "refunded_failure", "dispute"],
  refunded_failure: ["refunded", "refunded_failure", "dispute"],
  refund_reversed: ["refunded", "refund_reversed", "refunded_failure", "dispute"],
  dispute: ["dispute_won", "dispute_lost"],
  dispute_won: ["refunded", "refunded_failure", "dispute"],
  dispute_lost: [],
};

/** Checkout contract: five statuses outside; a declined card leaves the payment pending. */
const CHECKOUT: LifeCycle = {
  ...AFTER_SUCCESS,
  pending: ["processing", "expired", "cancelled"],
  processing: ["pending", "succeeded"],
  expired: [],
  cancelled: [],
};

/** Policy contract, "Life of a payment": any step may be skipped forward; a late return turns success into failure. */
const POLICY: LifeCycle = {
  pending: ["submitted", "processing", "succeeded", "failed", "cancelled"],
  submitted: ["processing", "succeeded", "failed"],
  processing: ["succeeded", "failed"],
  succeeded: ["failed"],
  failed: [],
  cancelled: [],
};

/** How long after its action date a debit order's success may still turn into failure. Policy contract. */
export const LATE_RETURN_MS = 5 * 86_400_000;

/** Why a successful policy payment cannot fail any more, or null where it still can. */
export function lateReturnObstacle(
  payment: { debitOrder: boolean; actionDate: Date },
  now: Date,
): string | null {
  if (!payment.debitOrder) return "Only a debit order can be returned after it was successful.";
  const late = now.getTime() - payment.actionDate.getTime() > LATE_RETURN_MS;
  return late
    ? "A debit order can be returned for five days after its action date, which have passed."
    : null;
}

/** Referral contract: a payment is recorded when it has been made, so that only refunds and disputes follow. */
const REFERRAL: LifeCycle = AFTER_SUCCESS;

/**
 * Which status may follow which, for each kind of payment. The API, the buttons, the bulk actions and the text "why
 * is it in this state" read this table. Connected payments mirror what happened elsewhere and refuse nothing for order.
 */
const LIFE_CYCLES: Record<PaymentKind, LifeCycle | "any"> = {
  checkout: CHECKOUT,
  policy: POLICY,
  referral: REFERRAL,
  connected: "any",
};

/** Whether a payment of this kind may go from one status to another. */
export function mayFollow(kind: PaymentKind, from: PaymentStatus, to: PaymentStatus): boolean {
  const cycle = LIFE_CYCLES[kind];
  return cycle === "any" || (cycle[from]?.includes(to) ?? false);
}

// Only a charge attempt of our own begins, ends or fails the paying of a link.
const ATTEMPTS_DECIDE: readonly PaymentStatus[] = ["pending", "processing", "succeeded"];

/** Whether somebody may report from outside that a payment has gone from one status to another. */
export function mayBeReported(kind: PaymentKind, from: PaymentStatus, to: PaymentStatus): boolean {
  if (kind === "checkout" && ATTEMPTS_DECIDE.includes(to)) return false;
  return mayFollow(kind, from, to);
}

/** The statuses that may follow, in the table's order; null where anything may. */
export function nextStatuses(kind: PaymentKind, from: PaymentStatus): readonly PaymentStatus[] | null {
  const cycle = LIFE_CYCLES[kind];
  return cycle === "any" ? null : (cycle[from] ?? []);
}

/** What an operator can be offered on a payment. */
export type PaymentStep = "cancel" | "refund";

/** A step an operator may take now, or the reason it cannot be taken, in a sentence for people. */
export type StepVerdict =
  | { step: PaymentStep; allowed: true }
  | { step: PaymentStep; allowed: false; reason: string };

/** Every step there is, each with its verdict. `amountMinor` is what is left of the payment. */
export function nextSteps(payment: {
  kind: PaymentKind;
  status: PaymentStatus;
  amountMinor: bigint;
}): StepVerdict[] {
  return [judgeCancel(payment), judgeRefund(payment)];
}

function judgeCancel({ kind, status }: { kind: PaymentKind; status: PaymentStatus }): StepVerdict {
  if (kind === "connected") return refuse("cancel", "A mirrored payment is cancelled at its provider.");
  if (mayFollow(kind, status, "cancelled")) return { step: "cancel", allowed: true };
  if (status === "processing")
    return refuse("cancel", "A payment cannot be cancelled while it is being paid.");
  return refuse("cancel", `A payment that is ${describe(status)} cannot be cancelled.`);
}

function judgeRefund(payment: {
  kind: PaymentKind;
  status: PaymentStatus;
  amountMinor: bigint;
}): StepVerdict {
  const { kind, status, amountMinor } = payment;
  if (kind === "connected") return refuse("refund", "A mirrored payment is refunded at its provider.");
  if (status === "dispute")
    return refuse("refund", "A disputed payment cannot be refunded until the dispute is decided.");
  if (!mayFollow(kind, status, "refunded"))
    return refuse("refund", `There is nothing to refund: the payment is ${describe(status)}.`);
  if (amountMinor === 0n) return refuse("refund", "Everything has been refunded already.");
  return { step: "refund", allowed: true };
}

function refuse(step: PaymentStep, reason: string): StepVerdict {
  return { step, allowed: false, reason };
}

/** A status inside a sentence: "dispute lost". */
export function describe(status: PaymentStatus): string {
  return status.replaceAll("_", " ");
}

const IN_PROGRESS: readonly PaymentStatus[] = ["succeeded", "failed", "cancelled", "expired"];

/** What usually comes next for a payment that is mirrored from elsewhere: what a person is offered, not a rule. */
const USUALLY_NEXT: LifeCycle = {
  pending: ["authorisation", ...IN_PROGRESS],
  authorisation: ["capture", "capture_failed", "cancelled", "expired"],
  capture: ["capture", "refunded", "dispute", "amount_adjustment"],
  capture_failed: ["capture", "cancelled"],
  succeeded: ["refunded", "dispute", "amount_adjustment"],
  refunded: ["refunded", "refund_reversed", "refunded_failure", "dispute", "amount_adjustment"],
  refunded_failure: ["refunded", "dispute", "amount_adjustment"],
  refund_reversed: ["refunded", "dispute", "amount_adjustment"],
  dispute: ["dispute_won", "dispute_lost"],
  dispute_won: ["refunded", "dispute", "amount_adjustment"],
  dispute_lost: ["amount_adjustment"],
  failed: ["succeeded"],
  expired: ["succeeded"],
  cancelled: [],
};

/** The statuses a person is offered to add to a payment by hand, because they make sense next. */
export function reportableStatuses(kind: PaymentKind, from: PaymentStatus): readonly PaymentStatus[] {
  if (kind === "connected") return USUALLY_NEXT[from] ?? IN_PROGRESS;
  return (nextStatuses(kind, from) ?? []).filter((to) => mayBeReported(kind, from, to));
}

/** Whether a status says how much money moved. */
export function movesMoney(status: PaymentStatus): boolean {
  return ["capture", "refunded", "refund_reversed", "amount_adjustment"].includes(status);
}
