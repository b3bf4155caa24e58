import { type Books, type Dispute, type Intent, idOf, now, type Session } from "./books";
import { TEST_CARDS } from "./cards";
import { presentDispute, presentIntent, presentRefund, presentSession } from "./present";

/** Pays a page with a card as its customer does. Resolves to what the page says: paid, closed, or why it was declined. */
export function payPage(
  books: Books,
  session: Session,
  number: string,
  origin: string,
): "paid" | "closed" | string {
  if (session.status !== "open" || session.expiresAt <= now()) return "closed";
  const known = TEST_CARDS[number.replace(/\s/g, "")];
  if (!known) return "Your card number is invalid.";
  const intent = session.intent ?? beginIntent(books, session);
  if (known.declines) {
    intent.lastError = known.declines;
    books.tell("payment_intent.payment_failed", presentIntent(books, intent));
    return "Your card was declined.";
  }
  intent.paymentMethod = {
    ...{ id: idOf("pm"), created: now(), card: known.card },
    allow_redisplay: session.savesMethod ? "always" : "limited",
  };
  if (session.savesMethod) {
    intent.customer = idOf("cus");
    books.saved.set(`${intent.customer}/${intent.paymentMethod.id}`, known.card);
  }
  intent.status = "succeeded";
  intent.lastError = null;
  session.status = "complete";
  books.tell("payment_intent.succeeded", presentIntent(books, intent));
  books.tell("checkout.session.completed", presentSession(books, session, origin));
  if (known.disputed) openDispute(books, intent);
  return "paid";
}

function beginIntent(books: Books, session: Session): Intent {
  const { amount, currency, intentMetadata: metadata } = session;
  const intent: Intent = {
    ...{ id: idOf("pi"), created: now(), amount, currency, metadata },
    ...{ status: "requires_payment_method", customer: null, paymentMethod: null, lastError: null },
  };
  books.intents.unshift(intent);
  session.intent = intent;
  return intent;
}

/** The cardholder's bank takes the money back until it is decided. */
export function openDispute(books: Books, intent: Intent): Dispute {
  const dispute: Dispute = {
    ...{ id: idOf("du"), created: now(), intent, amount: intent.amount },
    ...{ status: "needs_response", reason: "fraudulent", dueBy: now() + 7 * 86_400 },
  };
  books.disputes.unshift(dispute);
  books.tell("charge.dispute.created", presentDispute(dispute));
  return dispute;
}

export function closeDispute(books: Books, dispute: Dispute, status: "won" | "lost"): void {
  dispute.status = status;
  books.tell("charge.dispute.closed", presentDispute(dispute));
}

/** A refund that Stripe had taken does not arrive. */
export function failRefund(books: Books, id: string): void {
  const refund = books.refunds.find((each) => each.id === id);
  if (!refund) throw new Error(`the fake has no refund ${id}`);
  refund.status = "failed";
  books.tell("refund.failed", presentRefund(refund));
}
