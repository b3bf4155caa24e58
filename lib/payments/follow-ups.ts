import type { FollowUp } from "@/lib/connectors/connector";
import { type Queryable, run, statement, transaction } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { type Ctx, jobContext } from "@/lib/verb/context";
import { appendAdjustment } from "./append-adjustment";
import { type Attempt, attemptById } from "./attempt";
import { lockPayment } from "./lock-payment";

/** How long after a charge or refund the sandbox reports what follows from it. */
export const FOLLOW_UP_DELAY_MS = 10_000;
/** How many reports one run of the job takes in; the next run goes on. */
export const FOLLOW_UP_BATCH_MAX = 100;

/** Notes what the provider will report later. */
export async function scheduleFollowUps(
  tx: Queryable,
  attempt: Attempt,
  followUps: readonly FollowUp[],
  now: Date,
) {
  for (const { kind, reason } of followUps) await schedule(tx, attempt, kind, { reason }, now);
}

/** Notes that a refund the provider took will turn out not to have arrived. */
export async function scheduleRefundFailure(tx: Queryable, attempt: Attempt, now: Date): Promise<void> {
  await schedule(tx, attempt, "refund_failed", { reason: "refund_failed" }, now);
}

/** Takes in every report whose time has come. Two at once take in each one once. */
export async function takeInFollowUps({ ctx }: { ctx: Ctx }): Promise<number> {
  const due = await run<{ id: string; paymentId: string }>(DUE, [ctx.now, FOLLOW_UP_BATCH_MAX]);
  for (const each of due) await transaction((tx) => takeIn(tx, ctx, each));
  return due.length;
}

interface Report {
  attemptId: string;
  kind: "dispute" | "refund_failed";
  data: { reason: string };
}

async function takeIn(
  tx: Queryable,
  job: Ctx,
  { id, paymentId }: { id: string; paymentId: string },
): Promise<void> {
  const locked = await lockPayment(tx, paymentId);
  const [report] = await run<Report>(FINISH, [id, job.now], tx);
  const attempt = report && (await attemptById(report.attemptId, tx));
  if (!locked || !attempt) return;
  const ctx: Ctx = {
    ...jobContext("provider-follow-ups", job.now, job.requestId),
    actor: { type: "provider", id: attempt.connector, label: attempt.connector },
  };
  await appendAdjustment(tx, ctx, locked, {
    ...(report.kind === "dispute" ? DISPUTE : REFUND_FAILURE),
    amountMinor: attempt.amountMinor,
    attemptId: attempt.id,
    raw: { provider: attempt.connector, reference: attempt.providerReference, ...report.data },
    happened: true,
  });
}

const DISPUTE = {
  status: "dispute",
  reason: "The cardholder disputes the payment at their bank.",
  action: "payment.disputed",
} as const;

const REFUND_FAILURE = {
  status: "refund_reversed",
  reason: "The customer's bank sent the refund back.",
  action: "payment.refund_reversed",
} as const;

async function schedule(
  tx: Queryable,
  attempt: Attempt,
  kind: Report["kind"],
  data: Report["data"],
  now: Date,
) {
  const dueAt = new Date(now.getTime() + FOLLOW_UP_DELAY_MS);
  await run(SCHEDULE, [newId(), attempt.paymentId, attempt.id, kind, dueAt, JSON.stringify(data)], tx);
}

const SCHEDULE = statement(`
  INSERT INTO provider_follow_up (id, payment_id, attempt_id, kind, due_at, data) VALUES ($1, $2, $3, $4, $5, $6)`);

const DUE = statement(`
  SELECT id, payment_id AS "paymentId" FROM provider_follow_up WHERE due_at <= $1 AND done_at IS NULL
  ORDER BY due_at LIMIT $2`);

const FINISH = statement(`
  UPDATE provider_follow_up SET done_at = $2 WHERE id = $1 AND done_at IS NULL
  RETURNING attempt_id AS "attemptId", kind, data`);
