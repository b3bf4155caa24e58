import { query } from "@/lib/db/sql";
import { ATTEMPTS } from "@/lib/generated/sql/webhooks/deliveries/get-delivery/attempts";
import { EVENT } from "@/lib/generated/sql/webhooks/deliveries/get-delivery/event";
import { EXCHANGE } from "@/lib/generated/sql/webhooks/deliveries/get-delivery/exchange";
import { FIND } from "@/lib/generated/sql/webhooks/deliveries/get-delivery/find";
import { readAnyId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { ATTEMPTS_SHOWN_MAX } from "@/lib/webhooks/limits";
import { payloadOf, type ToldEvent } from "@/lib/webhooks/sending/payload";
import type { Delivery } from "./delivery";
import type { DeliveryOutcome } from "./outcomes";

/** One time it was sent. */
export interface DeliveryAttempt {
  number: number;
  startedAt: Date;
  /** Absent, like the outcome, while it lasts. */
  durationMs: number | null;
  outcome: DeliveryOutcome | null;
  statusCode: number | null;
}

/** What was sent that time, and what came back. */
export interface AttemptExchange extends DeliveryAttempt {
  detail: string | null;
  /** The address that was connected to. */
  address: string | null;
  requestHeaders: Record<string, string>;
  answerHeaders: Record<string, string>;
  answerBody: string;
  /** Whether the answer went on after what was kept. */
  answerCut: boolean;
  /** Whether what it was is no longer known. */
  answerForgotten: boolean;
}

export interface DeliveryDetail {
  delivery: Delivery;
  event: ToldEvent & { requestId: string };
  /** The exact text that is sent. */
  payload: string;
  /** The latest ATTEMPTS_SHOWN_MAX, latest first. */
  attempts: DeliveryAttempt[];
  /** The attempt that was asked for, or the latest; null before the first. */
  shown: AttemptExchange | null;
}

/** One delivery by its id in any spelling: what is sent, every attempt, and one of them whole. */
export async function getDelivery({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string; attempt?: number | undefined };
}): Promise<DeliveryDetail> {
  authorize(ctx, "webhooks:read");
  const id = readAnyId(input.id);
  const [delivery] = id ? await query(FIND, { id, merchantId: merchantBound(ctx.actor) }) : [];
  if (!id || !delivery) throw new Refused({ code: "not_found", object: "webhook delivery", id: input.id });
  const [[event], attempts] = await Promise.all([
    query(EVENT, { id }),
    query(ATTEMPTS, { id, attemptsShownMax: ATTEMPTS_SHOWN_MAX }),
  ]);
  if (!event) throw new Error("A delivery's event is not there.");
  const [latest] = attempts;
  const asked = input.attempt ?? latest?.number;
  const [shown] = asked ? await query(EXCHANGE, { id, asked }) : [];
  return { delivery, event, payload: payloadOf(event), attempts, shown: shown ?? null };
}
