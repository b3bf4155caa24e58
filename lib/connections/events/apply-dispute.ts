import type { ProviderFact } from "@/lib/connectors/connector";
import { type Queryable, transaction } from "@/lib/db/sql";
import type { FindAttemptRow } from "@/lib/generated/sql/connections/events/find-attempt";
import { type AdjustmentDraft, appendAdjustment } from "@/lib/payments/append-adjustment";
import type { Attempt } from "@/lib/payments/attempt";
import type { Charges } from "@/lib/payments/kind-operations";
import type { LockedPayment } from "@/lib/payments/lock-payment";
import { holds } from "@/lib/payments/reported-before";
import type { Ctx } from "@/lib/verb/context";
import { CannotApply } from "./cannot-apply";
import { lockCharged } from "./lock-charged";

type DisputeFact = Extract<ProviderFact, { type: "dispute" }>;

/** What a dispute leaves in a payment's history, in the order it comes to pass. */
const STEPS = {
  open: {
    status: "dispute",
    reason: "The cardholder disputes the payment at their bank.",
    action: "payment.disputed",
  },
  won: {
    status: "dispute_won",
    reason: "The bank decided the dispute for the merchant.",
    action: "payment.dispute_won",
  },
  lost: {
    status: "dispute_lost",
    reason: "The bank decided the dispute for the cardholder.",
    action: "payment.dispute_lost",
  },
} as const;

/**
 * Appends what a payment's history lacks of a dispute: one that is decided was opened first, whichever was told first. An
 * inquiry takes no money and leaves nothing.
 */
export async function applyDispute(
  tx: Queryable,
  ctx: Ctx,
  charge: Attempt,
  fact: DisputeFact,
): Promise<void> {
  if (fact.state === "inquiry") return;
  const steps = fact.state === "open" ? (["open"] as const) : (["open", fact.state] as const);
  let locked = await lockCharged(tx, charge.paymentId);
  for (const step of steps) {
    const told = { reference: referenceOf(fact, step), status: STEPS[step].status };
    if (!holds(locked, told)) locked = await append(tx, ctx, locked, charge, fact, step);
  }
}

/** Whether a dispute is about less than what is left of a payment: the rest of it stays where it is. */
export async function isOfPart(paymentId: string, fact: DisputeFact): Promise<boolean> {
  return transaction(async (tx) => {
    const locked = await lockCharged(tx, paymentId);
    const told = { reference: referenceOf(fact, "open"), status: STEPS.open.status };
    const { currency, amountMinor, disputedMinor } = locked.payment;
    const leftMinor = amountMinor - disputedMinor;
    return holds(locked, told) || (fact.currency === currency && fact.amountMinor < leftMinor);
  });
}

/**
 * A dispute of the whole of a payment, of a kind that knows none: the bank has taken the money back, which stays so where it
 * is lost. What is won has come back, and a person says what it pays for. An inquiry takes no money.
 */
export async function applyChargeback(
  ctx: Ctx,
  charge: FindAttemptRow,
  { state, raw, currency, amountMinor }: DisputeFact,
  takeBack: NonNullable<Charges["takeBack"]>,
): Promise<void> {
  if (state === "inquiry") return;
  const takenMinor = currency === charge.currency ? amountMinor : null;
  await takeBack({ ctx, attemptId: charge.id, outcome: { declineCode: "disputed", raw }, takenMinor });
  if (state === "won")
    throw new CannotApply(
      "The bank had taken this payment back and decided for the merchant: the money is at the provider again. Record what it pays for.",
    );
}

function append(
  tx: Queryable,
  ctx: Ctx,
  locked: LockedPayment,
  charge: Attempt,
  fact: DisputeFact,
  step: keyof typeof STEPS,
): Promise<LockedPayment> {
  return appendAdjustment(tx, ctx, locked, {
    ...STEPS[step],
    reference: referenceOf(fact, step),
    ...amountOf(fact, locked.payment.currency, STEPS[step].reason),
    ...(step === "open" && { respondBy: fact.evidenceDueAt }),
    attemptId: charge.id,
    raw: fact.raw,
    happened: true,
  });
}

/** How much of a payment a dispute is about is not known where it is told in another currency than was paid in. */
function amountOf(
  { amountMinor, currency }: DisputeFact,
  paidIn: string,
  reason: string,
): Pick<AdjustmentDraft, "amountMinor" | "reason"> {
  if (currency === paidIn) return { amountMinor };
  return {
    reason: `${reason} The provider tells of it in ${currency}: how much of this payment it is about is not known.`,
  };
}

/** Two steps of one dispute are two adjustments. */
function referenceOf({ providerReference }: DisputeFact, step: keyof typeof STEPS): string {
  return step === "open" ? providerReference : `${providerReference}/${step}`;
}
