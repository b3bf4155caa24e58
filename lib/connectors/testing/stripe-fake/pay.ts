import { type Books, type Dispute, type Intent, idOf, now, type Refund, type Session } from "./books";
import { TEST_METHODS, type TestMethod } from "./cards";
import { invalid } from "./fails";
import { presentDispute, presentIntent, presentRefund, presentSession } from "./present";

/** Pays a page with a method as its customer does. Resolves to what the page says: paid, closed, or why it was declined. */
export function payPage(
  books: Books,
  session: Session,
  number: string,
  origin: string,
): "paid" | "closed" | string {
  if (session.status !== "open" || session.expiresAt <= now()) return "closed";
  const does = TEST_METHODS[number.replace(/\s/g, "")];
  if (!does) return "Your card number is invalid.";
  const intent = session.intent ?? beginIntent(books, session);
  if (does.challenged) {
    intent.status = "requires_action";
    return "Your bank wants you to confirm this payment.";
  }
  return finishPage(books, session, intent, does, origin);
}

/** The customer answers the bank that asks whether it is them. */
export function answerBank(books: Books, session: Session, approves: boolean, origin: string): string {
  const { intent } = session;
  if (session.status !== "open" || intent?.status !== "requires_action") return "closed";
  if (approves)
    return finishPage(books, session, intent, TEST_METHODS["4242424242424242"] as TestMethod, origin);
  return decline(books, intent, { code: "payment_intent_authentication_failure" });
}

function finishPage(
  books: Books,
  session: Session,
  intent: Intent,
  does: TestMethod,
  origin: string,
): string {
  if (does.declines) return decline(books, intent, does.declines);
  intent.paymentMethod = {
    ...{ id: idOf("pm"), created: now(), does },
    allow_redisplay: session.savesMethod ? "always" : "limited",
  };
  if (session.savesMethod) {
    intent.customer = idOf("cus");
    books.save(does, intent.customer, intent.paymentMethod.id);
  }
  take(books, intent, does, () => {
    session.status = "complete";
  });
  books.tell("checkout.session.completed", presentSession(books, session, origin));
  return "paid";
}

/** What a charge comes to at once: it is paid, or in work at the bank. */
export function take(books: Books, intent: Intent, does: TestMethod, meanwhile = () => {}): void {
  intent.lastError = null;
  intent.status = does.settles ? "processing" : "succeeded";
  meanwhile();
  books.tell(`payment_intent.${intent.status}`, presentIntent(books, intent));
  if (does.disputed) openDispute(books, intent);
  if (does.inquired) openDispute(books, intent, "warning_needs_response");
}

/** What was in work at the bank comes to the end that its account means. */
export function settle(books: Books, intent: Intent, origin: string): void {
  const settles = intent.paymentMethod?.does.settles;
  if (intent.status !== "processing" || !settles) return;
  const session = books.sessions.find((each) => each.intent === intent);
  const tell = (end: "succeeded" | "failed") =>
    session && books.tell(`checkout.session.async_payment_${end}`, presentSession(books, session, origin));
  if (settles === "paid") {
    intent.status = "succeeded";
    books.tell("payment_intent.succeeded", presentIntent(books, intent));
    tell("succeeded");
    return;
  }
  decline(books, intent, settles);
  tell("failed");
}

/** A declined method leaves what it was tried for open to another. */
export function decline(books: Books, intent: Intent, error: NonNullable<Intent["lastError"]>): string {
  intent.status = "requires_payment_method";
  intent.lastError = error;
  books.tell("payment_intent.payment_failed", presentIntent(books, intent));
  return "Your card was declined.";
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

/** The page's time is over. */
export function lapsePage(books: Books, session: Session, origin: string): void {
  if (session.status !== "open") return;
  session.status = "expired";
  books.tell("checkout.session.expired", presentSession(books, session, origin));
}

/** The cardholder's bank takes the money back until it is decided, or only asks. */
export function openDispute(books: Books, intent: Intent, status = "needs_response"): Dispute {
  const dispute: Dispute = {
    ...{ id: idOf("du"), created: now(), intent, amount: intent.amount - books.refundedOf(intent) },
    ...{ status, reason: "fraudulent", dueBy: now() + 7 * 86_400, metadata: {}, submitted: [] },
  };
  books.disputes.unshift(dispute);
  books.tell("charge.dispute.created", presentDispute(dispute));
  return dispute;
}

/** The merchant answers the bank, which looks into it then. Stripe keeps count, and refuses only what is decided. */
export function submitEvidence(
  books: Books,
  dispute: Dispute,
  evidence: Record<string, string>,
  metadata: Record<string, string>,
): void {
  if (dispute.status === "won" || dispute.status === "lost") throw invalid("This dispute is already closed");
  Object.assign(dispute.metadata, metadata);
  dispute.submitted.push(evidence);
  dispute.status = dispute.status.startsWith("warning_") ? "warning_under_review" : "under_review";
  books.tell("charge.dispute.updated", presentDispute(dispute));
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

/** Gives money back, as the API does for us and the dashboard for somebody else. */
export function makeRefund(
  books: Books,
  intent: Intent,
  amount: number,
  metadata: Record<string, string>,
): Refund {
  const status = intent.paymentMethod?.does.refundsWait ? "pending" : "succeeded";
  const refund: Refund = { id: idOf("re"), created: now(), intent, amount, status, metadata };
  books.refunds.unshift(refund);
  books.tell("refund.created", presentRefund(refund));
  return refund;
}
