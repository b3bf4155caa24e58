import { query } from "@/lib/db/sql";
import { COUNT } from "@/lib/generated/sql/webhooks/deliveries/queue/count";
import { PAGE } from "@/lib/generated/sql/webhooks/deliveries/queue/page";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { findEndpoint, noSuchEndpoint } from "@/lib/webhooks/endpoints/read-endpoint";
import type { ToldEvent } from "@/lib/webhooks/sending/payload";
import type { Delivery, DeliveryState } from "./delivery";

/** A delivery with what it tells, and when it was last tried. */
export interface QueuedDelivery {
  delivery: Delivery;
  event: ToldEvent;
  /** Null before the first attempt; `durationMs` is null while it lasts. */
  lastAttempt: { at: Date; durationMs: number | null } | null;
}

export interface ListQueue {
  endpointId: string;
  /** Of these event types alone. */
  types: readonly string[];
  state?: DeliveryState | undefined;
  /** By when it came to be, both included. */
  from?: Date | undefined;
  to?: Date | undefined;
  limit: number;
  offset: number;
}

/** A page of one endpoint's deliveries, newest first, with how many there are in all. Refuses with `not_found`. */
export async function listQueue({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ListQueue;
}): Promise<{ queued: QueuedDelivery[]; total: number }> {
  authorize(ctx, "webhooks:read");
  const { endpointId, types, state = null, from = null, to = null, limit, offset } = input;
  if (!(await findEndpoint(ctx, endpointId))) throw noSuchEndpoint(endpointId);
  const chosen = { endpointId, types: [...types], state, from, to, merchantId: merchantBound(ctx.actor) };
  const [rows, counted] = await Promise.all([
    query(PAGE, { ...chosen, limit, offset }),
    query(COUNT, chosen),
  ]);
  const queued = rows.map(
    ({
      merchantId,
      objectId,
      data,
      occurredAt,
      lastAttemptAt,
      lastDurationMs,
      ...delivery
    }): QueuedDelivery => {
      const { eventId, type, paymentId } = delivery;
      return {
        delivery,
        event: { eventId, type, merchantId, paymentId, objectId, data, occurredAt },
        lastAttempt: lastAttemptAt && { at: lastAttemptAt, durationMs: lastDurationMs },
      };
    },
  );
  return { queued, total: Number(counted[0]?.total ?? 0) };
}
