import { type Books, type Intent, idOf, type Line, now, type Payout } from "./books";
import { TEST_METHODS } from "./cards";
import { presentPayout } from "./lines";
import { decline, take } from "./pay";

/** What others do in the account, without us. */

/** Somebody charges a card or an account of their customer's; `created` in seconds, where that is not now. */
export function chargeThere(
  books: Books,
  { amount, currency, number = "4242424242424242", created = now() }: Charged,
): Intent {
  const does = TEST_METHODS[number];
  if (!does) throw new Error("the fake has no such card");
  const intent: Intent = {
    ...{ id: idOf("pi"), created, amount, currency, metadata: { order: "their own" } },
    ...{ status: "requires_payment_method", lastError: null, customer: null },
    paymentMethod: { id: idOf("pm"), created, does, allow_redisplay: "limited" },
  };
  books.intents.unshift(intent);
  if (does.declines) decline(books, intent, does.declines);
  else take(books, intent, does);
  return intent;
}

interface Charged {
  amount: number;
  currency: string;
  number?: string;
  created?: number;
}

/** Stripe sends what it holds to the account's bank. */
export function payOut(books: Books, amount: number, currency: string): Payout {
  const payout: Payout = {
    ...{ id: idOf("po"), created: now(), amount, currency, status: "in_transit", arrivesAt: now() },
    failedAt: null,
  };
  books.payouts.unshift(payout);
  return payout;
}

export function endPayout(books: Books, payout: Payout, status: "paid" | "failed"): void {
  payout.status = status;
  if (status === "failed") payout.failedAt = now();
  books.tell(`payout.${status}`, presentPayout(payout));
}

/** Stripe takes what it is owed from the balance. */
export function takeFee(books: Books, amount: number, currency: string): Line {
  const line = { id: idOf("txn"), created: now(), amount: -amount, currency };
  books.fees.unshift(line);
  return line;
}
