import { type Queryable, run, statement } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { metrics } from "@/lib/metrics/metrics";
import type { Ctx } from "@/lib/verb/context";

export type AttemptState = "started" | "requires_action" | "unknown" | "succeeded" | "failed";

/** What a charge needs to be asked again under the same id, and what is kept of a card. Never a number. */
export interface AttemptMethod {
  /** The connector's own token. */
  token: string;
  expiryMonth: number;
  expiryYear: number;
  /** The customer wants to pay with it again. */
  save: boolean;
}

/** One time a connector is asked to move money. Its id is the provider's idempotency key. */
export interface Attempt {
  id: string;
  paymentId: string;
  operation: "charge" | "refund";
  number: number;
  connector: string;
  state: AttemptState;
  amountMinor: bigint;
  cardBrand: string | null;
  cardLast4: string | null;
  savedPaymentMethodId: string | null;
  method: Partial<AttemptMethod>;
  declineCode: string | null;
  providerReference: string | null;
  actorType: string;
  actorLabel: string;
  requestId: string;
  raw: unknown;
  startedAt: Date;
  finishedAt: Date | null;
}

export const ATTEMPT_COLUMNS = `
  t.id, t.payment_id AS "paymentId", t.operation, t.number, t.connector, t.state, t.amount_minor AS "amountMinor",
  t.card_brand AS "cardBrand", t.card_last4 AS "cardLast4", t.saved_payment_method_id AS "savedPaymentMethodId",
  t.method, t.decline_code AS "declineCode", t.provider_reference AS "providerReference", t.actor_type AS "actorType",
  t.actor_label AS "actorLabel", t.request_id AS "requestId", t.raw, t.started_at AS "startedAt",
  t.finished_at AS "finishedAt"`;

export interface AttemptDraft {
  paymentId: string;
  operation: "charge" | "refund";
  connector: string;
  amountMinor: bigint;
  cardBrand?: string;
  cardLast4?: string;
  savedPaymentMethodId?: string;
  method?: Partial<AttemptMethod>;
}

/**
 * Writes down that a connector is about to be asked, before it is. The payment must be locked. The database lets a
 * payment have one open charge, and one that succeeded.
 */
export async function beginAttempt(tx: Queryable, ctx: Ctx, draft: AttemptDraft): Promise<Attempt> {
  const { actor } = ctx;
  const values = [
    newId(),
    draft.paymentId,
    draft.operation,
    draft.connector,
    draft.amountMinor,
    draft.cardBrand ?? null,
    draft.cardLast4 ?? null,
    draft.savedPaymentMethodId ?? null,
    JSON.stringify(draft.method ?? {}),
    actor.type,
    actor.id,
    actor.label,
    ctx.requestId,
    ctx.now,
  ];
  const [attempt] = await run<Attempt>(BEGIN, values, tx);
  if (!attempt) throw new Error("an attempt was not written");
  return attempt;
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
  await run(ANSWER, [id, state, declineCode, providerReference, JSON.stringify(raw), finishedAt], tx);
}

/** One attempt, or null. */
export async function attemptById(id: string, on?: Queryable): Promise<Attempt | null> {
  const [attempt] = await run<Attempt>(BY_ID, [id], on);
  return attempt ?? null;
}

/** A payment's attempts in the order they were made. */
export function attemptsOf(paymentId: string, on?: Queryable): Promise<Attempt[]> {
  return run<Attempt>(OF_PAYMENT, [paymentId], on);
}

/** Whether a connector's last word on an attempt is still awaited. */
export function isOpen({ state }: Pick<Attempt, "state">): boolean {
  return state !== "succeeded" && state !== "failed";
}

const BEGIN = statement(`
  INSERT INTO attempt AS t (
    id, payment_id, operation, number, connector, state, amount_minor, card_brand, card_last4,
    saved_payment_method_id, method, actor_type, actor_id, actor_label, request_id, started_at)
  VALUES ($1, $2, $3,
    (SELECT coalesce(max(number), 0) + 1 FROM attempt WHERE payment_id = $2 AND operation = $3),
    $4, 'started', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
  RETURNING ${ATTEMPT_COLUMNS}`);

const ANSWER = statement(`
  UPDATE attempt SET state = $2, decline_code = $3, provider_reference = coalesce($4, provider_reference), raw = $5,
    finished_at = $6
  WHERE id = $1 AND state IN ('started', 'requires_action', 'unknown')`);

const BY_ID = statement(`SELECT ${ATTEMPT_COLUMNS} FROM attempt t WHERE t.id = $1`);

const OF_PAYMENT = statement(
  `SELECT ${ATTEMPT_COLUMNS} FROM attempt t WHERE t.payment_id = $1 ORDER BY t.started_at, t.id`,
);
