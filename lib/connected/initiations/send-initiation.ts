import { type DueCall, onEveryClock, type Whose } from "@/lib/clock/own-time";
import { decodeAccountId } from "@/lib/connected/ids";
import { connectedPaymentDraft, RECORD_CONNECTED } from "@/lib/connected/payments/record-connected-payment";
import { ask } from "@/lib/connectors/ask";
import { BUILT_IN } from "@/lib/connectors/built-in";
import { connectorOf } from "@/lib/connectors/connection";
import { isUniqueViolation, type Queryable, query, transaction } from "@/lib/db/sql";
import { LIST_DUE, type ListDueRow } from "@/lib/generated/sql/connected/initiations/list-due";
import { SET_PAYMENT } from "@/lib/generated/sql/connected/initiations/set-payment";
import { instantOf } from "@/lib/instant";
import { log } from "@/lib/log/log";
import { appendAdjustment } from "@/lib/payments/append-adjustment";
import { type Attempt, attemptsOf, beginAttempt, isOpen } from "@/lib/payments/attempt";
import { type LockedPayment, lockPayment } from "@/lib/payments/lock-payment";
import { recordPayments } from "@/lib/payments/record-payments";
import type { RecordVerdict } from "@/lib/payments/recording/record-rows";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { getInitiation, type Initiation, initiationById, lockInitiation } from "./initiation";
import { payoutRequest, settlePayout } from "./settle-payout";

/** How many are looked up at a time. */
const BATCH_MAX = 100;

/** Sends what was approved for a day that has come; one that cannot be sent stays, and keeps no other waiting. */
export async function sendDueInitiations(call: DueCall): Promise<number> {
  return onEveryClock(call, sendRound);
}

async function sendRound(ctx: Ctx, whose: Whose): Promise<number> {
  let last: ListDueRow | undefined;
  for (let done = 0; ; ) {
    const after = { afterAt: last?.scheduledAt ?? null, afterId: last?.id ?? null };
    const due: ListDueRow[] = await query(LIST_DUE, { now: ctx.now, limit: BATCH_MAX, ...after, ...whose });
    for (const { id } of due)
      await sendInitiation(ctx, id).catch((err: unknown) =>
        log.error({ err, initiationId: id }, "a payment initiation could not be sent"),
      );
    done += due.length;
    last = due.at(-1);
    if (due.length < BATCH_MAX) return done;
  }
}

/**
 * Makes the payment of an approved initiation and asks the connector to send it. Does nothing where it has a payment: the
 * attempt is written before the connector is asked, so that whoever comes second finds it.
 */
export async function sendInitiation(ctx: Ctx, id: string): Promise<void> {
  const attempt = await transaction((tx) => begin(tx, ctx, id)).catch((err: unknown) => {
    if (!isUniqueViolation(err)) throw err;
    return refuseUnrecorded("known");
  });
  if (attempt) await askConnector(ctx, attempt, (await initiationById(id)).currency);
}

function refuseUnrecorded(verdict: RecordVerdict | undefined): never {
  const message =
    verdict === "not_allowed" ? "the connector is paused" : "a payment of this reference was recorded before";
  throw new Refused({ code: "conflict", message });
}

/** Sends an initiation again whose payment failed. One that is under way stays as it is; refuses any other with `conflict`. */
export async function retryInitiation({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string };
}): Promise<Initiation> {
  authorize(ctx, "payments:approve");
  const { uuid, currency } = await getInitiation({ ctx, input });
  const attempt = await transaction((tx) => beginAgain(tx, ctx, uuid));
  if (attempt) await askConnector(ctx, attempt, currency);
  return initiationById(uuid);
}

async function begin(tx: Queryable, ctx: Ctx, id: string): Promise<Attempt | null> {
  const initiation = await lockInitiation(tx, id);
  if (initiation.paymentId !== null || initiation.decision !== "approved") return null;
  const draft = draftOf(ctx, initiation);
  const [verdict] = await recordPayments(ctx, RECORD_CONNECTED, [draft], tx);
  if (verdict !== "recorded") refuseUnrecorded(verdict);
  await query(SET_PAYMENT, { id, paymentId: draft.id }, tx);
  return beginPayout(tx, ctx, initiation, draft.id);
}

async function beginAgain(tx: Queryable, ctx: Ctx, id: string): Promise<Attempt | null> {
  const initiation = await lockInitiation(tx, id);
  const locked = initiation.paymentId === null ? null : await lockPayment(tx, initiation.paymentId);
  if (!locked || !(await hasFailed(tx, locked))) {
    if (locked?.payment.status === "pending") return null;
    throw new Refused({ code: "conflict", message: "only a payment initiation that failed is sent again" });
  }
  await appendAdjustment(tx, ctx, locked, { status: "pending", happened: true, action: "payment.adjusted" });
  return beginPayout(tx, ctx, initiation, locked.payment.id);
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

async function askConnector(ctx: Ctx, attempt: Attempt, currency: string): Promise<void> {
  const request = payoutRequest(attempt, currency, ctx.now);
  const outcome = await ask(async () => (await connectorOf(attempt)).payout(request));
  await settlePayout({ ctx, attemptId: attempt.id, outcome });
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
