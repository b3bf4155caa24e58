import { type Books, type Details, type Payment, the } from "./books";

/** What the banks and GoCardless do on their own: a test lets it happen. Each is told as GoCardless tells it. */

export function submitMandate(books: Books, id: string): void {
  moveMandate(books, id, "submitted", { origin: "gocardless", cause: "mandate_submitted" });
}

export function activateMandate(books: Books, id: string): void {
  moveMandate(books, id, "active", { origin: "gocardless", cause: "mandate_activated" });
}

/** Ends a mandate, and with it the payments that are not at the banks yet. */
export function endMandate(
  books: Books,
  id: string,
  status: "failed" | "cancelled" | "expired" | "blocked",
  why: Why,
): void {
  moveMandate(books, id, status, why);
  for (const payment of books.payments)
    if (payment.links.mandate === id && payment.status === "pending_submission")
      movePayment(books, payment.id, "cancelled", { ...why, cause: causeForPayment(why.cause) });
}

/** The creditor's identifier at the scheme changes: another mandate takes this one's place. */
export function replaceMandate(books: Books, id: string): string {
  const before = the(books.mandates, id);
  const after = { ...before, ...books.made("MD"), metadata: {}, links: { ...before.links } };
  books.mandates.unshift(after);
  before.links.new_mandate = after.id;
  before.status = "cancelled";
  const why = { origin: "gocardless", cause: "scheme_identifier_changed", description: "Replaced." } as const;
  books.tell("mandates", "replaced", { mandate: id, new_mandate: after.id }, why);
  return after.id;
}

export function submitPayment(books: Books, id: string): void {
  movePayment(books, id, "submitted", { origin: "gocardless", cause: "payment_submitted" });
}

/** The banks have said nothing in time, which means that it was collected. */
export function confirmPayment(books: Books, id: string): void {
  if (the(books.payments, id).status === "pending_submission") submitPayment(books, id);
  movePayment(books, id, "confirmed", { origin: "gocardless", cause: "payment_confirmed" });
}

/** The bank says no: before it is confirmed, or late, when it was confirmed or even paid out. */
export function failPayment(books: Books, id: string, cause = "insufficient_funds"): void {
  const payment = the(books.payments, id);
  if (payment.status === "pending_submission") submitPayment(books, id);
  if (payment.links.payout) owe(books, payment, "payment_failed");
  movePayment(books, id, "failed", { origin: "bank", cause, reason_code: REASON_CODES[cause] ?? "ARUDD-0" });
}

/** The payer asks the bank for the money back, weeks or months later. */
export function chargeBack(books: Books, id: string, cause = "refund_requested"): void {
  const payment = the(books.payments, id);
  if (payment.links.payout) owe(books, payment, "payment_charged_back");
  movePayment(books, id, "charged_back", { origin: "bank", cause, reason_code: "DDICA-1" });
}

/** The bank takes the charge-back back. */
export function cancelChargeBack(books: Books, id: string): void {
  const payment = the(books.payments, id);
  payment.status = payment.links.payout ? "paid_out" : "confirmed";
  const details = { origin: "bank", cause: "payment_confirmed", description: "Reversed." } as const;
  books.tell("payments", "chargeback_cancelled", { payment: id }, details);
}

/** Pays out what was confirmed, less fees and what was taken back since. */
export function payOut(books: Books, ids: readonly string[]): string {
  const paid = ids.map((id) => the(books.payments, id));
  const fee = 20;
  for (const payment of paid) {
    if (payment.status !== "confirmed") throw new Error(`${payment.id} is ${payment.status}`);
    owe(books, payment, "payment_paid_out", payment.amount);
    owe(books, payment, "gocardless_fee", -fee);
  }
  const items = books.payoutItems.filter(({ payout }) => payout === null);
  const amount = items.reduce((sum, item) => sum + Number(item.amount), 0);
  const { id, created_at } = books.made("PO");
  const [first] = paid;
  if (!first) throw new Error("nothing is paid out");
  books.payouts.unshift({
    ...{ id, created_at, status: "paid", amount, deducted_fees: fee * paid.length, currency: first.currency },
    ...{ arrival_date: books.workingDay(1), payout_type: "merchant", links: { creditor: books.creditor } },
  });
  for (const item of items) item.payout = id;
  for (const payment of paid) {
    payment.links.payout = id;
    movePayment(books, payment.id, "paid_out", { origin: "gocardless", cause: "payment_paid_out" });
  }
  books.tell("payouts", "paid", { payout: id }, { ...PAID, description: "Paid." });
  return id;
}

const PAID = { origin: "gocardless", cause: "payout_paid" } as const;

export function payRefund(books: Books, id: string): void {
  moveRefund(books, id, "paid", "paid", "refund_paid");
}

/** A refund that GoCardless had taken does not arrive, and can be made again. */
export function bounceRefund(books: Books, id: string): void {
  const { amount, links } = the(books.refunds, id);
  the(books.payments, links.payment).amount_refunded -= amount;
  moveRefund(books, id, "bounced", "failed", "refund_failed");
}

/** Its money is with the creditor again. */
export function returnRefund(books: Books, id: string): void {
  moveRefund(books, id, "funds_returned", "funds_returned", "refund_funds_returned");
}

type Why = Pick<Details, "origin" | "cause" | "reason_code">;

/** What the United Kingdom's banks call it. */
const REASON_CODES: Readonly<Record<string, string>> = {
  ...{ refer_to_payer: "ARUDD-0", mandate_cancelled: "ARUDD-1", bank_account_closed: "ARUDD-B" },
  ...{ authorisation_disputed: "ARUDD-4", bank_account_transferred: "ARUDD-3" },
};

function moveMandate(books: Books, id: string, status: string, why: Why): void {
  const mandate = the(books.mandates, id);
  mandate.status = status;
  mandate.next_possible_charge_date = books.nextChargeDate(mandate);
  const details = { ...why, scheme: mandate.scheme, description: `The mandate is ${status}.` };
  books.tell("mandates", status, { mandate: id }, details);
}

function movePayment(books: Books, id: string, status: string, why: Why): void {
  const payment = the(books.payments, id);
  payment.status = status;
  const { scheme } = the(books.mandates, payment.links.mandate);
  const details = { ...why, scheme, description: `The payment is ${status}.` };
  books.tell("payments", status, { payment: id }, details);
}

function moveRefund(books: Books, id: string, status: string, action: string, cause: string): void {
  const refund = the(books.refunds, id);
  refund.status = status;
  const links = { refund: id, payment: refund.links.payment };
  books.tell("refunds", action, links, { origin: "gocardless", cause, description: `It is ${status}.` });
}

const causeForPayment = (cause: string) => (cause === "mandate_expired" ? cause : "mandate_cancelled");

function owe(books: Books, payment: Payment, type: string, amount = -payment.amount): void {
  const links = { payment: payment.id, mandate: payment.links.mandate };
  books.payoutItems.push({ payout: null, type, amount: amount.toFixed(1), links });
}
