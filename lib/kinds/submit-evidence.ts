import { z } from "zod";
import { providerNamed } from "@/lib/connectors/all-providers";
import { ask } from "@/lib/connectors/ask";
import { connectionById, connectionIdOf, connectorFor, connectorOf } from "@/lib/connectors/connection";
import type { DisputeAnswers, EvidenceOutcome, EvidenceRequest } from "@/lib/connectors/dispute-answers";
import { type Queryable, transaction } from "@/lib/db/sql";
import { type Attempt, attemptsOf, beginAttempt } from "@/lib/payments/attempt";
import { type AttemptKey, claimAttemptKey, noteAttempt } from "@/lib/payments/attempt-key";
import { type EvidenceVerdict, judgeEvidence } from "@/lib/payments/evidence/evidence-rule";
import { type EvidenceResult, settleEvidence } from "@/lib/payments/evidence/settle-evidence";
import { lockVisiblePayment } from "@/lib/payments/find-payment";
import type { PaymentDetail } from "@/lib/payments/get-payment";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { toldTo } from "@/lib/verb/told-to";

/** Together they fit into what a provider takes as one text. */
export const EVIDENCE_LENGTH_MAX = 5_000;

const words = z.string().trim().max(EVIDENCE_LENGTH_MAX, `Use at most ${EVIDENCE_LENGTH_MAX} characters.`);
const optional = words.optional();

export const SubmitEvidence = z.object({
  /** Any spelling of the payment's id. */
  id: z.string(),
  /** The dispute that is answered, as the page names it: another one is not answered by mistake. */
  dispute: z.string(),
  explanation: words.min(1, "Say why the payment was right."),
  sold: optional,
  receipt: optional,
  communication: optional,
  /** Minted when the form is shown: the same form sent twice sends evidence once. */
  idempotencyKey: z.string().min(1).max(255),
});
export type SubmitEvidence = z.infer<typeof SubmitEvidence>;

/**
 * Answers a dispute at the provider that told of it, for good. Refuses with `not_found`, or with `conflict` where the
 * dispute is decided, past its deadline, answered already, or answered at the provider alone, and where the form was sent
 * with other words before.
 */
export async function submitEvidence({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: SubmitEvidence;
}): Promise<EvidenceResult> {
  authorize(ctx, "payments:refund");
  const begun = await transaction((tx) => begin(tx, ctx, input));
  if ("outcome" in begun) return begun;
  return settleEvidence({ ctx, attemptId: begun.id, outcome: await sendEvidence(begun, ctx.now) });
}

async function begin(tx: Queryable, ctx: Ctx, input: SubmitEvidence): Promise<Attempt | EvidenceResult> {
  const locked = await lockVisiblePayment(tx, ctx, input.id);
  const { payment, adjustments } = locked;
  const { id: _, idempotencyKey, ...sent } = input;
  const key: AttemptKey = { begins: "evidence", payment, key: idempotencyKey, sent };
  const before = await claimAttemptKey(tx, ctx, key);
  if (before?.attemptId) return { outcome: "replayed", attemptId: before.attemptId };
  const attempts = await attemptsOf(payment.id, tx);
  const verdict = await evidenceOffer({ adjustments, attempts }, ctx.now, tx);
  if (verdict?.standing !== "open") throw conflict(verdict?.reason ?? "The payment is not disputed.");
  const { charge, reference: disputeReference, amountMinor } = verdict.dispute;
  if (disputeReference !== input.dispute)
    throw conflict(
      toldTo(ctx, {
        person: "Another dispute of this payment waits for an answer. Look at the page again.",
        program: "Another dispute of this payment waits for an answer. Read the payment, and name that one.",
      }),
    );
  const { explanation, sold, receipt, communication } = input;
  const attempt = await beginAttempt(tx, ctx, {
    ...{
      paymentId: payment.id,
      operation: "evidence",
      amountMinor: amountMinor ?? payment.initialAmountMinor,
    },
    ...{ connector: charge.connector, connectionId: charge.connectionId },
    method: {
      evidence: {
        ...{ disputeReference, explanation, sold: sold || null },
        ...{ receipt: receipt || null, communication: communication || null },
      },
    },
  });
  await noteAttempt(tx, key, attempt.id);
  return attempt;
}

/** Whether a payment's dispute can be answered from here, also by whom it was charged. Null where it was never disputed. */
export async function evidenceOffer(
  judged: Pick<PaymentDetail, "adjustments" | "attempts">,
  now: Date,
  on?: Queryable,
): Promise<EvidenceVerdict | null> {
  const verdict = judgeEvidence(judged, now);
  if (verdict?.standing !== "open") return verdict;
  const connection = await connectionById(connectionIdOf(verdict.dispute.charge), on);
  const { label } = providerNamed(connection.provider);
  if (connection.disconnectedAt)
    return elsewhere(`The connection has been disconnected: the dispute is answered at ${label}.`);
  return connectorFor(connection).disputes
    ? verdict
    : elsewhere(`${label} takes no evidence from here: the dispute is answered there.`);
}

const elsewhere = (reason: string): EvidenceVerdict => ({ standing: "elsewhere", reason });

/** Sends evidence that an attempt was begun with. The same attempt again is the same evidence. */
export function sendEvidence(attempt: Attempt, now: Date): Promise<EvidenceOutcome> {
  return ask(async () => (await answersFor(attempt)).submitEvidence(evidenceRequestOf(attempt, now)));
}

/** What became of evidence whose answer was lost. */
export function lookUpEvidence(
  attempt: Attempt,
  now: Date,
): Promise<EvidenceOutcome | { state: "not_found" }> {
  return ask<EvidenceOutcome | { state: "not_found" }>(async () =>
    (await answersFor(attempt)).lookup(evidenceRequestOf(attempt, now)),
  );
}

async function answersFor(attempt: Attempt): Promise<DisputeAnswers> {
  const { disputes } = await connectorOf(attempt);
  if (!disputes) throw new Error("a dispute is answered at a connector that takes no answers");
  return disputes;
}

function evidenceRequestOf({ id: attemptId, method }: Attempt, now: Date): EvidenceRequest {
  if (!method.evidence) throw new Error("an attempt has no evidence");
  const { disputeReference, ...evidence } = method.evidence;
  return { attemptId, disputeReference, evidence, now };
}

function conflict(message: string): Refused {
  return new Refused({ code: "conflict", message });
}
