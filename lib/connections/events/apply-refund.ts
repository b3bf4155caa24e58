import { inTimeOfNamed } from "@/lib/clock/own-time";
import type { ProviderFact } from "@/lib/connectors/connector";
import { transaction } from "@/lib/db/sql";
import type { FindAttemptRow } from "@/lib/generated/sql/connections/events/find-attempt";
import { appendAdjustment } from "@/lib/payments/append-adjustment";
import { isOpen } from "@/lib/payments/attempt";
import { lockPayment } from "@/lib/payments/lock-payment";
import { settleRefund } from "@/lib/payments/refunds/settle-refund";
import { holds } from "@/lib/payments/reported-before";
import type { Ctx } from "@/lib/verb/context";
import { CannotApply, NotYet } from "./cannot-apply";
import { findAttempt, findCharge } from "./find-attempt";

type RefundFact = Extract<ProviderFact, { type: "refund" }>;

/** Makes a refund at the provider ours: one we asked for, or one that somebody made there. */
export async function applyRefund(ctx: Ctx, connectionId: string, fact: RefundFact): Promise<string | null> {
  const ours = await findAttempt(connectionId, "refund", fact);
  if (ours) return settleOurs(await inTimeOfNamed(ctx, ours.paymentId), ours, fact);
  const charge = await findCharge(connectionId, fact.chargeReference);
  if (!charge) return null;
  if (isOpen(charge)) throw new NotYet("the charge it is about has not ended yet");
  await appendForeign(await inTimeOfNamed(ctx, charge.paymentId), charge, fact);
  return charge.paymentId;
}

async function settleOurs(ctx: Ctx, attempt: FindAttemptRow, fact: RefundFact): Promise<string> {
  const { id: attemptId, paymentId } = attempt;
  if (isOpen(attempt)) await settleRefund({ ctx, attemptId, outcome: fact.outcome });
  else if (attempt.state === "succeeded" && fact.outcome.state === "failed")
    await appendOnce(ctx, paymentId, attemptId, { ...REVERSED, ...seedOf(fact, "reversed") });
  else if (attempt.state === "failed" && fact.outcome.state === "succeeded") {
    throw new CannotApply(
      `The provider has given back the money of refund ${attempt.number}, which we hold to have failed.`,
    );
  }
  return paymentId;
}

/** A refund that was made at the provider itself, and not through us. */
async function appendForeign(ctx: Ctx, charge: FindAttemptRow, fact: RefundFact): Promise<void> {
  const { paymentId } = charge;
  if (fact.outcome.state === "succeeded") {
    await appendOnce(ctx, paymentId, null, { ...FOREIGN, ...seedOf(fact, "made") });
    return;
  }
  if (fact.outcome.state !== "failed") return;
  // One that failed before we heard of it moved nothing that we hold.
  await appendOnce(
    ctx,
    paymentId,
    null,
    { ...REVERSED, ...seedOf(fact, "reversed") },
    fact.providerReference,
  );
}

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

type Seed = (typeof FOREIGN | typeof REVERSED) & ReturnType<typeof seedOf>;

function seedOf({ providerReference, amountMinor, outcome: { raw } }: RefundFact, step: "made" | "reversed") {
  const reference = step === "made" ? providerReference : `${providerReference}/reversed`;
  return { reference, amountMinor, raw, happened: true } as const;
}

/** `after`: only where the history holds an adjustment of that reference. */
async function appendOnce(
  ctx: Ctx,
  paymentId: string,
  attemptId: string | null,
  seed: Seed,
  after?: string,
): Promise<void> {
  await transaction(async (tx) => {
    const locked = await lockPayment(tx, paymentId);
    if (!locked) throw new Error("an attempt's payment is not there");
    const { adjustments, payment } = locked;
    if (holds(locked, seed)) return;
    if (after !== undefined && !adjustments.some(({ reference }) => reference === after)) return;
    if (seed.status === "refunded" && seed.amountMinor > payment.amountMinor) {
      throw new CannotApply("The provider gave back more than we hold to be left of this payment.");
    }
    await appendAdjustment(tx, ctx, locked, { ...seed, ...(attemptId && { attemptId }) });
  });
}
