import type Stripe from "stripe";
import type { MirroredPayment, MirroredStep, MirrorRecord } from "../../mirror";
import { Unreadable } from "../../mirror-record";
import { amountIn, balanceLine, madeOn, rawLine, secondsOf } from "./balance";
import { objectRecord } from "./record";

const NOBODY = { attemptId: null, providerReference: null };

const absolute = (amount: bigint) => (amount < 0n ? -amount : amount);

/** What is expanded of a payout. */
export const PAYOUT_LINES = ["balance_transaction", "failure_balance_transaction"];

/** What Stripe sends to the account's own bank, or takes from it. */
export function payoutRecord(payout: Stripe.Payout): MirrorRecord {
  return objectRecord("payout", payout, (): MirroredPayment => {
    const { amount, currency, automatic, description, balance_transaction: line } = payout;
    return {
      ...{ type: "TRANSFER", scheme: "other", currency: currency.toUpperCase(), ours: NOBODY },
      amountMinor: absolute(amountIn(amount, currency)),
      metadata: {
        ...payout.metadata,
        kind: amount < 0 ? "taken from the bank account" : "payout to the bank account",
        automatic: String(automatic),
        ...(description && { description }),
      },
      steps: payoutSteps(payout),
      balance: [...balanceLine("payout", line), ...balanceLine("payout", payout.failure_balance_transaction)],
    };
  });
}

function payoutSteps(payout: Stripe.Payout): MirroredStep[] {
  const { id, status, amount, currency, created, arrival_date, failure_code } = payout;
  const raw = {
    ...{ id, object: "payout", status, amount, currency, arrival_date, failure_code },
    balance_transaction: rawLine(payout.balance_transaction),
  };
  const step = { reference: id, amountMinor: null, raw };
  const arrives = secondsOf(Math.max(arrival_date, created));
  switch (status) {
    case "paid":
      return [{ ...step, status: "succeeded", at: arrives.getTime() < Date.now() ? arrives : new Date() }];
    case "failed":
      // It may have been held to have arrived before.
      return [{ ...step, status: "failed", at: madeOn(payout.failure_balance_transaction) ?? arrives }];
    case "canceled":
      return [{ ...step, status: "cancelled", at: secondsOf(created) }];
    case "pending":
    case "in_transit":
      return [];
    default:
      throw new Unreadable(`Stripe has it in a state that is not known here: ${status}.`);
  }
}

/** Lines of the balance that belong to something that is read by itself. */
const READ_ELSEWHERE = new Set([
  ...["charge", "charge_failure", "refund", "refund_failure", "partial_capture_reversal"],
  ...["dispute", "dispute_reversal", "payout", "payout_reversal"],
]);

/** A line of the balance that nothing else tells of, such as a fee of Stripe's; null for the others. */
export function lineRecord(line: Stripe.BalanceTransaction): MirrorRecord | null {
  if (READ_ELSEWHERE.has(line.reporting_category)) return null;
  return objectRecord("balance_transaction", line, (): MirroredPayment => {
    const { id, amount, currency, created, description, reporting_category, type } = line;
    const raw = {
      object: "balance_transaction",
      reporting_category,
      type,
      balance_transaction: rawLine(line),
    };
    return {
      ...{ type: "OTHER", scheme: "other", currency: currency.toUpperCase(), ours: NOBODY },
      amountMinor: absolute(amountIn(amount, currency)),
      metadata: {
        kind: reporting_category.replaceAll("_", " "),
        balance: amount < 0 ? "left the balance" : "arrived on the balance",
        ...(description && { description }),
      },
      steps: [{ reference: id, status: "succeeded", amountMinor: null, at: secondsOf(created), raw }],
      balance: balanceLine("other", line),
    };
  });
}
