import type { Attempt } from "@/lib/payments/attempt";
import type { PaymentAuditEntry } from "@/lib/payments/get-payment";
import type { Adjustment } from "@/lib/payments/payment";
import type {
  HistoryFact,
  HistoryLine,
  HistorySources,
  RelatedPayment,
  ToldToEndpoint,
} from "./history-line";
import { runningAmounts } from "./running-amounts";

/**
 * Everything that happened to a payment in one list, latest first, each fact once: an attempt is one line with the
 * adjustment it led to, a retry with the rule that made it, a block with the failure that asked for it, and a request
 * with whatever it changed.
 */
export function mergeHistory<Delivery extends ToldToEndpoint>(
  sources: HistorySources<Delivery>,
): HistoryLine<Delivery>[] {
  const facts = [
    ...adjustmentFacts(sources),
    ...sources.related.flatMap((related) => relatedFacts(related, sources.audit)),
    ...auditFacts(sources),
    ...sources.deliveries.map((delivery) => ({ fact: "delivery", delivery }) as const),
  ];
  const causes = new Map(sources.requests.map((request) => [request.id, request]));
  const lines = facts.map((fact) => ({
    ...fact,
    key: keyOf(fact),
    at: timeOf(fact, sources.adjustments),
    cause: causes.get(requestIdOf(fact) ?? "") ?? null,
  }));
  const known = new Set(lines.flatMap(({ cause }) => (cause ? [cause.id] : [])));
  const alone = sources.requests
    .filter(({ id }) => !known.has(id))
    .map((request) => {
      return {
        fact: "request",
        request,
        key: `request ${request.id}`,
        at: request.createdAt,
        cause: request,
      } as const;
    });
  // Sorting is stable: of two at one instant the later of the list stays above.
  return [...lines, ...alone].reverse().sort((one, other) => other.at.getTime() - one.at.getTime());
}

/** Adjustments by the time they happened, each with the attempt it came of; attempts that led to none stand at the end. */
function adjustmentFacts({ opening, adjustments, attempts }: HistorySources<ToldToEndpoint>) {
  const attemptOf = new Map(attempts.map((attempt) => [ledTo(attempt, adjustments)?.sequence, attempt]));
  const facts = runningAmounts(opening, adjustments)
    .reverse()
    .map(({ adjustment, amountMinor: leftMinor }) => {
      const attempt = attemptOf.get(adjustment.sequence) ?? null;
      return { fact: "adjustment", adjustment, attempt, leftMinor } as const;
    });
  const alone = attempts
    .filter((attempt) => !ledTo(attempt, adjustments))
    .map((attempt) => ({ fact: "attempt", attempt }) as const);
  return [...facts, ...alone];
}

/** What came of an attempt; while nothing has, the adjustment that says it was begun. */
function ledTo({ id }: Attempt, adjustments: readonly Adjustment[]): Adjustment | undefined {
  const own = adjustments.filter(({ attemptId }) => attemptId === id);
  return own.find(({ status }) => status !== "processing") ?? own.at(-1);
}

/** That another payment was made for the same money, and how it ended. */
function relatedFacts(related: RelatedPayment, audit: readonly PaymentAuditEntry[]) {
  const [made] = related.adjustments;
  if (!made) return [];
  const entry = audit.find((each) => makes(each, related)) ?? null;
  const settled = related.adjustments.findLast(
    ({ status, sequence }) => sequence > made.sequence && status === related.status && isFinal(status),
  );
  return [
    { fact: "made", related, adjustment: made, entry } as const,
    ...(settled ? [{ fact: "settled", related, adjustment: settled } as const] : []),
  ];
}

function makes({ action, data }: PaymentAuditEntry, { id }: RelatedPayment): boolean {
  return action === "payment.retry_scheduled" && field(data, "retryId") === id;
}

function isFinal(status: Adjustment["status"]): boolean {
  return status === "succeeded" || status === "failed" || status === "cancelled";
}

/** What the audit log knows besides the adjustments and the retries. */
function auditFacts({ adjustments, attempts, audit, methodAudit, related }: HistorySources<ToldToEndpoint>) {
  const asked = new Set(attempts.map(({ id }) => id));
  const changes = new Set(adjustments.map(({ requestId, recordedAt }) => moment(requestId, recordedAt)));
  const changing = new Set(adjustments.map(({ requestId }) => requestId));
  const isOfAdjustment = (entry: PaymentAuditEntry) =>
    changes.has(moment(entry.requestId, entry.occurredAt)) ||
    // Of a merchant with a clock of its own the two were noted at other times.
    (changing.has(entry.requestId) && field(entry.data, "status") !== null);
  const own = audit.filter(
    (entry) =>
      !asked.has(field(entry.data, "attemptId") ?? "") &&
      !related.some((payment) => makes(entry, payment)) &&
      (followsFromRule(entry) || !isOfAdjustment(entry)),
  );
  const said = new Set(own.map(momentOfAction));
  const methods = methodAudit.filter((entry) => !said.has(momentOfAction(entry)));
  return [
    ...own.map((entry) => ({ fact: "audit", entry, about: aboutOf(entry) }) as const),
    ...methods.map((entry) => ({ fact: "audit", entry, about: "method" }) as const),
  ];
}

// Written in the transaction of a failure's adjustment, and yet something else that happened.
const RULE_ACTIONS = ["payment.retry_scheduled", "payment.not_retried", "payment.retries_exhausted"];

function followsFromRule({ action }: PaymentAuditEntry): boolean {
  return RULE_ACTIONS.includes(action) || action.startsWith("payment_method.");
}

function aboutOf({ action }: PaymentAuditEntry): "payment" | "method" {
  return action.startsWith("payment_method.") ? "method" : "payment";
}

function moment(requestId: string, at: Date): string {
  return `${requestId} ${at.getTime()}`;
}

function momentOfAction({ requestId, occurredAt, action }: PaymentAuditEntry): string {
  return `${moment(requestId, occurredAt)} ${action}`;
}

function keyOf(fact: HistoryFact<ToldToEndpoint>): string {
  switch (fact.fact) {
    case "adjustment":
      return `adjustment ${fact.adjustment.sequence}`;
    case "attempt":
      return `attempt ${fact.attempt.id}`;
    case "made":
    case "settled":
      return `${fact.fact} ${fact.related.id}`;
    case "audit":
      return `audit ${fact.entry.id}`;
    case "delivery":
      return `delivery ${fact.delivery.id}`;
    case "request":
      return `request ${fact.request.id}`;
  }
}

function timeOf(fact: HistoryFact<ToldToEndpoint>, adjustments: readonly Adjustment[]): Date {
  switch (fact.fact) {
    case "adjustment":
    case "settled":
      return fact.adjustment.occurredAt;
    case "attempt":
      return fact.attempt.startedAt;
    case "made":
      return fact.related.createdAt;
    case "audit":
      return inTimeOfAdjustment(fact.entry, adjustments);
    case "delivery":
      return fact.delivery.createdAt;
    case "request":
      return fact.request.createdAt;
  }
}

/** What was done with an adjustment stands at its time, also where the merchant has a clock of its own. */
function inTimeOfAdjustment(
  { requestId, occurredAt }: PaymentAuditEntry,
  adjustments: readonly Adjustment[],
): Date {
  const own = adjustments.filter((each) => each.requestId === requestId).map(({ recordedAt }) => recordedAt);
  return own.find((at) => at.getTime() === occurredAt.getTime()) ?? own.at(-1) ?? occurredAt;
}

function requestIdOf(fact: HistoryFact<ToldToEndpoint>): string | null {
  switch (fact.fact) {
    case "adjustment":
    case "made":
    case "settled":
      return fact.adjustment.requestId;
    case "attempt":
      return fact.attempt.requestId;
    case "audit":
      return fact.entry.requestId;
    case "delivery":
      return null;
    case "request":
      return fact.request.id;
  }
}

/** A text of what an entry of the audit log holds, or null. */
export function field(data: unknown, name: string): string | null {
  if (typeof data !== "object" || data === null || !(name in data)) return null;
  const value: unknown = Object.getOwnPropertyDescriptor(data, name)?.value;
  return typeof value === "string" ? value : null;
}
