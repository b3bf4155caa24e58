import { recordAudit } from "@/lib/audit/record";
import { type Queryable, run, statement, transaction } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { jobContext } from "@/lib/verb/context";
import type { Claimed } from "./claim";
import { FAILING_PAUSE_MS, nextAttemptAt } from "./schedule";
import type { Sent } from "./send";

/**
 * Writes down what came of an attempt and what follows: delivered, due again, or given up; the endpoint failing, or
 * paused because it said 410 or has failed for five days.
 */
export async function settleAttempt(
  claimed: Claimed,
  requestHeaders: Record<string, string>,
  sent: Sent,
  now: Date,
): Promise<void> {
  const { deliveryId, endpointId, subject, number } = claimed;
  const next = nextOf(claimed, sent, now);
  const delivered = sent.outcome === "delivered";
  await transaction(async (tx) => {
    // The endpoint before its deliveries, as whoever resumes or deletes it locks them.
    if (delivered) await run(RECOVERED, [endpointId], tx);
    else if (sent.outcome !== "interrupted") await noteFailure(tx, endpointId, sent, now);
    await run(
      ATTEMPT,
      [
        deliveryId,
        number,
        sent.outcome,
        sent.detail,
        sent.address,
        JSON.stringify(requestHeaders),
        sent.statusCode,
        JSON.stringify(sent.answerHeaders),
        sent.answerBody,
        sent.answerCut,
        sent.durationMs,
      ],
      tx,
    );
    const state = delivered ? "delivered" : next ? "pending" : "exhausted";
    const undone = sent.outcome === "interrupted" ? 1 : 0;
    await run(DELIVERY, [deliveryId, state, next, sent.outcome, sent.statusCode, now, undone], tx);
    // Those behind it are due with it, or, once it is out of the way, now.
    await run(FOLLOWERS, [endpointId, subject, claimed.outboxId, next ?? now], tx);
  });
}

function nextOf({ roundAttempts }: Claimed, { outcome, retryAfterMs }: Sent, now: Date): Date | null {
  if (outcome === "delivered") return null;
  return outcome === "interrupted" ? now : nextAttemptAt(roundAttempts, now, retryAfterMs);
}

async function noteFailure(tx: Queryable, endpointId: string, { outcome }: Sent, now: Date): Promise<void> {
  const [endpoint] = await run<{ failingSince: Date; merchantId: string | null }>(
    FAILED,
    [endpointId, now],
    tx,
  );
  if (!endpoint) return;
  const since = endpoint.failingSince;
  const reason =
    outcome === "gone" ? "gone" : now.getTime() - since.getTime() >= FAILING_PAUSE_MS ? "failing" : null;
  if (reason === null) return;
  const paused = await run(PAUSE, [endpointId, reason, now], tx);
  if (paused.length === 0) return;
  await recordAudit(tx, jobContext("webhooks", now, newId()), {
    action: "webhook_endpoint.paused",
    objectType: "webhook_endpoint",
    objectId: endpointId,
    merchantId: endpoint.merchantId,
    data: { reason, failingSince: since.toISOString() },
  });
}

const ATTEMPT = statement(`
  UPDATE webhook_attempt SET outcome = $3, detail = $4, address = $5, request_headers = $6, status_code = $7,
    answer_headers = $8, answer_body = $9, answer_cut = $10, duration_ms = $11
  WHERE delivery_id = $1 AND number = $2`);

const DELIVERY = statement(`
  UPDATE webhook_delivery SET state = $2, next_attempt_at = $3, sending = false, last_outcome = $4,
    last_status_code = $5, updated_at = $6, round_attempts = greatest(0, round_attempts - $7::int)
  WHERE id = $1 AND sending`);

const FOLLOWERS = statement(`
  UPDATE webhook_delivery SET next_attempt_at = $4
  WHERE endpoint_id = $1 AND subject = $2 AND state = 'pending' AND outbox_id > $3 AND NOT sending`);

const RECOVERED = statement(
  "UPDATE webhook_endpoint SET failing_since = NULL WHERE id = $1 AND failing_since IS NOT NULL",
);

const FAILED = statement(`
  UPDATE webhook_endpoint SET failing_since = coalesce(failing_since, $2) WHERE id = $1
  RETURNING failing_since AS "failingSince", merchant_id AS "merchantId"`);

const PAUSE = statement(`
  UPDATE webhook_endpoint SET state = 'paused', paused_reason = $2, paused_at = $3, updated_at = $3
  WHERE id = $1 AND state = 'active' RETURNING id`);
