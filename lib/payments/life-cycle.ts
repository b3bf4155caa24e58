import { KIND_RULES } from "./kinds/all";
import type { PaymentKind, PaymentStatus } from "./status";

/** Whether a payment of this kind may go from one status to another. */
export function mayFollow(kind: PaymentKind, from: PaymentStatus, to: PaymentStatus): boolean {
  const cycle = KIND_RULES[kind].lifeCycle;
  return cycle === "any" || (cycle[from]?.includes(to) ?? false);
}

/** Whether somebody may report from outside that a payment has gone from one status to another. */
export function mayBeReported(kind: PaymentKind, from: PaymentStatus, to: PaymentStatus): boolean {
  if (KIND_RULES[kind].attemptsDecide.includes(to)) return false;
  return mayFollow(kind, from, to);
}

/** The statuses that may follow, in the table's order; null where anything may. */
export function nextStatuses(kind: PaymentKind, from: PaymentStatus): readonly PaymentStatus[] | null {
  const cycle = KIND_RULES[kind].lifeCycle;
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
  const { neverCancelled } = KIND_RULES[kind];
  if (neverCancelled) return refuse("cancel", neverCancelled);
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
  const { neverRefunded } = KIND_RULES[kind];
  if (neverRefunded) return refuse("refund", neverRefunded);
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

/** The statuses a person is offered to add to a payment by hand, because they make sense next. */
export function reportableStatuses(kind: PaymentKind, from: PaymentStatus): readonly PaymentStatus[] {
  const next = nextStatuses(kind, from) ?? KIND_RULES[kind].usuallyNext[from] ?? [];
  return next.filter((to) => mayBeReported(kind, from, to));
}

/** Whether a status says how much money moved. */
export function movesMoney(status: PaymentStatus): boolean {
  return ["capture", "refunded", "refund_reversed", "amount_adjustment"].includes(status);
}
