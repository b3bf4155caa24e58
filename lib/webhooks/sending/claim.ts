import { type Queryable, query } from "@/lib/db/sql";
import { CLAIM } from "@/lib/generated/sql/webhooks/sending/claim/claim";
import { NEXT } from "@/lib/generated/sql/webhooks/sending/claim/next";
import { TAKE_BACK } from "@/lib/generated/sql/webhooks/sending/claim/take-back";
import type { ToldEvent } from "./payload";

/** How many messages one endpoint is sent at the same time: one that is silent holds up nobody else. */
export const ENDPOINT_CONCURRENCY = 10;

/** One delivery whose attempt has been written down and must now be made. */
export interface Claimed {
  deliveryId: string;
  endpointId: string;
  url: string;
  subject: string;
  outboxId: bigint;
  /** This attempt's, from 1. */
  number: number;
  /** Attempts since somebody last asked for it to be sent, this one included. */
  roundAttempts: number;
  /** Sealed, newest first. */
  secrets: Uint8Array[];
  event: ToldEvent;
}

/**
 * Takes what is due: of each subject only the oldest that is not delivered, so that the events of a payment arrive in
 * their order. `inFlight` says how many attempts each endpoint has now.
 */
export async function claimDue(
  now: Date,
  inFlight: ReadonlyMap<string, number>,
  on: Queryable,
): Promise<Claimed[]> {
  const [endpointIds, counts] = [[...inFlight.keys()], [...inFlight.values()]];
  const rows = await query(
    CLAIM,
    { now, endpointConcurrency: ENDPOINT_CONCURRENCY, endpointIds, counts },
    on,
  );
  return rows.map(({ eventId, type, merchantId, paymentId, objectId, data, occurredAt, ...claimed }) => ({
    ...claimed,
    event: { eventId, type, merchantId, paymentId, objectId, data, occurredAt },
  }));
}

/** When the next attempt is due, or null when none is waiting. */
export async function nextDueAt(): Promise<Date | null> {
  const [row] = await query(NEXT, {});
  return row?.at ?? null;
}

/** What a sender that died left half done is due again at once; the attempt that nobody saw the end of does not count. */
export async function takeBackInterrupted(now: Date): Promise<void> {
  await query(TAKE_BACK, { now });
}
