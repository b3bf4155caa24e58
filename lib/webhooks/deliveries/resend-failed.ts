import { recordAudit } from "@/lib/audit/record";
import { notifyOutbox } from "@/lib/db/outbox-notifications";
import { run, statement, transaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import type { ResendFailed } from "@/lib/webhooks/endpoints/schemas";
import { RESEND_DELIVERIES_MAX } from "@/lib/webhooks/limits";

const BATCH_ROWS = 1_000;

/** How many deliveries "send all failed again" would take; one more than RESEND_DELIVERIES_MAX says that there are more. */
export async function previewResendFailed({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ResendFailed;
}): Promise<number> {
  authorize(ctx, "webhooks:resend");
  const [row] = await run<{ count: number }>(COUNT, [
    input.endpointId,
    input.since,
    RESEND_DELIVERIES_MAX + 1,
  ]);
  return row?.count ?? 0;
}

/**
 * Sends again what was given up since a time, oldest first, at most RESEND_DELIVERIES_MAX. Asked twice at once, each
 * delivery is taken once.
 */
export async function resendFailed({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ResendFailed;
}): Promise<{ resent: number; left: number }> {
  authorize(ctx, "webhooks:resend");
  const resent = await transaction(async (tx) => {
    let count = 0;
    let batch = BATCH_ROWS;
    while (batch === BATCH_ROWS && count < RESEND_DELIVERIES_MAX) {
      const [row] = await run<{ count: number }>(
        RESEND,
        [input.endpointId, input.since, BATCH_ROWS, ctx.now],
        tx,
      );
      batch = row?.count ?? 0;
      count += batch;
    }
    if (count > 0) {
      await recordAudit(tx, ctx, {
        action: "webhook_delivery.all_failed_resent",
        objectType: "webhook_endpoint",
        objectId: input.endpointId ?? "all",
        data: { since: input.since.toISOString(), deliveries: count },
      });
    }
    return count;
  });
  notifyOutbox();
  return { resent, left: await previewResendFailed({ ctx, input }) };
}

// Parameters: 1 the one endpoint or null, 2 since when, 3 how many at most.
const CHOSEN = `
  SELECT d.id FROM webhook_delivery d JOIN webhook_endpoint e ON e.id = d.endpoint_id AND e.deleted_at IS NULL
  WHERE d.state = 'exhausted' AND ($1::uuid IS NULL OR d.endpoint_id = $1) AND d.created_at >= $2`;
const COUNT = statement(`SELECT count(*)::int AS count FROM (${CHOSEN} LIMIT $3) chosen`);
const RESEND = statement(`
  WITH chosen AS (${CHOSEN} ORDER BY d.created_at, d.id LIMIT $3 FOR NO KEY UPDATE OF d SKIP LOCKED),
  resent AS (
    UPDATE webhook_delivery SET state = 'pending', next_attempt_at = $4, round_attempts = 0, updated_at = $4
    WHERE id IN (SELECT id FROM chosen) AND state = 'exhausted'
    RETURNING id
  ) SELECT count(*)::int AS count FROM resent`);
