import { inTimeOfNamed } from "@/lib/clock/own-time";
import { takenOtherwise } from "@/lib/connectors/as-asked";
import type { ChargeOutcome, ProviderFact } from "@/lib/connectors/connector";
import { queryOne, transaction } from "@/lib/db/sql";
import type { FindAttemptRow } from "@/lib/generated/sql/connections/events/find-attempt";
import { FIND_MANDATE } from "@/lib/generated/sql/policies/mandates/find-mandate";
import { chargesOf } from "@/lib/kinds/registry";
import { ofCurrency } from "@/lib/money/amount";
import { formatMoney } from "@/lib/money/format";
import { isOpen } from "@/lib/payments/attempt";
import { settleMandate } from "@/lib/policies/mandates/settle-mandate";
import type { Ctx } from "@/lib/verb/context";
import { applyChargeback, applyDispute, isOfPart } from "./apply-dispute";
import { applyMethodGone } from "./apply-method-gone";
import { applyRefund } from "./apply-refund";
import { CannotApply, NotYet } from "./cannot-apply";
import { findAttempt, findCharge } from "./find-attempt";

/** What a fact was about: a payment, or an agreement. */
export interface Applied {
  paymentId: string | null;
}

/**
 * Makes a provider's fact ours, once, however often and in whatever order facts come. Null where it is about nothing of
 * ours. Throws `CannotApply` where a person has to decide.
 */
export async function applyFact(ctx: Ctx, connectionId: string, fact: ProviderFact): Promise<Applied | null> {
  if (fact.type === "mandate") return applyMandate(ctx, connectionId, fact);
  if (fact.type === "method_gone")
    return (await applyMethodGone(ctx, connectionId, fact)) ? { paymentId: null } : null;
  const paymentId = await applyToPayment(ctx, connectionId, fact);
  return paymentId === null ? null : { paymentId };
}

async function applyToPayment(
  ctx: Ctx,
  connectionId: string,
  fact: ChargeFact | Extract<ProviderFact, { type: "refund" }> | DisputeFact,
): Promise<string | null> {
  switch (fact.type) {
    case "charge":
      return applyCharge(ctx, connectionId, fact);
    case "refund":
      return applyRefund(ctx, connectionId, fact);
    case "dispute":
      return applyDisputeFact(ctx, connectionId, fact);
  }
}

type ChargeFact = Extract<ProviderFact, { type: "charge" }>;

async function applyCharge(job: Ctx, connectionId: string, fact: ChargeFact): Promise<string | null> {
  const attempt = await findAttempt(connectionId, "charge", fact);
  if (!attempt) return null;
  const ctx = await inTimeOfNamed(job, attempt.paymentId);
  if (isOpen(attempt)) {
    await chargesOf(attempt.kind).settle({ ctx, attemptId: attempt.id, outcome: fact.outcome });
    refuseOtherAmount(attempt, fact.outcome);
    return attempt.paymentId;
  }
  const { takeBack } = chargesOf(attempt.kind);
  if (attempt.state !== "succeeded" || !takeBack) refuseOtherEnd(attempt, fact.outcome);
  else if (fact.outcome.state === "failed")
    await takeBack({ ctx, attemptId: attempt.id, outcome: fact.outcome });
  else if (fact.outcome.state === "succeeded" && attempt.paymentStatus === "failed")
    // It may have been asked a moment before the bank took it back; else it stays with a person.
    throw new NotYet(
      `The provider has the money of attempt ${attempt.number} again, which the bank had taken back. ` +
        "Record what it pays for.",
    );
  return attempt.paymentId;
}

type DisputeFact = Extract<ProviderFact, { type: "dispute" }>;

async function applyDisputeFact(job: Ctx, connectionId: string, fact: DisputeFact): Promise<string | null> {
  const charge = await findCharge(connectionId, fact.chargeReference);
  if (!charge) return null;
  const ctx = await inTimeOfNamed(job, charge.paymentId);
  if (isOpen(charge)) throw new NotYet("the charge it is about has not ended yet");
  const { takeBack } = chargesOf(charge.kind);
  if (takeBack && !(await isOfPart(charge.paymentId, fact)))
    await applyChargeback(ctx, charge, fact, takeBack);
  else await transaction((tx) => applyDispute(tx, ctx, charge, fact));
  return charge.paymentId;
}

type MandateFact = Extract<ProviderFact, { type: "mandate" }>;

async function applyMandate(ctx: Ctx, connectionId: string, fact: MandateFact): Promise<Applied | null> {
  const { mandateId, providerReference, outcome } = fact;
  const found = await queryOne(FIND_MANDATE, { connectionId, mandateId, providerReference });
  if (!found) return null;
  await settleMandate({ ctx: await inTimeOfNamed(ctx, found.id), input: { id: found.id, outcome } });
  return { paymentId: null };
}

function refuseOtherAmount(attempt: FindAttemptRow, outcome: ChargeOutcome): void {
  const { number, amountMinor, currency } = attempt;
  const taken = takenOtherwise(outcome, { amountMinor, currency });
  if (!taken) return;
  throw new CannotApply(
    `The provider has taken ${formatMoney(ofCurrency(taken.amountMinor, taken.currency))} for attempt ${number}, which ` +
      `asked for ${formatMoney(ofCurrency(amountMinor, currency))}. Neither is recorded as paid: look at it there.`,
  );
}

function refuseOtherEnd(attempt: FindAttemptRow, { state }: ChargeOutcome): void {
  if (attempt.state === "failed" && state === "succeeded") {
    throw new CannotApply(
      `The provider has taken the money of attempt ${attempt.number}, which we hold to have failed. ` +
        "Refund it at the provider, or record it as a connected payment.",
    );
  }
  if (attempt.state === "succeeded" && state === "failed") {
    throw new CannotApply(
      `The provider says that attempt ${attempt.number} failed, which we hold to have succeeded. Look at it there.`,
    );
  }
}
