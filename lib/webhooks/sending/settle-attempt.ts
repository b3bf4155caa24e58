import { recordAudit } from "@/lib/audit/record";
import { type Queryable, query, transaction } from "@/lib/db/sql";
import { ATTEMPT } from "@/lib/generated/sql/webhooks/sending/settle-attempt/attempt";
import { DELIVERY } from "@/lib/generated/sql/webhooks/sending/settle-attempt/delivery";
import { FAILED } from "@/lib/generated/sql/webhooks/sending/settle-attempt/failed";
import { FOLLOWERS } from "@/lib/generated/sql/webhooks/sending/settle-attempt/followers";
import { PAUSE } from "@/lib/generated/sql/webhooks/sending/settle-attempt/pause";
import { RECOVERED } from "@/lib/generated/sql/webhooks/sending/settle-attempt/recovered";
import { newId } from "@/lib/ids";
import { jobContext } from "@/lib/verb/context";
import type { Claimed } from "./claim";
import { FAILING_PAUSE_MS, nextAttemptAt } from "./schedule";
import type { SentDelivery } from "./send";

/**
 * Writes down what came of an attempt and what follows: delivered, due again, or given up; the endpoint failing, or
 * paused because it said 410 or has failed for five days.
 */
export async function settleAttempt(
  claimed: Claimed,
  requestHeaders: Record<string, string>,
  sent: SentDelivery,
  now: Date,
): Promise<void> {
  const { deliveryId, endpointId, subject, number } = claimed;
  const next = nextOf(claimed, sent, now);
  const delivered = sent.outcome === "delivered";
  await transaction(async (tx) => {
    // The endpoint before its deliveries, as whoever resumes or deletes it locks them.
    if (delivered) await query(RECOVERED, { endpointId }, tx);
    else if (sent.outcome !== "interrupted") await noteFailure(tx, endpointId, sent, now);
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
    const state = delivered ? "delivered" : next ? "pending" : "exhausted";
    const undone = sent.outcome === "interrupted" ? 1 : 0;
    await query(
      DELIVERY,
      { deliveryId, state, next, outcome: sent.outcome, statusCode: sent.statusCode, now, undone, number },
      tx,
    );
    // Those behind it are due with it, or, once it is out of the way, now.
    await query(FOLLOWERS, { endpointId, subject, outboxId: claimed.outboxId, next: next ?? now }, tx);
  });
}

function nextOf({ roundAttempts }: Claimed, { outcome, retryAfterMs }: SentDelivery, now: Date): Date | null {
  if (outcome === "delivered") return null;
  return outcome === "interrupted" ? now : nextAttemptAt(roundAttempts, now, retryAfterMs);
}

async function noteFailure(
  tx: Queryable,
  endpointId: string,
  { outcome }: SentDelivery,
  now: Date,
): Promise<void> {
  const [endpoint] = await query(FAILED, { endpointId, now }, tx);
  if (!endpoint) return;
  const since = endpoint.failingSince;
  const reason =
    outcome === "gone" ? "gone" : now.getTime() - since.getTime() >= FAILING_PAUSE_MS ? "failing" : null;
  if (reason === null) return;
  const paused = await query(PAUSE, { endpointId, reason, now }, tx);
  if (paused.length === 0) return;
  await recordAudit(tx, jobContext("webhooks", now, newId()), {
    action: "webhook_endpoint.paused",
    objectType: "webhook_endpoint",
    objectId: endpointId,
    merchantId: endpoint.merchantId,
    data: { reason, failingSince: since.toISOString() },
  });
}
