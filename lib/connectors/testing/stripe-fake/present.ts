import {
  type Books,
  type Dispute,
  type Intent,
  now,
  type Refund,
  type Session,
  type Setup,
  type Told,
} from "./books";
import type { TestMethod } from "./cards";
import { chargeIdOf, chargeLine, disputeLines, expanded, refundFailureLine, refundLine } from "./lines";
import { BILLING, OF_DISPUTE, OF_METHOD, OF_SESSION, OF_SETUP } from "./unused";

/** The objects of Stripe's API, with the fields that are documented of them and that a client may go by. */
export function presentIntent(books: Books, intent: Intent, expand: readonly string[] = []) {
  const { id, amount, currency, status, metadata, customer, created, paymentMethod: method } = intent;
  const charge = presentCharge(books, intent);
  return {
    ...{
      id,
      object: "payment_intent",
      amount,
      currency,
      status,
      metadata,
      customer,
      created,
      livemode: false,
    },
    amount_received: status === "succeeded" ? amount : 0,
    latest_charge: expand.includes("latest_charge") ? charge : (charge?.id ?? null),
    payment_method: expand.includes("payment_method")
      ? method && { ...presentKept(method), allow_redisplay: method.allow_redisplay }
      : (method?.id ?? null),
    last_payment_error: intent.lastError && { type: "card_error", ...intent.lastError },
  };
}

/** What was charged of an intent, or tried: it has one charge at a time here. Null where nothing was tried. */
export function presentCharge(books: Books, intent: Intent, expand: readonly string[] = []) {
  const { amount, currency, created, metadata, paymentMethod, lastError } = intent;
  const status = chargeStatusOf(intent);
  if (status === null) return null;
  return {
    ...{ id: chargeIdOf(intent), object: "charge", amount, currency, created, metadata, status },
    ...{ paid: status === "succeeded", captured: status === "succeeded", livemode: false, description: null },
    amount_captured: status === "succeeded" ? amount : 0,
    amount_refunded: books.refundedOf(intent),
    disputed: books.disputes.some((dispute) => dispute.intent === intent),
    failure_code: status === "failed" ? (lastError?.code ?? null) : null,
    refunded: books.refundedOf(intent) === amount,
    ...BILLING,
    payment_intent: intent.id,
    balance_transaction: expanded(chargeLine(intent), expand, "balance_transaction"),
    payment_method_details: paymentMethod && detailsOf(paymentMethod.does),
  };
}

function chargeStatusOf({ status, lastError, paymentMethod }: Intent) {
  if (status === "succeeded") return paymentMethod && "succeeded";
  if (status === "processing") return "pending";
  return lastError ? "failed" : null;
}

function detailsOf({ type, brand, last4 }: TestMethod) {
  if (type === "sepa_debit") return { type, sepa_debit: { last4, bank_code: "19043", country: "AT" } };
  return { type, card: { brand, last4, exp_month: 12, exp_year: 2034, fingerprint: `fp${brand}${last4}` } };
}

export function presentSession(
  books: Books,
  session: Session,
  origin: string,
  expand: readonly string[] = [],
) {
  const inside = expand.flatMap((field) =>
    field.startsWith("payment_intent.") ? [field.slice("payment_intent.".length)] : [],
  );
  const { id, status, amount, currency, created, metadata, intent } = session;
  const asked = inside.length > 0 || expand.includes("payment_intent");
  return {
    ...{
      id,
      object: "checkout.session",
      status,
      currency,
      created,
      metadata,
      livemode: false,
      mode: session.setup ? "setup" : "payment",
    },
    ...OF_SESSION,
    amount_total: session.setup ? null : amount,
    client_reference_id: session.clientReferenceId,
    payment_status: paymentStatusOf(session),
    customer: session.setup?.customer ?? null,
    setup_intent: session.setup && presentSetup(session.setup, expand),
    payment_intent: intent && (asked ? presentIntent(books, intent, inside) : intent.id),
    expires_at: session.expiresAt,
    success_url: session.successUrl,
    cancel_url: session.cancelUrl,
    url: status === "open" ? `${origin}/c/pay/${id}` : null,
  };
}

function paymentStatusOf({ setup, intent }: Session) {
  if (setup) return "no_payment_required";
  return intent?.status === "succeeded" ? "paid" : "unpaid";
}

/** A method that is kept, as it stands by itself. */
export function presentKept({ id, does }: NonNullable<Setup["method"]>, created = now()) {
  const { type, ...details } = detailsOf(does);
  const kept = "card" in details && details.card ? { card: { ...details.card, funding: "credit" } } : details;
  return { id, object: "payment_method", type, created, ...OF_METHOD, ...kept };
}

function presentSetup({ id, status, method, created }: Setup, expand: readonly string[]) {
  if (!expand.some((field) => field.startsWith("setup_intent"))) return id;
  return {
    ...{ id, object: "setup_intent", status, created, ...OF_SETUP },
    payment_method: method && presentKept(method, created),
  };
}

export function presentRefund(refund: Refund) {
  const { id, intent, amount, status, metadata, created } = refund;
  const { currency } = intent;
  return {
    ...{ id, object: "refund", amount, currency, status, metadata, created, payment_intent: intent.id },
    ...{ charge: chargeIdOf(intent), balance_transaction: refundLine(refund).id },
    ...(status === "failed" && { failure_balance_transaction: refundFailureLine(refund)?.id }),
  };
}

export function presentDispute(dispute: Dispute) {
  const { id, intent, amount, status, reason, created, dueBy, metadata, submitted } = dispute;
  return {
    ...{ id, object: "dispute", amount, currency: intent.currency, status, reason, created },
    ...{ ...OF_DISPUTE, metadata, evidence: { enhanced_evidence: {} } },
    balance_transactions: disputeLines(dispute),
    payment_intent: intent.id,
    charge: chargeIdOf(intent),
    evidence_details: {
      ...{ due_by: dueBy, past_due: false, enhanced_eligibility: {} },
      ...{ has_evidence: submitted.length > 0, submission_count: submitted.length },
    },
  };
}

export function presentEvent({ id, type, created, object }: Told) {
  return { id, object: "event", type, created, livemode: false, pending_webhooks: 1, data: { object } };
}
