import { ask } from "@/lib/connectors/ask";
import { connectorOf } from "@/lib/connectors/connection";
import type { ChargeOutcome } from "@/lib/connectors/connector";
import { refuseWhileHeld } from "@/lib/connectors/held";
import { attemptById } from "@/lib/payments/attempt";
import { maySee } from "@/lib/payments/find-payment";
import type { Ctx } from "@/lib/verb/context";
import { Refused } from "@/lib/verb/problem";
import { countDeclineOf } from "./card-testing/admit-try";
import { checkoutPaymentById } from "./checkout-payment";
import { isDecline } from "./pay-checkout";
import { type PayResult, settleCharge } from "./settle-charge";

export interface AnswerChallenge {
  token: string;
  attemptId: string;
  result: "approve" | "fail" | "leave";
  /** Where it comes from: a decline counts like any other. */
  address?: string | null;
}

/** What the customer did at their bank. Leaving fails the challenge, and the payment can be tried again. */
export async function answerChallenge({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: AnswerChallenge;
}): Promise<PayResult> {
  const attempt = await attemptById(input.attemptId);
  const payment = attempt && (await checkoutPaymentById(attempt.paymentId));
  if (!payment || payment.token !== input.token || !maySee(ctx, payment)) {
    throw new Refused({ code: "not_found", object: "Attempt", id: input.attemptId });
  }
  if (attempt.state !== "requires_action")
    return settleCharge({ ctx, attemptId: attempt.id, outcome: UNANSWERED });
  const result = await finishChallenge(ctx, attempt, input.result);
  if (isDecline(result)) await countDeclineOf(payment.merchantId, input.address ?? null, ctx.now);
  return result;
}

// Whatever it came to is in the attempt already; an open one stays open.
const UNANSWERED: ChargeOutcome = { state: "unknown", raw: {} };

/** Tells the provider how the challenge ended and settles with its word, which counts: it may have heard another first. */
export async function finishChallenge(
  ctx: Ctx,
  attempt: { id: string; connectionId: string | null },
  result: AnswerChallenge["result"],
): Promise<PayResult> {
  await refuseWhileHeld();
  const told = result === "approve" ? "approve" : "fail";
  const answer = { attemptId: attempt.id, result: told, now: ctx.now } as const;
  const outcome = await ask(async () => (await connectorOf(attempt)).completeChallenge(answer));
  const left = result === "leave" && outcome.state === "failed";
  return settleCharge({
    ctx,
    attemptId: attempt.id,
    outcome: left ? { ...outcome, declineCode: "authentication_abandoned" } : outcome,
  });
}
