import { inTimeOfNamed } from "@/lib/clock/own-time";
import type { ProviderFact } from "@/lib/connectors/connector";
import { type Queryable, transaction } from "@/lib/db/sql";
import type { FindAttemptRow } from "@/lib/generated/sql/connections/events/find-attempt";
import { chargesOf } from "@/lib/kinds/registry";
import { type AdjustmentDraft, appendAdjustment } from "@/lib/payments/append-adjustment";
import { isOpen } from "@/lib/payments/attempt";
import type { LockedPayment } from "@/lib/payments/lock-payment";
import { settleRefund } from "@/lib/payments/refunds/settle-refund";
import { holds } from "@/lib/payments/reported-before";
import type { Ctx } from "@/lib/verb/context";
import { CannotApply, NotYet } from "./cannot-apply";
import { findAttempt, findCharge } from "./find-attempt";
import { lockCharged } from "./lock-charged";

type RefundFact = Extract<ProviderFact, { type: "refund" }>;

/** Makes a refund at the provider ours: one we asked for, or one that somebody made there. */
export async function applyRefund(ctx: Ctx, connectionId: string, fact: RefundFact): Promise<string | null> {
  const ours = await findAttempt(connectionId, "refund", fact);
  // What we asked for is known by its amount, in whatever currency the provider tells of it.
  if (ours) return settleOurs(await inTimeOfNamed(ctx, ours.paymentId), ours, inOurs(fact, ours));
  const charge = await findCharge(connectionId, fact.chargeReference);
  if (!charge) return null;
  if (isOpen(charge)) throw new NotYet("the charge it is about has not ended yet");
  if (fact.currency !== charge.currency && fact.outcome.state === "succeeded")
    throw new CannotApply(
      `The provider gave back money in ${fact.currency} of a payment in ${charge.currency}: how much of it that is, is not ` +
        "known. Look at it there, and record it.",
    );
  return appendForeign(await inTimeOfNamed(ctx, charge.paymentId), charge, fact);
}

function inOurs(fact: RefundFact, { amountMinor, currency }: FindAttemptRow): RefundFact {
  return fact.currency === currency ? fact : { ...fact, amountMinor, currency };
}

async function settleOurs(ctx: Ctx, attempt: FindAttemptRow, fact: RefundFact): Promise<string> {
  const { id: attemptId, paymentId } = attempt;
  if (isOpen(attempt)) await settleRefund({ ctx, attemptId, outcome: fact.outcome });
  else if (attempt.state === "succeeded" && fact.outcome.state === "failed")
    await transaction(async (tx) =>
      appendOnce(tx, ctx, await lockCharged(tx, paymentId), {
        ...REVERSED,
        ...seedOf(fact, "reversed"),
        attemptId,
      }),
    );
  else if (attempt.state === "failed" && fact.outcome.state === "succeeded") {
    throw new CannotApply(
      `The provider has given back the money of refund ${attempt.number}, which we hold to have failed.`,
    );
  }
  return paymentId;
}

/**
 * A refund that was made at the provider itself, and not through us. Where another payment says that the money is given
 * back, it carries that out, and moves nothing besides.
 */
async function appendForeign(ctx: Ctx, charge: FindAttemptRow, fact: RefundFact): Promise<string> {
  const { state } = fact.outcome;
  return transaction(async (tx) => {
    const locked = await lockCharged(tx, charge.paymentId);
    const made = { ...FOREIGN, ...seedOf(fact, "made") };
    const otherId = holds(locked, made)
      ? null
      : await chargesOf(charge.kind).givenBackBy?.(tx, charge.paymentId);
    if (otherId) {
      await carryOut(tx, ctx, await lockCharged(tx, otherId), fact);
      return otherId;
    }
    if (state === "succeeded") await appendOnce(tx, ctx, locked, made);
    // One that failed before we heard of it moved nothing that we hold.
    if (state === "failed" && locked.adjustments.some(({ reference }) => reference === made.reference))
      await appendOnce(tx, ctx, locked, { ...REVERSED, ...seedOf(fact, "reversed") });
    return charge.paymentId;
  });
}

/** Notes in the payment that says that money is given back, that its provider has done so. */
async function carryOut(tx: Queryable, ctx: Ctx, locked: LockedPayment, fact: RefundFact): Promise<void> {
  const { state } = fact.outcome;
  const seed = { ...CARRIED_OUT, ...seedOf(fact, "made") };
  const isNoted = holds(locked, seed);
  if (state === "failed" && isNoted)
    throw new CannotApply(
      "The customer's bank sent back the refund that carried out a reversal: the money is at the provider again. Give it back another way.",
    );
  if (state !== "succeeded" || isNoted) return;
  const noted = locked.adjustments.filter(({ status }) => status === seed.status);
  const sum = noted.reduce((total, { amountMinor }) => total + (amountMinor ?? 0n), fact.amountMinor);
  if (sum > locked.payment.amountMinor)
    throw new CannotApply("The provider gave back more than the reversal of this premium says.");
  await appendAdjustment(tx, ctx, locked, seed);
}

const CARRIED_OUT = {
  status: "other",
  reason: "Given back at the provider.",
  action: "payment.adjusted",
} as const;

const FOREIGN = {
  status: "refunded",
  reason: "Refunded at the provider, not through this console.",
  action: "payment.refunded",
} as const;

const REVERSED = {
  status: "refund_reversed",
  reason: "The customer's bank sent the refund back.",
  action: "payment.refund_reversed",
} as const;

function seedOf({ providerReference, amountMinor, outcome: { raw } }: RefundFact, step: "made" | "reversed") {
  const reference = step === "made" ? providerReference : `${providerReference}/reversed`;
  return { reference, amountMinor, raw, happened: true } as const;
}

type Seed = Pick<AdjustmentDraft, "status" | "reason" | "action" | "attemptId"> & ReturnType<typeof seedOf>;

async function appendOnce(tx: Queryable, ctx: Ctx, locked: LockedPayment, seed: Seed): Promise<void> {
  if (holds(locked, seed)) return;
  if (seed.status === "refunded" && seed.amountMinor > locked.payment.amountMinor) {
    throw new CannotApply("The provider gave back more than we hold to be left of this payment.");
  }
  await appendAdjustment(tx, ctx, locked, seed);
}
