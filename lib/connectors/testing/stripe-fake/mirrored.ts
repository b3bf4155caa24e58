import type { Books, Dispute, Intent, Refund } from "./books";
import { type Form, textOf } from "./form";
import {
  chargeIdOf,
  disputeLines,
  expanded,
  linesOf,
  presentPayout,
  refundFailureLine,
  refundLine,
} from "./lines";
import { expandOf, found, LISTED, page } from "./listing";
import type { Operation } from "./operations";
import { presentCharge, presentDispute, presentRefund } from "./present";

/** What an account can be asked of all that was done in it, whoever did it. */
export const MIRRORED: readonly Operation[] = [
  {
    method: "GET",
    path: /^\/v1\/charges$/,
    takes: LISTED,
    run: ({ books, form }) =>
      page(chargesIn(books), form, ({ intent }) => presentCharge(books, intent, insideOf(form))),
  },
  {
    method: "GET",
    path: /^\/v1\/charges\/([^/]+)$/,
    takes: ["expand[]"],
    run: ({ books, id, form }) =>
      presentCharge(books, found(chargesIn(books), "charge", id).intent, expandOf(form)),
  },
  {
    method: "GET",
    path: /^\/v1\/payouts$/,
    takes: LISTED,
    run: ({ books, form }) => page(books.payouts, form, (payout) => presentPayout(payout, insideOf(form))),
  },
  {
    method: "GET",
    path: /^\/v1\/payouts\/([^/]+)$/,
    takes: ["expand[]"],
    run: ({ books, id, form }) => presentPayout(found(books.payouts, "payout", id), expandOf(form)),
  },
  {
    method: "GET",
    path: /^\/v1\/balance_transactions$/,
    takes: LISTED,
    run: ({ books, form }) => page(linesOf(books), form, (line) => line),
  },
  {
    method: "GET",
    path: /^\/v1\/balance_transactions\/([^/]+)$/,
    takes: ["expand[]"],
    run: ({ books, id }) => found(linesOf(books), "balance_transaction", id),
  },
];

function chargesIn(books: Books): { id: string; created: number; intent: Intent }[] {
  const tried = books.intents.filter((intent) => presentCharge(books, intent) !== null);
  const charges = tried.map((intent) => ({ id: chargeIdOf(intent), created: intent.created, intent }));
  return charges.sort((a, b) => b.created - a.created);
}

/** What is asked for whole of each in a list. */
const insideOf = (form: Form) => expandOf(form).map((field) => field.replace(/^data\./, ""));

/** Those of one payment, where a list is asked for them. */
export function isOf(form: Form): (item: { intent: Intent }) => boolean {
  const [intent, charge] = [textOf(form.payment_intent), textOf(form.charge)];
  return (item) => (!intent || item.intent.id === intent) && (!charge || chargeIdOf(item.intent) === charge);
}

export const refundIn = (books: Books, form: Form) => (refund: Refund) => {
  const expand = insideOf(form);
  return {
    ...presentRefund(refund),
    charge: expanded(presentCharge(books, refund.intent), expand, "charge"),
    balance_transaction: expanded(refundLine(refund), expand, "balance_transaction"),
    ...(refund.status === "failed" && {
      failure_balance_transaction: expanded(refundFailureLine(refund), expand, "failure_balance_transaction"),
    }),
  };
};

export const disputeIn = (books: Books, form: Form) => (dispute: Dispute) => ({
  ...presentDispute(dispute),
  charge: expanded(presentCharge(books, dispute.intent), insideOf(form), "charge"),
  balance_transactions: disputeLines(dispute),
});
