import type Stripe from "stripe";
import type { ChargeOutcome, Json, PaidMethod, RefundOutcome, TakenAmount } from "../connector";
import type { DeclineCode } from "../decline-codes";
import { fromStripe } from "./amounts";
import { declineCodeOf } from "./decline";

/** What is expanded of a payment intent, so that one answer says what paid. */
export const EXPANDED = ["latest_charge", "payment_method"];
export const EXPANDED_IN_SESSION = EXPANDED.map((field) => `payment_intent.${field}`);

/** What a payment intent that no page of Stripe's is about has come to. */
export function intentOutcome(intent: Stripe.PaymentIntent): ChargeOutcome {
  expectKind(intent, "payment_intent");
  const answer = { providerReference: intent.id, raw: rawOf(intent) };
  switch (intent.status) {
    case "succeeded":
      return succeeded(intent, takenByIntent(intent));
    case "processing":
      return { ...answer, state: "processing" };
    case "requires_action":
      return { ...answer, state: "failed", declineCode: "authentication_required" };
    case "requires_payment_method":
      // Without an error nothing has been tried: the call that makes and confirms it may still be running.
      if (!intent.last_payment_error) return { state: "unknown", raw: answer.raw };
      return { ...answer, state: "failed", declineCode: errorCode(intent.last_payment_error) };
    case "canceled": {
      // What a bank had said of it before stays the reason.
      const { last_payment_error: error } = intent;
      return { ...answer, state: "failed", declineCode: error ? errorCode(error) : "cancelled_at_provider" };
    }
    default:
      return { state: "unknown", raw: answer.raw };
  }
}

function errorCode({ code, decline_code }: Stripe.PaymentIntent.LastPaymentError): DeclineCode {
  return declineCodeOf({ code, decline_code });
}

/** What a page of Stripe's has come to. A card that was declined on it leaves it open. */
export function sessionOutcome(session: Stripe.Checkout.Session): ChargeOutcome {
  expectKind(session, "checkout.session");
  const intent = typeof session.payment_intent === "object" ? session.payment_intent : null;
  const answer = { providerReference: session.id, raw: rawOf(session) };
  if (session.status === "open") return { ...answer, state: "requires_action" };
  if (session.status === "expired") return { ...answer, state: "failed", declineCode: "payment_abandoned" };
  if (session.payment_status === "paid" && intent) return succeeded(intent, takenOnPage(session));
  if (intent?.status === "processing") return { ...answer, state: "processing" };
  if (intent && (intent.status === "requires_payment_method" || intent.status === "canceled"))
    return intentOutcome(intent);
  return { ...answer, state: "processing" };
}

export function refundOutcome(refund: Stripe.Refund): RefundOutcome {
  expectKind(refund, "refund");
  const answer = { providerReference: refund.id, raw: rawOf(refund) };
  // Taken is given back for us: what does not arrive after all is told later.
  if (refund.status === "canceled") return { ...answer, state: "failed", declineCode: "refund_cancelled" };
  if (refund.status === "failed") return { ...answer, state: "failed", declineCode: "refund_failed" };
  return { ...answer, state: "succeeded" };
}

/** Throws where an answer is something else than what was asked for: nothing is known by it. */
export function expectKind({ object }: { object: string }, kind: string): void {
  if (object !== kind) throw new Error(`Stripe answered no ${kind}.`);
}

function succeeded(intent: Stripe.PaymentIntent, taken: TakenAmount | null): ChargeOutcome {
  const method = paidMethodOf(intent);
  return {
    state: "succeeded",
    providerReference: intent.id,
    raw: rawOf(intent),
    ...(taken && { taken }),
    ...(method && { method }),
  };
}

// Of a page it is in the page's currency, also where the customer chose to pay in another.
function takenOnPage({ amount_total, currency }: Stripe.Checkout.Session): TakenAmount | null {
  return amount_total === null || currency === null ? null : takenOf(amount_total, currency);
}

function takenByIntent({ amount_received, currency, presentment_details }: Stripe.PaymentIntent) {
  return presentment_details ? null : takenOf(amount_received, currency);
}

function takenOf(amount: number, named: string): TakenAmount {
  const currency = named.toUpperCase();
  return { amountMinor: fromStripe(amount, currency), currency };
}

function paidMethodOf(intent: Stripe.PaymentIntent): PaidMethod | null {
  const charge = typeof intent.latest_charge === "object" ? intent.latest_charge : null;
  const details = charge?.payment_method_details;
  if (!details) return null;
  const token = savedTokenOf(intent);
  if (!details.card) return { brand: details.type, last4: null, expiryMonth: null, expiryYear: null, token };
  const { brand, last4, exp_month, exp_year, fingerprint } = details.card;
  return {
    brand: brand ?? "card",
    last4: last4 ?? null,
    expiryMonth: exp_month,
    expiryYear: exp_year,
    token,
    fingerprint: fingerprint ?? null,
  };
}

// Kept only where the customer has agreed to be shown it again.
function savedTokenOf({ customer, payment_method }: Stripe.PaymentIntent): string | null {
  const method = typeof payment_method === "object" ? payment_method : null;
  const customerId = typeof customer === "string" ? customer : customer?.id;
  return customerId && method?.allow_redisplay === "always" ? `${customerId}/${method.id}` : null;
}

/** What is kept of an answer: what it is and how it stands, nothing of the customer. */
function rawOf(object: Stripe.PaymentIntent | Stripe.Checkout.Session | Stripe.Refund): Json {
  const { id, object: kind, status } = object;
  const amount = "amount" in object ? object.amount : object.amount_total;
  return {
    id,
    object: kind,
    status: status ?? null,
    amount: amount ?? null,
    currency: object.currency ?? null,
  };
}
