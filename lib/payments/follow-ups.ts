import type { FollowUp } from "@/lib/connectors/connector";
import { eachAlone } from "@/lib/db/each-alone";
import { prisma } from "@/lib/db/prisma";
import { type Queryable, query, queryOne, transaction } from "@/lib/db/sql";
import { FINISH_FOLLOW_UP, type FinishFollowUpRow } from "@/lib/generated/sql/payments/finish-follow-up";
import { SCHEDULE_FOLLOW_UP } from "@/lib/generated/sql/payments/schedule-follow-up";
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
  for (const { kind, ...data } of followUps) await schedule(tx, attempt, kind, data, now);
}

/** Notes that a refund the provider took will turn out not to have arrived. */
export async function scheduleRefundFailure(tx: Queryable, attempt: Attempt, now: Date): Promise<void> {
  await schedule(tx, attempt, "refund_failed", { reason: "refund_failed" }, now);
}

/** Takes in every report whose time has come. Two at once take in each one once. */
export async function takeInFollowUps({ ctx }: { ctx: Ctx }): Promise<number> {
  const due = await prisma().providerFollowUp.findMany({
    where: { dueAt: { lte: ctx.now }, doneAt: null },
    select: { id: true, paymentId: true },
    orderBy: { dueAt: "asc" },
    take: FOLLOW_UP_BATCH_MAX,
  });
  await eachAlone(due, "what a provider reported could not be taken in", (each) =>
    transaction((tx) => takeIn(tx, ctx, each)),
  );
  return due.length;
}

async function takeIn(
  tx: Queryable,
  job: Ctx,
  { id, paymentId }: { id: string; paymentId: string },
): Promise<void> {
  const locked = await lockPayment(tx, paymentId);
  const report = await queryOne(FINISH_FOLLOW_UP, { id, now: job.now }, tx);
  const attempt = report && (await attemptById(report.attemptId, tx));
  if (!locked || !attempt) return;
  const ctx: Ctx = {
    ...jobContext("provider-follow-ups", job.now, job.requestId),
    actor: { type: "provider", id: attempt.connector, label: attempt.connector },
  };
  const { respondWithinMs, ...data } = report.data;
  const respondBy = respondWithinMs ? new Date(ctx.now.getTime() + respondWithinMs) : null;
  await appendAdjustment(tx, ctx, locked, {
    ...(report.kind === "dispute" ? DISPUTE : REFUND_FAILURE),
    amountMinor: attempt.amountMinor,
    attemptId: attempt.id,
    raw: {
      provider: attempt.connector,
      reference: attempt.providerReference,
      ...data,
      ...(respondBy && { respondBy }),
    },
    respondBy,
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
  kind: FinishFollowUpRow["kind"],
  data: FinishFollowUpRow["data"],
  now: Date,
) {
  const dueAt = new Date(now.getTime() + FOLLOW_UP_DELAY_MS);
  const { id: attemptId, paymentId } = attempt;
  await query(SCHEDULE_FOLLOW_UP, { id: newId(), paymentId, attemptId, kind, dueAt, data }, tx);
}
