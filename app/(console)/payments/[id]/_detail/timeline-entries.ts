import { declineLabel, declineMeaning } from "@/components/payments/decline-text";
import { statusLook } from "@/components/payments/status";
import type { Attempt } from "@/lib/payments/attempt";
import { byTimeThenArrival } from "@/lib/payments/fold";
import type { PaymentAuditEntry, PaymentDetail } from "@/lib/payments/get-payment";
import type { Adjustment } from "@/lib/payments/payment";
import { actorName } from "./why";

/** One thing that happened to a payment. `look` names a row of the status table. */
export interface TimelineEntry {
  key: string;
  at: Date;
  look: string;
  title: string;
  by: string;
  detail: string | null;
  amountMinor: bigint | null;
  requestId: string;
  raw: unknown;
}

/** Everything that happened, latest first: adjustments, attempts, and what the audit log knows besides them. */
export function timelineEntries({
  adjustments,
  attempts,
  audit,
}: Pick<PaymentDetail, "adjustments" | "attempts" | "audit">): TimelineEntry[] {
  const told = new Set(
    adjustments.map(({ requestId, recordedAt }) => `${requestId} ${recordedAt.getTime()}`),
  );
  const untold = audit.filter(
    ({ requestId, occurredAt }) => !told.has(`${requestId} ${occurredAt.getTime()}`),
  );
  const entries = [...inOrder([...adjustments].sort(byTimeThenArrival), attempts), ...untold.map(fromAudit)];
  // Sorting is stable: of two at one instant the later of the list stays above.
  return entries.reverse().sort((one, other) => other.at.getTime() - one.at.getTime());
}

/** Each attempt stands before what came of it, also where both have the same instant. */
function inOrder(adjustments: readonly Adjustment[], attempts: readonly Attempt[]): TimelineEntry[] {
  const outcomes = new Map<string, number>();
  for (const { attemptId, status, sequence } of adjustments) {
    if (attemptId && status !== "processing" && !outcomes.has(attemptId)) outcomes.set(attemptId, sequence);
  }
  const before = (sequence: number | undefined) =>
    attempts.filter(({ id }) => outcomes.get(id) === sequence).map(fromAttempt);
  return [
    ...adjustments.flatMap((adjustment) => [...before(adjustment.sequence), fromAdjustment(adjustment)]),
    ...before(undefined),
  ];
}

function fromAdjustment(adjustment: Adjustment): TimelineEntry {
  const { sequence, status, failureCode, reason } = adjustment;
  return {
    key: `adjustment ${sequence}`,
    at: adjustment.occurredAt,
    look: status,
    title: sequence === 1 ? "Created" : adjustmentTitle(adjustment),
    by: actorName(adjustment),
    detail: reason ?? (failureCode && (declineMeaning(failureCode) ?? declineLabel(failureCode))),
    amountMinor: adjustment.amountMinor,
    requestId: adjustment.requestId,
    raw: adjustment.raw,
  };
}

function adjustmentTitle({ status, failureCode }: Adjustment): string {
  if (status === "pending" && failureCode) return "Waiting for another attempt";
  if (status === "pending") return "Waiting again";
  return statusLook(status).label;
}

const ATTEMPT_LOOKS: Record<Attempt["state"], { look: string; word: string }> = {
  started: { look: "processing", word: "sent, no answer yet" },
  requires_action: { look: "authorisation", word: "asked for 3-D Secure" },
  unknown: { look: "unknown", word: "answer lost" },
  succeeded: { look: "capture", word: "approved" },
  failed: { look: "failed", word: "declined" },
};

function fromAttempt(attempt: Attempt): TimelineEntry {
  const { look, word } = ATTEMPT_LOOKS[attempt.state];
  const facts = [
    attempt.cardLast4 && `Card ending in ${attempt.cardLast4}`,
    attempt.declineCode && (declineMeaning(attempt.declineCode) ?? declineLabel(attempt.declineCode)),
    attempt.providerReference && `Provider’s reference ${attempt.providerReference}`,
  ];
  return {
    key: `attempt ${attempt.id}`,
    at: attempt.startedAt,
    look,
    title: `${attempt.operation === "charge" ? "Charge" : "Refund"} attempt ${attempt.number}: ${word}`,
    by: actorName(attempt),
    detail: sentences(facts),
    amountMinor: attempt.amountMinor,
    requestId: attempt.requestId,
    raw: attempt.raw,
  };
}

function fromAudit(entry: PaymentAuditEntry): TimelineEntry {
  const words = entry.action.replace(/^\w+\./, "").replaceAll("_", " ");
  return {
    key: `audit ${entry.id}`,
    at: entry.occurredAt,
    look: "other",
    title: words.charAt(0).toUpperCase() + words.slice(1),
    by: actorName(entry),
    detail: null,
    amountMinor: null,
    requestId: entry.requestId,
    raw: entry.data,
  };
}

function sentences(facts: readonly (string | null)[]): string | null {
  const said = facts.flatMap((fact) => (fact ? [fact.replace(/\.?$/, ".")] : []));
  return said.join(" ") || null;
}
