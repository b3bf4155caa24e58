import { asAsked } from "@/lib/connectors/as-asked";
import type { ChargeOutcome } from "@/lib/connectors/connector";
import { type DeclineClass, type DeclineCode, declineOf, declineWords } from "@/lib/connectors/decline-codes";
import { query, transaction } from "@/lib/db/sql";
import { NOTE_CHARGE_DATE } from "@/lib/generated/sql/policies/collection/note-charge-date";
import { type Attempt, answerAttempt, attemptById, isOpen } from "@/lib/payments/attempt";
import type { Returned } from "@/lib/payments/kind-operations";
import { lockPayment } from "@/lib/payments/lock-payment";
import type { FailureAction } from "@/lib/policies/enums";
import { changeIn } from "@/lib/policies/payments/update-policy-payment";
import type { Ctx } from "@/lib/verb/context";
import { lockOriginals } from "./chains";
import type { CollectionResult } from "./collect-payment";

/** Writes what the connector answered into the attempt and the payment, once, with all that follows from a failure. */
export async function settleCollection({
  ctx,
  attemptId,
  outcome,
}: {
  ctx: Ctx;
  attemptId: string;
  outcome: ChargeOutcome;
}): Promise<CollectionResult> {
  return transaction(async (tx) => {
    const paymentId = (await attemptById(attemptId, tx))?.paymentId;
    if (paymentId) await lockOriginals(tx, [paymentId]);
    const locked = paymentId ? await lockPayment(tx, paymentId) : null;
    const attempt = await attemptById(attemptId, tx);
    if (!locked || !attempt) throw new Error("a collection is settled that was never begun");
    if (!isOpen(attempt)) return attempt.state === "succeeded" ? "successful" : "failed";
    const { amountMinor } = attempt;
    const { currency } = locked.payment;
    const answer = decided(asAsked(outcome, { amountMinor, currency }));
    await answerAttempt(tx, ctx, attempt.id, answer);
    if (answer.state === "processing" && answer.chargeDate)
      await query(NOTE_CHARGE_DATE, { id: attempt.id, chargeDate: answer.chargeDate }, tx);
    if (answer.state === "unknown" || answer.state === "processing") return "unknown";
    const code = answer.state === "failed" ? answer.declineCode : null;
    await changeIn(tx, ctx, {
      paymentId: locked.payment.id,
      to: code === null ? "succeeded" : "failed",
      failure: code === null ? null : failureOf(code, methodOf(attempt)),
      reason: code === null ? "Collected." : declineWords(code, methodOf(attempt)),
      attemptId: attempt.id,
      raw: answer.raw,
      fromConnector: true,
    });
    return code === null ? "successful" : "failed";
  });
}

/**
 * Takes in that a bank has taken back what was collected, however long ago that was: what follows is what follows from any
 * failure. Told twice, it is once.
 */
export async function returnCollection({
  ctx,
  attemptId,
  outcome,
  takenMinor,
}: {
  ctx: Ctx;
  attemptId: string;
  outcome: Returned;
  takenMinor?: bigint | null;
}): Promise<void> {
  await transaction(async (tx) => {
    const attempt = await attemptById(attemptId, tx);
    if (!attempt) throw new Error("a collection is returned that was never begun");
    await lockOriginals(tx, [attempt.paymentId]);
    const locked = await lockPayment(tx, attempt.paymentId);
    if (!locked || locked.payment.status === "failed") return;
    if (locked.payment.status !== "succeeded")
      throw new Error(`a collection was returned of a payment that is ${locked.payment.status}`);
    const failure = failureOf(outcome.declineCode, methodOf(attempt));
    await changeIn(tx, ctx, {
      paymentId: attempt.paymentId,
      to: "failed",
      failure,
      reason: `The bank has taken the money back. ${failure.reason}`,
      attemptId,
      raw: outcome.raw,
      fromConnector: true,
      ...(takenMinor !== undefined && { takenMinor }),
    });
  });
}

/** A connector's decline as a failure: its class says what may follow. docs/policy-payments.md. */
function failureOf(code: DeclineCode, method: "card" | "account") {
  return { code, reason: declineWords(code, method), action: actionOf(declineOf(code).class) };
}

// A premium's attempt keeps the type of its method where another keeps a card's brand.
function methodOf({ cardBrand }: Attempt): "card" | "account" {
  return cardBrand === "debit_order" ? "account" : "card";
}

export function actionOf(kind: DeclineClass): FailureAction {
  switch (kind) {
    case "soft":
    case "later":
      return "allow_retry";
    case "fix":
      return "block_retry";
    case "hard":
      return "block_payment_method";
  }
}

// Nobody is there to answer a challenge: to ask for one is to decline.
function decided(outcome: ChargeOutcome): Exclude<ChargeOutcome, { state: "requires_action" }> {
  if (outcome.state !== "requires_action") return outcome;
  return { ...outcome, state: "failed", declineCode: "authentication_required" };
}
