import type { Books, Payment, Payout } from "./books";
import { the } from "./books";
import { confirmPayment } from "./life";

/** What others do in the account, without us. */

/** Somebody collects by a mandate of their own, and the banks say nothing against it. */
export function collectThere(
  books: Books,
  { amountMinor, currency }: { amountMinor: bigint; currency: string },
  mandate: string,
): Payment {
  const payment: Payment = {
    ...books.made("PM"),
    ...{ status: "pending_submission", amount: Number(amountMinor), amount_refunded: 0, currency },
    ...{ charge_date: books.workingDay(1), description: null, reference: null, retry_if_possible: false },
    ...{ metadata: { order: "their own" }, links: { mandate, creditor: books.creditor } },
  };
  books.payments.unshift(payment);
  confirmPayment(books, payment.id);
  return payment;
}

/** A payout that is on its way to the creditor's bank. */
export function beginPayout(books: Books, amount: number, currency: string): Payout {
  const payout: Payout = {
    ...books.made("PO"),
    ...{ status: "pending", amount, deducted_fees: 20, currency, payout_type: "merchant" },
    ...{ arrival_date: books.now().toISOString().slice(0, 10), links: { creditor: books.creditor } },
  };
  books.payouts.unshift(payout);
  return payout;
}

export function endPayout(books: Books, id: string, arrives: boolean): void {
  the(books.payouts, id).status = arrives ? "paid" : "bounced";
  const details = { origin: "gocardless", cause: "payout_paid", description: "Sent." } as const;
  if (arrives) books.tell("payouts", "paid", { payout: id }, details);
}
