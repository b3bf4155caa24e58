import { recordAudit } from "@/lib/audit/record";
import { type DueCall, onEveryClock, type Whose } from "@/lib/clock/own-time";
import { decodeAccountId } from "@/lib/connected/ids";
import { connectedPaymentDraft, RECORD_CONNECTED } from "@/lib/connected/payments/record-connected-payment";
import { ask } from "@/lib/connectors/ask";
import { BUILT_IN } from "@/lib/connectors/built-in";
import { connectorOf } from "@/lib/connectors/connection";
import { isUniqueViolation, type Queryable, query, transaction } from "@/lib/db/sql";
import { LIST_DUE, type ListDueRow } from "@/lib/generated/sql/connected/initiations/list-due";
import { SET_PAYMENT } from "@/lib/generated/sql/connected/initiations/set-payment";
import { SET_UNSENT } from "@/lib/generated/sql/connected/initiations/set-unsent";
import { instantOf } from "@/lib/instant";
import { log } from "@/lib/log/log";
import { appendAdjustment } from "@/lib/payments/append-adjustment";
import { type Attempt, attemptsOf, beginAttempt, isOpen } from "@/lib/payments/attempt";
import { type LockedPayment, lockPayment } from "@/lib/payments/lock-payment";
import { recordPayments } from "@/lib/payments/record-payments";
import type { RecordVerdict } from "@/lib/payments/recording/record-rows";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { problemOf, Refused } from "@/lib/verb/problem";
import { getInitiation, goneAccount, type Initiation, initiationById, lockInitiation } from "./initiation";
import { payoutRequest, settlePayout } from "./settle-payout";

/** How many are looked up at a time. */
const BATCH_MAX = 100;

/** Sends what was approved for a day that has come; one that cannot be sent says why, and keeps no other waiting. */
export async function sendDueInitiations(call: DueCall): Promise<number> {
  return onEveryClock(call, sendRound);
}

async function sendRound(ctx: Ctx, whose: Whose): Promise<number> {
  let last: ListDueRow | undefined;
  for (let done = 0; ; ) {
    const after = { afterAt: last?.scheduledAt ?? null, afterId: last?.id ?? null };
    const due: ListDueRow[] = await query(LIST_DUE, { now: ctx.now, limit: BATCH_MAX, ...after, ...whose });
    for (const { id } of due)
      await sendDue(ctx, id).catch((err: unknown) =>
        log.error({ err, initiationId: id }, "a payment initiation could not be sent"),
      );
    done += due.length;
    last = due.at(-1);
    if (due.length < BATCH_MAX) return done;
  }
}

async function sendDue(ctx: Ctx, id: string): Promise<void> {
  const begun = await explained(
    transaction(async (tx) => beginSending(tx, ctx, await lockInitiation(tx, id))),
  ).catch((err: unknown) => {
    const problem = problemOf(err);
    if (problem?.code !== "conflict") throw err;
    return saveUnsent(ctx, id, problem.message);
  });
  await askFor(ctx, begun);
}

/** It has failed, and says why, until somebody sends it again: nothing of it was sent. */
async function saveUnsent(ctx: Ctx, id: string, reason: string): Promise<null> {
  await transaction(async (tx) => {
    const { connectorEnabled, merchantId } = await lockInitiation(tx, id);
    // It is looked at again once its connector goes on.
    if (!connectorEnabled) return;
    await query(SET_UNSENT, { id, reason, now: ctx.now }, tx);
    await recordAudit(tx, ctx, {
      action: "payment_initiation.unsent",
      objectType: "payment_initiation",
      objectId: id,
      merchantId,
      data: { reason },
    });
  });
  return null;
}

/** What a connector is still to be asked for an initiation, once what was written of it is kept. */
export interface BegunSending {
  attempt: Attempt;
  currency: string;
}

/**
 * Makes the payment of an approved initiation that is locked, and the attempt that the connector is asked under: written
 * first, so that whoever comes second finds it. Null where it has a payment. Refuses with `conflict` where it cannot become
 * one.
 */
export async function beginSending(
  tx: Queryable,
  ctx: Ctx,
  initiation: Initiation,
): Promise<BegunSending | null> {
  const { uuid: id, paymentId, decision, currency } = initiation;
  if (paymentId !== null || decision !== "approved") return null;
  const draft = draftOf(ctx, initiation);
  const [verdict] = await recordPayments(ctx, RECORD_CONNECTED, [draft], tx);
  if (verdict !== "recorded") throw unrecorded(verdict);
  await refuseGoneAccount(tx, initiation);
  await query(SET_PAYMENT, { id, paymentId: draft.id }, tx);
  return { attempt: await beginPayout(tx, ctx, initiation, draft.id), currency };
}

async function refuseGoneAccount(tx: Queryable, initiation: Initiation): Promise<void> {
  const gone = await goneAccount(tx, initiation);
  if (gone) throw new Refused({ code: "conflict", message: `its ${gone} account is not there any more` });
}

/** Tells in a refusal why a payment could not be made: nothing of the transaction stays. */
export async function explained<T>(work: Promise<T>): Promise<T> {
  return work.catch((err: unknown) => {
    throw isUniqueViolation(err) ? unrecorded("known") : err;
  });
}

function unrecorded(verdict: RecordVerdict | undefined): Refused {
  const message =
    verdict === "not_allowed" ? "the connector is paused" : "a payment of this reference was recorded before";
  return new Refused({ code: "conflict", message });
}

/** Asks the connector for what was begun, if anything was, and writes what it answers. */
export async function askFor(ctx: Ctx, begun: BegunSending | null): Promise<void> {
  if (!begun) return;
  const { attempt, currency } = begun;
  const request = payoutRequest(attempt, currency, ctx.now);
  const outcome = await ask(async () => (await connectorOf(attempt)).payout(request));
  await settlePayout({ ctx, attemptId: attempt.id, outcome });
}

/**
 * Sends an initiation again that failed, or that could not be sent when its day had come. One that is under way stays as it
 * is; refuses any other with `conflict`.
 */
export async function retryInitiation({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string };
}): Promise<Initiation> {
  authorize(ctx, "payments:approve");
  const { uuid } = await getInitiation({ ctx, input });
  await askFor(ctx, await explained(transaction((tx) => beginAgain(tx, ctx, uuid))));
  return initiationById(uuid);
}

async function beginAgain(tx: Queryable, ctx: Ctx, id: string): Promise<BegunSending | null> {
  const initiation = await lockInitiation(tx, id);
  if (initiation.unsentReason !== null) return beginSending(tx, ctx, initiation);
  const locked = initiation.paymentId === null ? null : await lockPayment(tx, initiation.paymentId);
  if (!locked || !(await hasFailed(tx, locked))) {
    if (locked?.payment.status === "pending") return null;
    throw new Refused({ code: "conflict", message: "only a payment initiation that failed is sent again" });
  }
  await refuseGoneAccount(tx, initiation);
  await appendAdjustment(tx, ctx, locked, { status: "pending", happened: true, action: "payment.adjusted" });
  const attempt = await beginPayout(tx, ctx, initiation, locked.payment.id);
  return { attempt, currency: initiation.currency };
}

async function hasFailed(tx: Queryable, { payment }: LockedPayment): Promise<boolean> {
  if (payment.status !== "failed") return false;
  return !(await attemptsOf(payment.id, tx)).some((attempt) => isOpen(attempt));
}

function beginPayout(tx: Queryable, ctx: Ctx, initiation: Initiation, paymentId: string): Promise<Attempt> {
  const destination = decodeAccountId(initiation.destinationAccountId)?.reference ?? "";
  return beginAttempt(tx, ctx, {
    paymentId,
    operation: "payout",
    ...BUILT_IN,
    amountMinor: initiation.amountMinor,
    method: { token: destination },
  });
}

function draftOf(ctx: Ctx, initiation: Initiation) {
  const { provider, connectorReference: reference, currency, precision } = initiation;
  const at = instantOf(ctx.now);
  const seed = {
    ...at,
    status: "pending" as const,
    amountMinor: initiation.amountMinor,
    reference: initiation.reference,
    metadata: {},
    raw: {},
  };
  const input = {
    reference: initiation.reference,
    connectorID: { provider, reference },
    createdAt: at,
    type: initiation.type,
    amount: initiation.amountMinor,
    asset: { currency, precision },
    scheme: "other" as const,
    ...(initiation.sourceAccountId && { sourceAccountID: initiation.sourceAccountId }),
    destinationAccountID: initiation.destinationAccountId,
    metadata: initiation.metadata,
  };
  const draft = connectedPaymentDraft(input, initiation.connectorId, initiation.merchantId, [seed], null);
  return { ...draft, description: initiation.description };
}
