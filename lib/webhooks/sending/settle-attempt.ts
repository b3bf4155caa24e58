import { recordAudit } from "@/lib/audit/record";
import { type Queryable, query, transaction } from "@/lib/db/sql";
import { together } from "@/lib/db/together";
import { ATTEMPT } from "@/lib/generated/sql/webhooks/sending/settle-attempt/attempt";
import { DELIVERED } from "@/lib/generated/sql/webhooks/sending/settle-attempt/delivered";
import { DELIVERY } from "@/lib/generated/sql/webhooks/sending/settle-attempt/delivery";
import { FAILED } from "@/lib/generated/sql/webhooks/sending/settle-attempt/failed";
import { FOLLOWERS } from "@/lib/generated/sql/webhooks/sending/settle-attempt/followers";
import { PAUSE } from "@/lib/generated/sql/webhooks/sending/settle-attempt/pause";
import { newId } from "@/lib/ids";
import { jobContext } from "@/lib/verb/context";
import type { Claimed } from "./claim";
import { FAILING_PAUSE_MS, nextAttemptAt } from "./schedule";
import type { SentDelivery } from "./send";

/** An attempt that has been made, and what came of it. */
export interface MadeAttempt {
  claimed: Claimed;
  requestHeaders: Record<string, string>;
  sent: SentDelivery;
  now: Date;
}

/** How many deliveries one statement settles at most. */
export const SETTLED_PER_STATEMENT_MAX = 64;

/** How long they are gathered. */
export const SETTLE_GATHER_MS = 10;

/**
 * Writes down what came of an attempt and what follows: delivered, due again, or given up; the endpoint failing, or
 * paused because it said 410 or has failed for five days. Again it changes nothing.
 */
export async function settleAttempt(made: MadeAttempt): Promise<void> {
  await (made.sent.outcome === "delivered" ? settleDelivered(made) : settleFailed(made));
}

/** What is delivered at the same moment is settled in one statement. */
const settleDelivered = together(
  async (made: readonly MadeAttempt[]) => {
    const now = new Date(Math.max(...made.map((each) => each.now.getTime())));
    await query(DELIVERED, {
      endpointIds: made.map(({ claimed }) => claimed.endpointId),
      deliveryIds: made.map(({ claimed }) => claimed.deliveryId),
      numbers: made.map(({ claimed }) => claimed.number),
      subjects: made.map(({ claimed }) => claimed.subject),
      outboxIds: made.map(({ claimed }) => claimed.outboxId),
      addresses: made.map(({ sent }) => sent.address ?? ""),
      requestHeaders: made.map(({ requestHeaders }) => JSON.stringify(requestHeaders)),
      statusCodes: made.map(({ sent }) => sent.statusCode ?? 0),
      answerHeaders: made.map(({ sent }) => JSON.stringify(sent.answerHeaders)),
      answerBodies: made.map(({ sent }) => sent.answerBody),
      answersCut: made.map(({ sent }) => sent.answerCut),
      durationsMs: made.map(({ sent }) => sent.durationMs),
      now,
    });
    return made;
  },
  { perStatementMax: SETTLED_PER_STATEMENT_MAX, atOnceMax: 1, gatherMs: SETTLE_GATHER_MS },
);

async function settleFailed({ claimed, requestHeaders, sent, now }: MadeAttempt): Promise<void> {
  const { deliveryId, endpointId, subject, number } = claimed;
  await transaction(async (tx) => {
    // The endpoint before its deliveries, as whoever resumes or deletes it locks them.
    const interrupted = sent.outcome === "interrupted" || !(await noteFailure(tx, claimed, sent, now));
    const next = interrupted ? now : nextAttemptAt(claimed.roundAttempts, now, sent.retryAfterMs);
    await query(
      ATTEMPT,
      {
        deliveryId,
        number,
        outcome: sent.outcome,
        detail: sent.detail,
        address: sent.address,
        requestHeaders,
        statusCode: sent.statusCode,
        answerHeaders: sent.answerHeaders,
        answerBody: sent.answerBody,
        answerCut: sent.answerCut,
        durationMs: sent.durationMs,
      },
      tx,
    );
    const state = next ? "pending" : "exhausted";
    const undone = interrupted ? 1 : 0;
    await query(
      DELIVERY,
      { deliveryId, state, next, outcome: sent.outcome, statusCode: sent.statusCode, now, undone, number },
      tx,
    );
    // Those behind it are due with it, or, once it is out of the way, now.
    await query(FOLLOWERS, { endpointId, subject, outboxId: claimed.outboxId, next: next ?? now }, tx);
  });
}

/** Says whether it is the endpoint that failed: not where it has another address by now, which was not tried. */
async function noteFailure(
  tx: Queryable,
  { endpointId, url }: Claimed,
  { outcome }: SentDelivery,
  now: Date,
): Promise<boolean> {
  const [endpoint] = await query(FAILED, { endpointId, now, url }, tx);
  if (!endpoint) return false;
  const since = endpoint.failingSince;
  const reason =
    outcome === "gone" ? "gone" : now.getTime() - since.getTime() >= FAILING_PAUSE_MS ? "failing" : null;
  if (reason === null) return true;
  const paused = await query(PAUSE, { endpointId, reason, now }, tx);
  if (paused.length === 0) return true;
  await recordAudit(tx, jobContext("webhooks", now, newId()), {
    action: "webhook_endpoint.paused",
    objectType: "webhook_endpoint",
    objectId: endpointId,
    merchantId: endpoint.merchantId,
    data: { reason, failingSince: since.toISOString() },
  });
  return true;
}
