import { z } from "zod";
import { query } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
import { ACKNOWLEDGE } from "@/lib/generated/sql/connectors/sandbox/events/acknowledge";
import { DUE } from "@/lib/generated/sql/connectors/sandbox/events/due";
import type { ProviderEventSource, ProviderFact } from "../connector";
import { type Booked, EVENT_DELAY_MS, findBooked } from "./books";

/** How long the sandbox leaves to answer a dispute. */
export const RESPOND_WITHIN_MS = 7 * DAY_MS;

/** How many events the sandbox tells at once. */
const PAGE_MAX = 100;

const rawForm = z.object({ operation: z.string() });

/**
 * What the sandbox tells of its own accord. Its cursor names the events told last: who comes back with it has kept them, and
 * they are told no more.
 */
export const sandboxEvents: ProviderEventSource = {
  async since({ cursor, now }) {
    if (cursor) await query(ACKNOWLEDGE, { ids: cursor.split(",").map(BigInt), now });
    const due = await query(DUE, { now, limit: PAGE_MAX });
    return {
      events: due.map(({ id, type, dueAt, operationKey }) => ({
        eventId: `sbx_evt_${id}`,
        type,
        occurredAt: dueAt,
        raw: { operation: operationKey },
      })),
      cursor: due.length > 0 ? due.map(({ id }) => id).join(",") : null,
    };
  },

  async facts({ type, raw }) {
    const booked = await findBooked(rawForm.parse(raw).operation);
    if (!booked) throw new Error("The sandbox tells of something that is not in its books.");
    return [type === "refund.failed" ? refundFailure(booked) : dispute(booked)];
  },
};

/** By when the dispute of a charge has to be answered. */
export function sandboxDeadlineOf({ updatedAt }: Pick<Booked, "updatedAt">): Date {
  return new Date(updatedAt.getTime() + EVENT_DELAY_MS + RESPOND_WITHIN_MS);
}

function dispute(booked: Booked): ProviderFact {
  const respondBy = sandboxDeadlineOf(booked);
  return {
    type: "dispute",
    chargeReference: booked.providerReference,
    providerReference: booked.providerReference.replace("_ch_", "_dp_"),
    state: "open",
    amountMinor: booked.amountMinor,
    currency: booked.currency,
    reason: "fraudulent",
    evidenceDueAt: respondBy,
    raw: {
      provider: "sandbox",
      reference: booked.providerReference,
      reason: "fraudulent",
      respondBy: respondBy.toISOString(),
    },
  };
}

function refundFailure(booked: Booked): ProviderFact {
  return {
    type: "refund",
    attemptId: booked.attemptId,
    chargeReference: booked.parentReference ?? "",
    providerReference: booked.providerReference,
    amountMinor: booked.amountMinor,
    currency: booked.currency,
    outcome: {
      state: "failed",
      providerReference: booked.providerReference,
      declineCode: "refund_refused",
      raw: { provider: "sandbox", reference: booked.providerReference, reason: "refund_failed" },
    },
  };
}
