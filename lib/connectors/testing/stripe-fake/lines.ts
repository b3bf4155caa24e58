import { WHOLE_UNITS_ONLY } from "./amounts";
import type { Books, Dispute, Intent, Line, Payout, Refund } from "./books";

/** The lines of an account's balance: what each thing that moved money left on it. */

/** What Stripe calls what was charged of an intent. */
export const chargeIdOf = ({ id }: Intent) => id.replace("pi_", "ch_");

const AVAILABLE_AFTER = 2 * 86_400;

/** What Stripe keeps of a charge, in whole units where a currency has no other. */
export function feeOf({ amount, currency }: { amount: number; currency: string }): number {
  const fee = Math.round((amount * 15) / 1_000) + 20;
  return WHOLE_UNITS_ONLY.includes(currency) ? Math.ceil(fee / 100) * 100 : fee;
}

const DISPUTE_FEE = 2_000;

function line(
  id: string,
  source: string,
  of: { created: number; currency: string },
  amount: number,
  fee = 0,
) {
  const { created, currency } = of;
  return {
    ...{ id: `txn_${id.split("_").slice(1).join("_")}`, object: "balance_transaction", amount, fee },
    ...{ net: amount - fee, currency, created, available_on: created + AVAILABLE_AFTER, source },
    balance_type: "payments",
    ...{ description: null, exchange_rate: null, status: "pending", fee_details: [] },
  };
}

const named = (category: string) => ({ reporting_category: category, type: category });

/** What a bank takes, or gives back, is an adjustment of another category. */
const adjusted = (category: string) => ({ reporting_category: category, type: "adjustment" });

export function chargeLine(intent: Intent) {
  const { id, amount } = intent;
  if (intent.status !== "succeeded") return null;
  return { ...line(id, chargeIdOf(intent), intent, amount, feeOf(intent)), ...named("charge") };
}

export function refundLine({ id, amount, created, intent: { currency } }: Refund) {
  return { ...line(id, id, { created, currency }, -amount), ...named("refund") };
}

/** Of one that did not arrive: what came back. */
export function refundFailureLine({ id, amount, created, status, intent: { currency } }: Refund) {
  if (status !== "failed") return null;
  return { ...line(`${id}_failure`, id, { created, currency }, amount), ...named("refund_failure") };
}

export function disputeLines({ id, amount, created, status, intent: { currency } }: Dispute) {
  if (status.startsWith("warning_")) return [];
  const taken = { ...line(id, id, { created, currency }, -amount, DISPUTE_FEE), ...adjusted("dispute") };
  if (status !== "won") return [taken];
  const back = line(`${id}_won`, id, { created, currency }, amount);
  return [taken, { ...back, ...adjusted("dispute_reversal") }];
}

export function payoutLine(payout: Payout) {
  return { ...line(payout.id, payout.id, payout, -payout.amount), ...named("payout") };
}

function payoutFailureLine({ id, amount, currency, failedAt }: Payout) {
  if (failedAt === null) return null;
  const back = line(`${id}_failure`, id, { created: failedAt, currency }, amount);
  return { ...back, reporting_category: "payout_reversal", type: "payout_failure" };
}

const feeLine = (fee: Line) => ({
  ...{ ...line(fee.id, "", fee, fee.amount), source: null, description: "Billing fee" },
  ...{ reporting_category: "fee", type: "stripe_fee" },
});

/** Every line there is, newest first. */
export function linesOf({ intents, refunds, disputes, payouts, fees }: Books) {
  return [
    ...intents.map(chargeLine),
    ...refunds.flatMap((refund) => [refundLine(refund), refundFailureLine(refund)]),
    ...disputes.flatMap(disputeLines),
    ...payouts.flatMap((payout) => [payoutLine(payout), payoutFailureLine(payout)]),
    ...fees.map(feeLine),
  ]
    .filter((each) => each !== null)
    .sort((a, b) => b.created - a.created);
}

export function presentPayout(payout: Payout, expand: readonly string[] = []) {
  const { id, amount, currency, created, status, arrivesAt } = payout;
  const [out, back] = [payoutLine(payout), payoutFailureLine(payout)];
  return {
    ...{ id, object: "payout", amount, currency, created, status, arrival_date: arrivesAt, livemode: false },
    ...{
      automatic: true,
      description: "STRIPE PAYOUT",
      metadata: {},
      method: "standard",
      type: "bank_account",
      reconciliation_status: "in_progress",
      source_type: "card",
    },
    failure_code: status === "failed" ? "account_closed" : null,
    balance_transaction: expanded(out, expand, "balance_transaction"),
    failure_balance_transaction: expanded(back, expand, "failure_balance_transaction"),
  };
}

/** A line itself where it was asked for, else its name. */
export function expanded<Item extends { id: string }>(
  item: Item | null,
  expand: readonly string[],
  field: string,
): Item | string | null {
  return expand.includes(field) ? item : (item?.id ?? null);
}
