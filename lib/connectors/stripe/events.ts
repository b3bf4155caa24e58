import Stripe from "stripe";
import { z } from "zod";
import type { ChargeOutcome, ProviderEvent, ProviderEventSource, ProviderFact } from "../connector";
import type { DisputeState } from "../dispute-answers";
import { firstLookFrom } from "../first-look";
import { fromStripe } from "./amounts";
import { EXPANDED_IN_SETUP, setupOutcome, TAKEN_AWAY } from "./mandates";
import {
  EXPANDED,
  EXPANDED_IN_SESSION,
  expectKind,
  intentOutcome,
  refundOutcome,
  sessionOutcome,
} from "./outcome";

/** What Stripe is asked to tell, and its endpoint should send. Stripe takes at most twenty. */
export const STRIPE_EVENT_TYPES = [
  "checkout.session.completed",
  "checkout.session.async_payment_succeeded",
  "checkout.session.async_payment_failed",
  "checkout.session.expired",
  "payment_intent.processing",
  "payment_intent.succeeded",
  "payment_intent.payment_failed",
  "payment_intent.canceled",
  "refund.created",
  "refund.updated",
  "refund.failed",
  "charge.dispute.created",
  "charge.dispute.updated",
  "charge.dispute.closed",
  "charge.dispute.funds_withdrawn",
  "payout.paid",
  "payout.failed",
  "payout.canceled",
  "payment_method.detached",
  "customer.deleted",
] as const;

/** How many of the thirty days' events that Stripe keeps are read at a first look, or where the cursor is older than these. */
const KEPT_EVENTS_MAX = 100_000;

const ownIdForm = z.uuid();

const keptForm = z.object({ object: z.string(), id: z.string() });

export function stripeEvents(stripe: Stripe): ProviderEventSource {
  return {
    async since({ cursor, heardOfUntil }) {
      const told = cursor ? await toldAfter(stripe, cursor) : await toldLately(stripe, heardOfUntil);
      const events = told.reverse();
      return { events, cursor: events.at(-1)?.eventId ?? cursor };
    },

    async facts({ type, raw }) {
      const { object, id } = keptForm.parse(raw);
      switch (object) {
        case "checkout.session":
          return sessionFacts(
            await stripe.checkout.sessions.retrieve(id, {
              expand: [...EXPANDED_IN_SESSION, ...EXPANDED_IN_SETUP],
            }),
          );
        case "payment_intent":
          return intentFacts(await stripe.paymentIntents.retrieve(id, { expand: EXPANDED }));
        case "refund":
          return refundFacts(await stripe.refunds.retrieve(id));
        case "dispute":
          return disputeFacts(await stripe.disputes.retrieve(id));
        case "payment_method":
          return type === "payment_method.detached" ? detachedFacts(stripe, id) : [];
        case "customer":
          return type === "customer.deleted" ? deletedFacts(stripe, id) : [];
        default:
          return [];
      }
    },
  };
}

// Our token of a kept card is `customer/payment method`.
async function detachedFacts(stripe: Stripe, id: string): Promise<ProviderFact[]> {
  const method = await stripe.paymentMethods.retrieve(id);
  expectKind(method, "payment_method");
  return method.customer ? [] : [{ type: "method_gone", endWith: `/${id}`, reason: TAKEN_AWAY }];
}

async function deletedFacts(stripe: Stripe, id: string): Promise<ProviderFact[]> {
  const customer = await stripe.customers.retrieve(id);
  expectKind(customer, "customer");
  return customer.deleted ? [{ type: "method_gone", beginWith: `${id}/`, reason: TAKEN_AWAY }] : [];
}

// What came right after the cursor, newest first.
async function toldAfter(stripe: Stripe, cursor: string): Promise<ProviderEvent[]> {
  try {
    const page = await stripe.events.list({
      types: [...STRIPE_EVENT_TYPES],
      limit: 100,
      ending_before: cursor,
    });
    return page.data.map(keptEvent);
  } catch (err) {
    const lapsed = err instanceof Stripe.errors.StripeInvalidRequestError && err.code === "resource_missing";
    if (!lapsed) throw err;
    return toldAtAll(stripe);
  }
}

// Stripe has forgotten the cursor's event, so all that it still has came later.
async function toldAtAll(stripe: Stripe): Promise<ProviderEvent[]> {
  const told: ProviderEvent[] = [];
  for await (const event of stripe.events.list({ types: [...STRIPE_EVENT_TYPES], limit: 100 })) {
    // None is skipped: what is left out here would never be asked for again.
    if (told.length >= KEPT_EVENTS_MAX) throw new Error("Stripe has more events than are read at once");
    told.push(keptEvent(event));
  }
  return told;
}

async function toldLately(stripe: Stripe, heardOfUntil?: Date | null): Promise<ProviderEvent[]> {
  const told: ProviderEvent[] = [];
  const created = { gte: Math.floor(firstLookFrom(heardOfUntil).getTime() / 1_000) };
  for await (const event of stripe.events.list({ types: [...STRIPE_EVENT_TYPES], limit: 100, created })) {
    told.push(keptEvent(event));
    if (told.length >= KEPT_EVENTS_MAX) break;
  }
  return told;
}

/** What is kept of an event: which object it is about. What is so of that is asked when it is applied. */
export function keptEvent(event: Stripe.Event): ProviderEvent {
  const { object, id } = keptForm.parse(event.data.object);
  return {
    eventId: event.id,
    type: event.type,
    occurredAt: new Date(event.created * 1_000),
    raw: { object, id },
  };
}

function sessionFacts(session: Stripe.Checkout.Session): ProviderFact[] {
  if (session.mode === "setup") {
    const mandateId = ownIdForm.safeParse(session.metadata?.mandate_id).data ?? null;
    return [{ type: "mandate", mandateId, providerReference: session.id, outcome: setupOutcome(session) }];
  }
  return chargeFact(ownIdIn(session.metadata), session.id, sessionOutcome(session));
}

function intentFacts(intent: Stripe.PaymentIntent): ProviderFact[] {
  const { id: providerReference, status, metadata } = intent;
  // Of a page of Stripe's, what is not paid is the page's to say: another card may be tried on it.
  if (metadata.hosted && status !== "succeeded" && status !== "processing") return [];
  return chargeFact(ownIdIn(metadata), providerReference, intentOutcome(intent));
}

// What is not known yet is told later.
function chargeFact(
  attemptId: string | null,
  providerReference: string,
  outcome: ChargeOutcome,
): ProviderFact[] {
  return outcome.state === "unknown" ? [] : [{ type: "charge", attemptId, providerReference, outcome }];
}

// An account may have pages and payments of other systems, with names of their own for them.
function ownIdIn(metadata: Stripe.Metadata | null): string | null {
  return ownIdForm.safeParse(metadata?.attempt_id).data ?? null;
}

function refundFacts(refund: Stripe.Refund): ProviderFact[] {
  const chargeReference = idOf(refund.payment_intent);
  if (!chargeReference) return [];
  const currency = refund.currency.toUpperCase();
  const amountMinor = fromStripe(refund.amount, currency);
  const moved = { amountMinor, currency, chargeReference, providerReference: refund.id };
  const attemptId = ownIdIn(refund.metadata);
  return [{ type: "refund", attemptId, ...moved, outcome: refundOutcome(refund) }];
}

function disputeFacts(dispute: Stripe.Dispute): ProviderFact[] {
  expectKind(dispute, "dispute");
  const chargeReference = idOf(dispute.payment_intent);
  if (!chargeReference) return [];
  const currency = dispute.currency.toUpperCase();
  const dueBy = dispute.evidence_details.due_by;
  const { id, status, reason } = dispute;
  return [
    {
      type: "dispute",
      chargeReference,
      providerReference: id,
      state: disputeStateOf(status),
      amountMinor: fromStripe(dispute.amount, currency),
      currency,
      reason,
      evidenceDueAt: dueBy ? new Date(dueBy * 1_000) : null,
      raw: { id, object: "dispute", status, reason, amount: dispute.amount, currency: dispute.currency },
    },
  ];
}

function disputeStateOf(status: string): DisputeState {
  if (status.startsWith("warning_") || status === "prevented") return "inquiry";
  if (status === "won") return "won";
  return status === "lost" || status.startsWith("appeal_") ? "lost" : "open";
}

function idOf(reference: string | { id: string } | null): string | null {
  return typeof reference === "string" ? reference : (reference?.id ?? null);
}
