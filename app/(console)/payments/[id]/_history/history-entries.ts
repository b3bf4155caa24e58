import type { DeliveryLine } from "@/app/(console)/_shared/delivery-table";
import { declineLabel, declineMeaning } from "@/components/payments/decline-text";
import { statusOfKind } from "@/components/payments/payment-status";
import { outcomeText } from "@/components/webhooks/deliveries/delivery-state";
import { endpointName } from "@/components/webhooks/endpoints/endpoint-name";
import { isOfBank } from "@/lib/connectors/decline-codes";
import { spellId } from "@/lib/ids";
import type { HistoryLine } from "@/lib/kinds/history/history-line";
import type { Attempt } from "@/lib/payments/attempt";
import { delta } from "@/lib/payments/fold";
import type { Adjustment } from "@/lib/payments/payment";
import type { PaymentKind } from "@/lib/payments/status";
import { cardName } from "@/lib/text/card-brand";
import { isolated } from "@/lib/text/isolated";
import type { Delivery } from "@/lib/webhooks/deliveries/delivery";
import { actorName, type HistoryActor } from "./actor";
import { auditWords } from "./audit-words";
import type { HistoryLook } from "./history-looks";
import { adjustmentTitle, madeTitle, settledTitle } from "./related-words";

/** One line of the column, in the reader's words. Amounts in minor units. */
export interface HistoryEntry {
  key: string;
  at: Date;
  look: HistoryLook;
  title: string;
  /** Where what the title names is found. */
  href: string | null;
  by: HistoryActor;
  detail: string | null;
  amountMinor: bigint | null;
  /** What was left of the payment, where this changed it. */
  leftMinor: bigint | null;
  /** What it is known by, here and at the provider. */
  references: { name: string; text: string }[];
  request: { id: string; words: string | null };
  /** What was sent and received; null where the page that `href` leads to has it. */
  raw: unknown;
  delivery: DeliveryLine | null;
}

/** A delivery with what its reader may do. */
export type ToldLine = DeliveryLine & Pick<Delivery, "id" | "createdAt">;

/** What the words of a line depend on besides it. */
export interface HistoryWords {
  kind: PaymentKind;
  /** A day of the calendar: a retry's. */
  day: (at: Date) => string;
  /** The day where the reader is on which an instant falls: by when a dispute is to be answered. */
  dayOfInstant: (at: Date) => string;
}

/** A line of a payment's history in words. */
export function historyEntry(line: HistoryLine<ToldLine>, about: HistoryWords): HistoryEntry {
  const { key, at, cause } = line;
  const words = cause && `${cause.method} ${cause.path}`;
  const blank = { key, at, href: null, detail: null, amountMinor: null, leftMinor: null, references: [] };
  const rest = { ...blank, raw: null, delivery: null };
  switch (line.fact) {
    case "adjustment":
      return { ...rest, ...ofAdjustment(line.adjustment, line.attempt, line.leftMinor, words, about) };
    case "attempt":
      return { ...rest, ...ofAttempt(line.attempt, words) };
    case "made": {
      const { related, adjustment, entry } = line;
      return {
        ...rest,
        ...ofOther(adjustment, related.id, words),
        look: "retry",
        title: madeTitle(related, about.day),
        detail: (entry && auditWords(entry).detail) ?? adjustment.reason,
        raw: entry?.data ?? adjustment.raw,
      };
    }
    case "settled":
      return {
        ...rest,
        ...ofOther(line.adjustment, line.related.id, words),
        look: line.adjustment.status,
        title: settledTitle(line.related),
        detail: whyOf(line.adjustment),
      };
    case "audit": {
      const { entry } = line;
      return {
        ...rest,
        ...auditWords(entry),
        by: actorName(entry),
        request: { id: entry.requestId, words },
        raw: entry.data,
      };
    }
    case "delivery":
      return { ...rest, ...ofDelivery(line.delivery) };
    case "request": {
      const { id, status, keyLabel, keyId } = line.request;
      return {
        ...rest,
        look: "request",
        title: `Request answered ${status}`,
        detail: status >= 400 ? "It was refused and changed nothing." : "It left no other mark.",
        by: keyLabel
          ? { name: `the API key ${isolated(keyLabel)}`, type: "apiKey", id: keyId }
          : { name: "nobody known", type: null, id: null },
        request: { id, words },
      };
    }
  }
}

type Worded = Omit<HistoryEntry, "key" | "at" | "href" | "raw" | "delivery"> & { raw: unknown };

function ofAdjustment(
  adjustment: Adjustment,
  attempt: Attempt | null,
  leftMinor: bigint,
  words: string | null,
  { kind, dayOfInstant }: HistoryWords,
): Worded {
  const { respondBy } = adjustment;
  const told = attempt && attemptFacts(attempt, adjustment.status !== "processing");
  return {
    look: statusOfKind(kind, adjustment.status),
    title: adjustmentTitle(adjustment, kind),
    by: actorName(adjustment),
    detail: sentences([
      ...(told ?? []),
      namesCard(adjustment, attempt) ? null : whyOf(adjustment),
      respondBy && `To be answered by ${dayOfInstant(respondBy)}`,
    ]),
    amountMinor: adjustment.amountMinor ?? attempt?.amountMinor ?? null,
    leftMinor: delta(adjustment) === 0n ? null : leftMinor,
    references: [...named("Reference", adjustment.reference), ...ofProvider(attempt)],
    request: { id: adjustment.requestId, words },
    raw: attempt ? { adjustment: adjustment.raw, attempt: attempt.raw } : adjustment.raw,
  };
}

/** Whether an adjustment's reason says no more than which card it was, as its attempt does. */
function namesCard({ reason, status }: Adjustment, attempt: Attempt | null): boolean {
  if (status !== "succeeded" || !attempt?.cardLast4) return false;
  return reason?.replace(/\.$/, "").endsWith(`ending in ${attempt.cardLast4}`) ?? false;
}

const ATTEMPT_WORDS: Record<Attempt["state"], { look: HistoryLook; word: string }> = {
  started: { look: "processing", word: "sent, no answer yet" },
  requires_action: { look: "authorisation", word: "waits for the customer" },
  processing: { look: "processing", word: "at the provider, not decided yet" },
  unknown: { look: "unknown", word: "answer lost" },
  succeeded: { look: "capture", word: "approved" },
  failed: { look: "failed", word: "declined" },
};

const EVIDENCE_WORDS: Record<Attempt["state"], string> = {
  started: "Evidence sent, no answer yet",
  requires_action: "Evidence sent, no answer yet",
  processing: "Evidence sent, no answer yet",
  unknown: "Evidence sent, answer lost",
  succeeded: "Evidence sent",
  failed: "Evidence not taken",
};

/** An answer to a dispute: what was said stands with it. */
function ofEvidence(attempt: Attempt, words: string | null): Worded {
  const { state, declineCode, method, raw } = attempt;
  const refused = declineCode && (declineMeaning(declineCode) ?? declineLabel(declineCode));
  return {
    look: ATTEMPT_WORDS[state].look,
    title: EVIDENCE_WORDS[state],
    by: actorName(attempt),
    detail: [refused, method.evidence?.explanation].filter(Boolean).join(" ") || null,
    amountMinor: null,
    leftMinor: null,
    references: named("Dispute", method.evidence?.disputeReference ?? null),
    request: { id: attempt.requestId, words },
    raw: { evidence: method.evidence, answer: raw },
  };
}

function ofAttempt(attempt: Attempt, words: string | null): Worded {
  if (attempt.operation === "evidence") return ofEvidence(attempt, words);
  return {
    look: ATTEMPT_WORDS[attempt.state].look,
    title: attemptTitle(attempt),
    by: actorName(attempt),
    detail: sentences(attemptFacts(attempt, true).slice(1)),
    amountMinor: attempt.amountMinor,
    leftMinor: null,
    references: ofProvider(attempt),
    request: { id: attempt.requestId, words },
    raw: attempt.raw,
  };
}

function attemptTitle({ operation, number, state, declineCode }: Attempt): string {
  const word = isOfBank(declineCode ?? "") ? ATTEMPT_WORDS[state].word : "no bank was asked";
  return `${OPERATIONS[operation]} attempt ${number}: ${word}`;
}

/** The attempt in sentences, itself first. */
function attemptFacts(attempt: Attempt, answered: boolean): (string | null)[] {
  const { cardBrand, cardLast4, declineCode } = attempt;
  const method = METHOD_WORDS.get(cardBrand ?? "") ?? cardName(cardBrand);
  return [
    attemptTitle(attempt),
    cardLast4 && `${method} ending in ${cardLast4}`,
    answered && declineCode ? (declineMeaning(declineCode) ?? declineLabel(declineCode)) : null,
  ];
}

function ofProvider(attempt: Attempt | null) {
  return named("Provider’s reference", attempt?.providerReference ?? null);
}

function named(name: string, text: string | null) {
  return text === null ? [] : [{ name, text }];
}

// A premium's attempt keeps the type of its method where a card's keeps the brand.
const METHOD_WORDS: ReadonlyMap<string, string> = new Map([
  ["debit_order", "Account"],
  ["external", "Method"],
]);

function ofOther(adjustment: Adjustment, paymentId: string, words: string | null) {
  return {
    href: `/payments/${spellId("pay", paymentId)}`,
    by: actorName(adjustment),
    request: { id: adjustment.requestId, words },
    raw: adjustment.raw,
    references: named("Reference", adjustment.reference),
  };
}

function ofDelivery({ delivery, resendable }: ToldLine) {
  const { id, type, endpointUrl, state, attempts } = delivery;
  const times = attempts > 1 ? ` after ${attempts} attempts` : "";
  return {
    look: `delivery_${state}` as const,
    title: `${type} sent to ${endpointName(endpointUrl)}`,
    href: `/webhooks/deliveries/${spellId("wd", id)}`,
    by: { name: "the webhook sender", type: null, id: null },
    detail: `${outcomeText(delivery)}${times}.`,
    request: { id: "", words: null },
    delivery: { delivery, resendable },
  };
}

function whyOf({ reason, failureCode }: Adjustment): string | null {
  return reason ?? (failureCode && (declineMeaning(failureCode) ?? declineLabel(failureCode)));
}

/** Each fact as a sentence, once. */
function sentences(facts: readonly (string | null)[]): string | null {
  const said = facts.flatMap((fact) => (fact ? [fact.replace(/\.?$/, ".")] : []));
  return [...new Set(said)].join(" ") || null;
}

const OPERATIONS = { charge: "Charge", refund: "Refund", payout: "Payout", evidence: "Evidence" };
