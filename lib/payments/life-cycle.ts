import { Refused } from "@/lib/verb/problem";
import type { UnderWay } from "./facts";
import { KIND_RULES } from "./kinds/all";
import type { PaymentKind, PaymentStatus } from "./status";
import { STATUS_WORDS } from "./status-words";

/** Whether a payment of this kind may go from one status to another. */
export function mayFollow(kind: PaymentKind, from: PaymentStatus, to: PaymentStatus): boolean {
  const cycle = KIND_RULES[kind].lifeCycle;
  return cycle === "any" || (cycle[from]?.includes(to) ?? false);
}

/** Whether somebody may report from outside that a payment has gone from one status to another. */
export function mayBeReported(kind: PaymentKind, from: PaymentStatus, to: PaymentStatus): boolean {
  if (KIND_RULES[kind].neverReported.includes(to)) return false;
  return mayFollow(kind, from, to);
}

/** The statuses that may follow, in the table's order; null where anything may. */
export function nextStatuses(kind: PaymentKind, from: PaymentStatus): readonly PaymentStatus[] | null {
  const cycle = KIND_RULES[kind].lifeCycle;
  return cycle === "any" ? null : (cycle[from] ?? []);
}

/** What an operator can be offered on a payment. */
export type PaymentStep = "cancel" | "refund" | "undo";

/** A step an operator may take now, or the reason it cannot be taken, in a sentence for people. */
export type StepVerdict =
  | { step: PaymentStep; allowed: true }
  | { step: PaymentStep; allowed: false; reason: string };

/** A payment as the steps are judged: `amountMinor` is what it is worth less its refunds, `disputedMinor` what disputes took or hold of it. */
interface Judged {
  kind: PaymentKind;
  status: PaymentStatus;
  amountMinor: bigint;
  disputedMinor: bigint;
}

/** Every step there is, each with its verdict, as the payment stands with what is under way. */
export function nextSteps(payment: Judged, underWay: UnderWay = NOTHING): StepVerdict[] {
  const verdicts = [judgeCancel(payment, underWay), judgeRefund(payment, underWay)];
  return KIND_RULES[payment.kind].undoable ? [...verdicts, judgeUndo(payment)] : verdicts;
}

const NOTHING: UnderWay = { charges: 0, refundsMinor: 0n };

/** Refuses with `illegal_transition`, and the reason, a step that cannot be taken now. */
export function refuseUnlessPossible(step: PaymentStep, payment: Judged, underWay?: UnderWay): void {
  const verdict = nextSteps(payment, underWay).find((each) => each.step === step);
  if (!verdict || verdict.allowed) return;
  const to = step === "refund" ? "refunded" : "cancelled";
  throw new Refused({ code: "illegal_transition", from: payment.status, to, reason: verdict.reason });
}

function judgeCancel({ kind, status }: Judged, { charges }: UnderWay): StepVerdict {
  const { neverCancelled } = KIND_RULES[kind];
  if (neverCancelled) return refuse("cancel", neverCancelled);
  if (status === "processing" || charges > 0)
    return refuse("cancel", "A payment cannot be cancelled while it is being paid.");
  if (mayFollow(kind, status, "cancelled")) return { step: "cancel", allowed: true };
  return refuse("cancel", `A payment that is ${describe(status)} cannot be cancelled.`);
}

function judgeRefund(payment: Judged, { refundsMinor }: UnderWay): StepVerdict {
  const { kind, status, amountMinor } = payment;
  const leftMinor = undisputedMinor(payment);
  const { neverRefunded } = KIND_RULES[kind];
  if (neverRefunded) return refuse("refund", neverRefunded);
  if (status === "dispute")
    return refuse("refund", "A disputed payment cannot be refunded until the dispute is decided.");
  if (!mayFollow(kind, status, "refunded") || (amountMinor > 0n && leftMinor <= 0n))
    return refuse("refund", `There is nothing to refund: the payment is ${describe(status)}.`);
  if (amountMinor === 0n) return refuse("refund", "Everything has been refunded already.");
  if (leftMinor <= refundsMinor) return refuse("refund", "All that is left is being refunded already.");
  return { step: "refund", allowed: true };
}

/** What is left of a payment that no dispute took or holds, in minor units. */
export function undisputedMinor({
  amountMinor,
  disputedMinor,
}: Pick<Judged, "amountMinor" | "disputedMinor">): bigint {
  return amountMinor - disputedMinor;
}

/** A payment of which something has become was made, and is no slip of whoever recorded it. */
function judgeUndo({ kind, status }: Judged): StepVerdict {
  if (status === "cancelled") return refuse("undo", "It has been undone already.");
  if (mayFollow(kind, status, "cancelled")) return { step: "undo", allowed: true };
  return refuse(
    "undo",
    `Only a payment of which nothing has become since can be undone; this one is ${describe(status)}.`,
  );
}

function refuse(step: PaymentStep, reason: string): StepVerdict {
  return { step, allowed: false, reason };
}

/** Why a payment cannot go from one status to another, in a sentence for people. */
export function refusedChange(kind: PaymentKind, from: PaymentStatus, to: PaymentStatus): string {
  if (from === to) return `The payment is ${describe(from)} already.`;
  return `A ${kind} payment that is ${describe(from)} cannot then be ${describe(to)}.`;
}

/** A status inside a sentence for people: "a payment that is disputed". */
export function describe(status: PaymentStatus): string {
  return STATUS_WORDS[status];
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
