import { z } from "zod";
import { MINUTE_MS } from "@/lib/durations";
import type { ProviderEvent, ProviderEventSource, ProviderFact } from "../connector";
import { firstLookFrom } from "../first-look";
import { paymentOutcome } from "./charges";
import type { GoCardless } from "./client";
import { mandateOutcome, requestOutcome } from "./mandates";
import { type Of, ownIdIn } from "./objects";
import { refundOutcome } from "./refunds";

/** What an event may be about, and how it names that. Of other things nothing is kept. */
const LINK_OF: Readonly<Record<string, string>> = {
  payments: "payment",
  mandates: "mandate",
  refunds: "refund",
  billing_requests: "billing_request",
  payouts: "payout",
};

/** Of a request for a mandate only its end is told: the rest is which page the payer looks at. */
const REQUEST_ACTIONS = new Set(["fulfilled", "cancelled", "failed"]);

/** How long an event may take to be listed after the time it bears. */
const LISTED_WITHIN_MS = MINUTE_MS;

/** How many events are read at once. */
const EVENTS_MAX = 100_000;

const keptForm = z.object({ resource: z.string(), id: z.string() });

export function gocardlessEvents(gocardless: GoCardless): ProviderEventSource {
  return {
    async since({ cursor, heardOfUntil }) {
      const { from, told } = readCursor(cursor, heardOfUntil);
      const listed: Of<"events">[] = [];
      const filters = { "created_at[gte]": from.toISOString() };
      for await (const event of gocardless.all("events", filters, EVENTS_MAX)) listed.push(event);
      const fresh = listed.filter(({ id }) => !told.has(id)).reverse();
      if (fresh.length === 0) return { events: [], cursor };
      return { events: fresh.flatMap(keptEvent), cursor: cursorAfter(listed) };
    },

    async facts({ raw }) {
      const { resource, id } = keptForm.parse(raw);
      switch (resource) {
        case "payments":
          return paymentFacts(gocardless, id);
        case "refunds":
          return refundFacts(gocardless, id);
        case "mandates":
          return mandateFacts(gocardless, id);
        case "billing_requests":
          return requestFacts(gocardless, id);
        default:
          return [];
      }
    },
  };
}

/**
 * A cursor is the time of the newest event told, and the names of those told whose time is near it: what GoCardless lists late
 * with an earlier time is told, and nothing twice.
 */
function readCursor(cursor: string | null, heardOfUntil?: Date | null) {
  if (!cursor) return { from: firstLookFrom(heardOfUntil), told: new Set<string>() };
  const [newest = "", ...told] = cursor.split(" ");
  return { from: new Date(Date.parse(newest) - LISTED_WITHIN_MS), told: new Set(told) };
}

function cursorAfter(newestFirst: readonly Of<"events">[]): string | null {
  const newest = Math.max(...newestFirst.map(({ created_at }) => Date.parse(created_at)));
  const near = newestFirst.filter(({ created_at }) => Date.parse(created_at) >= newest - LISTED_WITHIN_MS);
  return [new Date(newest).toISOString(), ...near.map(({ id }) => id)].join(" ");
}

/** What is kept of an event: which object it is about. What is so of that is asked when it is applied. */
export function keptEvent({ id, created_at, resource_type, action, links }: Of<"events">): ProviderEvent[] {
  const object = links[LINK_OF[resource_type] ?? ""];
  if (typeof object !== "string") return [];
  if (resource_type === "billing_requests" && !REQUEST_ACTIONS.has(action)) return [];
  const raw = { resource: resource_type, id: object };
  return [{ eventId: id, type: `${resource_type}.${action}`, occurredAt: new Date(created_at), raw }];
}

async function paymentFacts(gocardless: GoCardless, id: string): Promise<ProviderFact[]> {
  const payment = await gocardless.get("payments", id);
  const outcome = known(payment, await paymentOutcome(gocardless, payment));
  return [
    { type: "charge", attemptId: ownIdIn(payment, "attempt_id"), providerReference: payment.id, outcome },
  ];
}

async function refundFacts(gocardless: GoCardless, id: string): Promise<ProviderFact[]> {
  const refund = await gocardless.get("refunds", id);
  // One of a mandate gives back what nobody collected here.
  const chargeReference = refund.links.payment;
  if (!chargeReference) return [];
  const { currency, amount } = refund;
  const moved = { amountMinor: BigInt(amount), currency, chargeReference, providerReference: refund.id };
  const attemptId = ownIdIn(refund, "attempt_id");
  const outcome = known(refund, refundOutcome(refund));
  return [{ type: "refund", attemptId, ...moved, outcome }];
}

async function mandateFacts(gocardless: GoCardless, id: string): Promise<ProviderFact[]> {
  const mandate = await gocardless.get("mandates", id);
  const outcome = known(mandate, await mandateOutcome(gocardless, mandate));
  return [
    { type: "mandate", mandateId: ownIdIn(mandate, "mandate_id"), providerReference: mandate.id, outcome },
  ];
}

async function requestFacts(gocardless: GoCardless, id: string): Promise<ProviderFact[]> {
  const request = await gocardless.get("billing_requests", id);
  const outcome = known(request, await requestOutcome(gocardless, request));
  return [
    { type: "mandate", mandateId: ownIdIn(request, "mandate_id"), providerReference: request.id, outcome },
  ];
}

/** What is told in a state that is not known here is kept for a person, and never passed over. */
function known<Outcome extends { state: string }>(
  object: { id: string; status: string },
  outcome: Outcome,
): Outcome {
  if (outcome.state === "unknown")
    throw new Error(`GoCardless has ${object.id} in a state that is not known here: ${object.status}`);
  return outcome;
}
