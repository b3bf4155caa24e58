import type Stripe from "stripe";
import type {
  ChargeMethod,
  ChargeOutcome,
  ChargeRequest,
  Connector,
  RefundOutcome,
  RefundRequest,
} from "../connector";
import { toStripe } from "./amounts";
import { certainRefusal, refusedAs } from "./decline";
import { disputeAnswers } from "./disputes";
import { stripeEvents } from "./events";
import { hostedPages } from "./hosted";
import { lookUp } from "./lookup";
import { stripeMandates } from "./mandates";
import { stripeMirror } from "./mirror/mirror";
import { EXPANDED, intentOutcome, refundOutcome } from "./outcome";

/** Stripe as a connector. What it may have done and did not answer is thrown, which is unknown. */
export function stripeConnector(stripe: Stripe, live: boolean): Connector {
  return {
    name: "stripe",
    live,
    capabilities: {
      charge: true,
      refund: true,
      partialRefund: true,
      payout: false,
      challenge: true,
      saveMethod: true,
      currencies: "all",
    },
    hosted: hostedPages(stripe),
    cardForm: null,
    mandates: stripeMandates(stripe),
    disputes: disputeAnswers(stripe),
    events: stripeEvents(stripe),
    mirror: stripeMirror(stripe),
    charge: (request) => charge(stripe, request),
    refund: (request) => refund(stripe, request),
    lookup: (request) => lookUp(stripe, request),
    completeChallenge: async () => {
      throw new Error("A challenge is answered on Stripe's own page.");
    },
    payout: async () => ({
      state: "failed",
      providerReference: null,
      declineCode: "not_offered",
      raw: { error: "payouts_not_offered" },
    }),
    letGo: (method) => letGo(stripe, method),
    tokenOf: () => null,
  };
}

/** Charges a saved card. Our token of it is `customer/payment method`, as Stripe names them. */
async function charge(stripe: Stripe, request: ChargeRequest): Promise<ChargeOutcome> {
  const { attemptId, amountMinor, currency, method, offSession } = request;
  const [customer, paymentMethod] = method.token.split("/");
  const amount = toStripe(amountMinor, currency);
  if (!customer || !paymentMethod || amount === null) {
    const declineCode = amount === null ? "amount_not_chargeable" : "invalid_method";
    return { state: "failed", providerReference: null, declineCode, raw: { error: "not_sent" } };
  }
  try {
    const intent = await stripe.paymentIntents.create(
      {
        amount,
        currency: currency.toLowerCase(),
        customer,
        payment_method: paymentMethod,
        off_session: offSession,
        confirm: true,
        metadata: { attempt_id: attemptId },
        // Nobody is sent to another page or to their bank from here: what needs that is declined.
        automatic_payment_methods: { enabled: true, allow_redirects: "never" },
        error_on_requires_action: true,
        expand: EXPANDED,
      },
      { idempotencyKey: attemptId },
    );
    return intentOutcome(intent);
  } catch (err) {
    const refusal = certainRefusal(err);
    if (!refusal) throw err;
    return { state: "failed", providerReference: null, ...refusal };
  }
}

/** Takes a saved card from its customer. One that is taken away already is refused, which is as well. */
async function letGo(stripe: Stripe, { token }: ChargeMethod): Promise<void> {
  const [, paymentMethod] = token.split("/");
  if (!paymentMethod) return;
  try {
    await stripe.paymentMethods.detach(paymentMethod);
  } catch (err) {
    if (!certainRefusal(err)) throw err;
    const { customer } = await stripe.paymentMethods.retrieve(paymentMethod);
    if (customer) throw err;
  }
}

async function refund(stripe: Stripe, request: RefundRequest): Promise<RefundOutcome> {
  const { attemptId, chargeReference, amountMinor, currency } = request;
  const amount = toStripe(amountMinor, currency);
  const refused = { state: "failed", providerReference: null } as const;
  if (amount === null)
    return { ...refused, declineCode: "amount_not_chargeable", raw: { error: "not_sent" } };
  try {
    const made = await stripe.refunds.create(
      { payment_intent: chargeReference, amount, metadata: { attempt_id: attemptId } },
      { idempotencyKey: attemptId },
    );
    return refundOutcome(made);
  } catch (err) {
    const refusal = certainRefusal(err);
    if (!refusal) throw err;
    return { ...refused, declineCode: refusedAs("refund_refused", refusal), raw: refusal.raw };
  }
}
