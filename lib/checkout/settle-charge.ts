import { asAsked } from "@/lib/connectors/as-asked";
import type { ChargeOutcome, PaidMethod } from "@/lib/connectors/connector";
import { type DeclineCode, declineOf, isOfBank } from "@/lib/connectors/decline-codes";
import { type Queryable, query, transaction } from "@/lib/db/sql";
import { NOTE_PAGE } from "@/lib/generated/sql/checkout/hosted/note-page";
import { NOTE_CARD } from "@/lib/generated/sql/checkout/settle-charge/note-card";
import { appendAdjustment } from "@/lib/payments/append-adjustment";
import { type Attempt, answerAttempt, attemptById, isOpen } from "@/lib/payments/attempt";
import { brandName, cardName } from "@/lib/text/card-brand";
import type { Ctx } from "@/lib/verb/context";
import { countDecline, type LockedCheckout, lockCheckout } from "./checkout-link";
import { saveMethod } from "./saved-payment-methods";

/** What a customer who pressed "Pay" is told. */
export type PayResult =
  | { outcome: "succeeded" }
  | { outcome: "declined"; declineCode: DeclineCode }
  | { outcome: "requires_action"; attemptId: string }
  | { outcome: "processing" }
  | { outcome: "locked"; until: Date }
  | { outcome: "closed"; state: "completed" | "expired" | "cancelled" };

/**
 * Writes what the connector answered into the attempt and the payment, once: whoever comes second (a reload, the job
 * that looks up lost answers) finds the attempt closed and reads what it came to.
 */
export async function settleCharge({
  ctx,
  attemptId,
  outcome,
}: {
  ctx: Ctx;
  attemptId: string;
  outcome: ChargeOutcome;
}): Promise<PayResult> {
  return transaction(async (tx) => {
    const paymentId = (await attemptById(attemptId, tx))?.paymentId;
    const locked = paymentId ? await lockCheckout(tx, paymentId) : null;
    const attempt = await attemptById(attemptId, tx);
    if (!locked || !attempt) throw new Error("a charge is settled that was never begun");
    if (!isOpen(attempt)) return resultOf(attempt);
    const { amountMinor } = attempt;
    const { currency } = locked.payment;
    return apply(tx, ctx, locked, attempt, asAsked(outcome, { amountMinor, currency }));
  });
}

async function apply(
  tx: Queryable,
  ctx: Ctx,
  locked: LockedCheckout,
  attempt: Attempt,
  outcome: ChargeOutcome,
): Promise<PayResult> {
  await answerAttempt(tx, ctx, attempt.id, outcome);
  switch (outcome.state) {
    case "unknown":
    case "processing":
      return { outcome: "processing" };
    case "requires_action":
      if (outcome.pageUrl) await query(NOTE_PAGE, { id: attempt.id, pageUrl: outcome.pageUrl }, tx);
      return { outcome: "requires_action", attemptId: attempt.id };
    case "succeeded":
      await applySuccess(tx, ctx, locked, attempt, outcome);
      return { outcome: "succeeded" };
    case "failed":
      return applyDecline(tx, ctx, locked, attempt, outcome);
  }
}

type Succeeded = Extract<ChargeOutcome, { state: "succeeded" }>;
type Failed = Extract<ChargeOutcome, { state: "failed" }>;

async function applySuccess(
  tx: Queryable,
  ctx: Ctx,
  locked: LockedCheckout,
  attempt: Attempt,
  outcome: Succeeded,
) {
  const { payment } = locked;
  const paid = outcome.method ?? paidMethodOf(attempt);
  await appendAdjustment(tx, ctx, locked, {
    status: "succeeded",
    amountMinor: attempt.amountMinor,
    reference: outcome.providerReference,
    attemptId: attempt.id,
    reason: paid ? `Paid with ${methodWords(paid)}` : "Paid on the provider's page",
    raw: outcome.raw,
    happened: true,
    action: "payment.succeeded",
  });
  if (!paid?.last4) return;
  const card = { cardBrand: paid.brand, cardLast4: paid.last4 };
  await query(NOTE_CARD, { paymentId: payment.id, attemptId: attempt.id, ...card }, tx);
  if (attempt.method.save && payment.customerId)
    await saveMethod(tx, attempt, payment.customerId, ctx.now, paid);
}

/** What an attempt was begun with, where it was typed here. */
function paidMethodOf({ cardBrand, cardLast4, method }: Attempt): PaidMethod | null {
  if (!cardBrand || !cardLast4) return null;
  const { token = null, expiryMonth = null, expiryYear = null } = method;
  return { brand: cardBrand, last4: cardLast4, token, expiryMonth, expiryYear };
}

function methodWords({ brand, last4 }: PaidMethod): string {
  return last4 ? `${cardName(brand)} ending in ${last4}` : (brandName(brand) ?? brand);
}

async function applyDecline(
  tx: Queryable,
  ctx: Ctx,
  locked: LockedCheckout,
  attempt: Attempt,
  outcome: Failed,
): Promise<PayResult> {
  await appendAdjustment(tx, ctx, locked, {
    status: "pending",
    failureCode: outcome.declineCode,
    attemptId: attempt.id,
    reason: declineOf(outcome.declineCode).operator,
    raw: outcome.raw,
    happened: true,
    action: "payment.declined",
  });
  // Cards tried on a page of the provider's are counted there; where no bank was asked, no card was tried.
  if (attempt.method.hosted || !isOfBank(outcome.declineCode))
    return { outcome: "declined", declineCode: outcome.declineCode };
  const until = await countDecline(tx, locked.link, ctx.now);
  return until ? { outcome: "locked", until } : { outcome: "declined", declineCode: outcome.declineCode };
}

function resultOf({ id, state, declineCode }: Attempt): PayResult {
  switch (state) {
    case "succeeded":
      return { outcome: "succeeded" };
    case "failed":
      return { outcome: "declined", declineCode: (declineCode ?? "generic_decline") as DeclineCode };
    case "requires_action":
      return { outcome: "requires_action", attemptId: id };
    default:
      return { outcome: "processing" };
  }
}
