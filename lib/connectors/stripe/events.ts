import type Stripe from "stripe";
import { z } from "zod";
import { HOUR_MS } from "@/lib/durations";
import type { DisputeState, ProviderEvent, ProviderEvents, ProviderFact } from "../connector";
import { fromStripe } from "./amounts";
import { EXPANDED, EXPANDED_IN_SESSION, intentOutcome, refundOutcome, sessionOutcome } from "./outcome";

/** What Stripe is asked to tell, and its endpoint should send. */
export const EVENT_TYPES = [
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
  "charge.dispute.funds_reinstated",
] as const;

/** How far back the first look goes; Stripe itself keeps thirty days. */
const FIRST_LOOK_MS = HOUR_MS;
const FIRST_LOOK_MAX = 1_000;

const keptForm = z.object({ object: z.string(), id: z.string() });

export function stripeEvents(stripe: Stripe): ProviderEvents {
  return {
    async since({ cursor }) {
      const types = [...EVENT_TYPES];
      const told: Stripe.Event[] = [];
      if (cursor) {
        // What came right after the cursor, newest first.
        told.push(...(await stripe.events.list({ types, limit: 100, ending_before: cursor })).data);
      } else {
        const created = { gte: Math.floor((Date.now() - FIRST_LOOK_MS) / 1_000) };
        for await (const event of stripe.events.list({ types, limit: 100, created })) {
          told.push(event);
          if (told.length >= FIRST_LOOK_MAX) break;
        }
      }
      const events = told.map(keptEvent).reverse();
      return { events, cursor: events.at(-1)?.eventId ?? cursor };
    },

    async facts({ raw }) {
      const { object, id } = keptForm.parse(raw);
      switch (object) {
        case "checkout.session":
          return sessionFacts(await stripe.checkout.sessions.retrieve(id, { expand: EXPANDED_IN_SESSION }));
        case "payment_intent":
          return intentFacts(await stripe.paymentIntents.retrieve(id, { expand: EXPANDED }));
        case "refund":
          return refundFacts(await stripe.refunds.retrieve(id));
        case "dispute":
          return disputeFacts(await stripe.disputes.retrieve(id));
        default:
          return [];
      }
    },
  };
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
  const outcome = sessionOutcome(session);
  const attemptId = session.client_reference_id;
  return [{ type: "charge", attemptId, providerReference: session.id, outcome }];
}

function intentFacts(intent: Stripe.PaymentIntent): ProviderFact[] {
  const { id: providerReference, status, metadata } = intent;
  // Of a page of Stripe's, what is not paid is the page's to say: another card may be tried on it.
  if (metadata.hosted && status !== "succeeded" && status !== "processing") return [];
  const attemptId = metadata.attempt_id ?? null;
  return [{ type: "charge", attemptId, providerReference, outcome: intentOutcome(intent) }];
}

function refundFacts(refund: Stripe.Refund): ProviderFact[] {
  const chargeReference = idOf(refund.payment_intent);
  if (!chargeReference) return [];
  const currency = refund.currency.toUpperCase();
  const amountMinor = fromStripe(refund.amount, currency);
  const moved = { amountMinor, currency, chargeReference, providerReference: refund.id };
  const attemptId = refund.metadata?.attempt_id ?? null;
  return [{ type: "refund", attemptId, ...moved, outcome: refundOutcome(refund) }];
}

function disputeFacts(dispute: Stripe.Dispute): ProviderFact[] {
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
