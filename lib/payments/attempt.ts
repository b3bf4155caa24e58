import type { Evidence } from "@/lib/connectors/dispute-answers";
import { refuseWhileHeld } from "@/lib/connectors/held";
import { type Queryable, query, queryOne } from "@/lib/db/sql";
import { ANSWER_ATTEMPT } from "@/lib/generated/sql/payments/answer-attempt";
import { BEGIN_ATTEMPT } from "@/lib/generated/sql/payments/begin-attempt";
import { LIST_ATTEMPTS } from "@/lib/generated/sql/payments/list-attempts";
import { READ_ATTEMPT, type ReadAttemptRow } from "@/lib/generated/sql/payments/read-attempt";
import { newId } from "@/lib/ids";
import { metrics } from "@/lib/metrics/metrics";
import type { Ctx } from "@/lib/verb/context";
import { Refused } from "@/lib/verb/problem";

export type AttemptState = "started" | "requires_action" | "processing" | "unknown" | "succeeded" | "failed";

/** A customer who has not answered their bank, or paid on the provider's page, for so long has left. */
export const CHALLENGE_ABANDONED_MS = 30 * 60_000;

/** What a charge needs to be asked again under the same id, and what is kept of a card. Never a number. */
export interface AttemptMethod {
  /** The connector's own token. */
  token: string;
  expiryMonth: number;
  expiryYear: number;
  /** The customer wants to pay with it again. */
  save: boolean;
  /** Charged while the customer was away. */
  offSession?: boolean;
  /** Paid on a page of the provider's: its address, once it is known. */
  hosted?: boolean;
  pageUrl?: string;
  /** The day the payer's bank is asked, YYYY-MM-DD, where the provider has said. */
  chargeDate?: string;
  /** Of an answer to a dispute: all that is sent. */
  evidence?: Evidence & { disputeReference: string };
}

/** One time a connector is asked to move money, or to take an answer to a dispute. Its id is the provider's idempotency key. */
export type Attempt = ReadAttemptRow;

export interface AttemptDraft {
  paymentId: string;
  operation: "charge" | "refund" | "payout" | "evidence";
  /** The provider's name, and the connection it is asked through; null is the built-in one. */
  connector: string;
  connectionId: string | null;
  /** The route that chose the connection, where one did. */
  routeId?: string | null;
  amountMinor: bigint;
  cardBrand?: string;
  cardLast4?: string;
  savedPaymentMethodId?: string;
  method?: Partial<AttemptMethod>;
}

/**
 * Writes down that a connector is about to be asked, before it is. The payment must be locked. The database lets a
 * payment have one open charge, and one that succeeded. Refuses with `conflict` where its money has moved in the other mode:
 * what was real is never charged in test mode, nor the reverse. So it does while the database is held.
 */
export async function beginAttempt(tx: Queryable, ctx: Ctx, draft: AttemptDraft): Promise<Attempt> {
  const { type: actorType, id: actorId, label: actorLabel } = ctx.actor;
  const {
    cardBrand = null,
    cardLast4 = null,
    savedPaymentMethodId = null,
    method = {},
    routeId = null,
  } = draft;
  const attempt = await queryOne(
    BEGIN_ATTEMPT,
    {
      ...draft,
      id: newId(),
      cardBrand,
      cardLast4,
      savedPaymentMethodId,
      method,
      routeId,
      actorType,
      actorId,
      actorLabel,
      requestId: ctx.requestId,
      now: ctx.now,
    },
    tx,
  );
  if (attempt) return attempt;
  await refuseWhileHeld(tx);
  throw new Refused({
    code: "conflict",
    message: "Its money has moved through the other of live and test mode: record another payment.",
  });
}

/** What a connector answered, as the attempt's columns. */
export interface AttemptAnswer {
  state: AttemptState;
  declineCode?: string | null;
  providerReference?: string | null;
  raw: unknown;
}

/** Writes a connector's answer into an attempt that is still open. The payment must be locked. */
export async function answerAttempt(
  tx: Queryable,
  ctx: Ctx,
  id: string,
  answer: AttemptAnswer,
): Promise<void> {
  const { state, declineCode = null, providerReference = null, raw } = answer;
  const finishedAt = state === "succeeded" || state === "failed" ? ctx.now : null;
  metrics().attempts.inc({ outcome: state });
  await query(ANSWER_ATTEMPT, { id, state, declineCode, providerReference, raw, finishedAt }, tx);
}

/** One attempt, or null. */
export function attemptById(id: string, on?: Queryable): Promise<Attempt | null> {
  return queryOne(READ_ATTEMPT, { id }, on);
}

/** A payment's attempts in the order they were made. */
export function attemptsOf(paymentId: string, on?: Queryable): Promise<Attempt[]> {
  return query(LIST_ATTEMPTS, { paymentId }, on);
}

/** Whether a connector's last word on an attempt is still awaited. */
export function isOpen({ state }: Pick<Attempt, "state">): boolean {
  return state !== "succeeded" && state !== "failed";
}
