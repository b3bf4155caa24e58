import { recordAudit } from "@/lib/audit/record";
import { notifyOutbox } from "@/lib/db/outbox-notifications";
import { query, transaction } from "@/lib/db/sql";
import { COUNT } from "@/lib/generated/sql/webhooks/deliveries/resend-failed/count";
import { RESEND } from "@/lib/generated/sql/webhooks/deliveries/resend-failed/resend";
import { type Ctx, deploymentTime } from "@/lib/verb/context";
import { authorize, refuseBeyondMerchant } from "@/lib/verb/permissions";
import { findEndpoint, noSuchEndpoint } from "@/lib/webhooks/endpoints/read-endpoint";
import type { ResendCounted, ResendFailed } from "@/lib/webhooks/endpoints/schemas";
import { RESEND_DELIVERIES_MAX } from "@/lib/webhooks/limits";

const BATCH_ROWS = 1_000;

/**
 * How many deliveries "send all failed again" would take, and when that was counted; one more than RESEND_DELIVERIES_MAX
 * says that there are more.
 */
export async function previewResendFailed({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ResendFailed;
}): Promise<{ count: number; countedAt: Date }> {
  authorize(ctx, "webhooks:resend");
  await refuseUnseen(ctx, input);
  return {
    count: await countFailed({ ...input, countedAt: deploymentTime(ctx) }),
    countedAt: deploymentTime(ctx),
  };
}

// Whoever is bound to a merchant names one of its endpoints.
async function refuseUnseen(ctx: Ctx, { endpointId }: ResendFailed): Promise<void> {
  if (endpointId === null) refuseBeyondMerchant(ctx, null);
  else if (!(await findEndpoint(ctx, endpointId))) throw noSuchEndpoint(endpointId);
}

function chosenBy({ endpointId, since, countedAt, types, until }: ResendCounted) {
  return { endpointId, since, countedAt, types: types ?? null, until: until ?? null };
}

async function countFailed(input: ResendCounted): Promise<number> {
  const [row] = await query(COUNT, { ...chosenBy(input), resendDeliveriesMax: RESEND_DELIVERIES_MAX + 1 });
  return row?.count ?? 0;
}

/**
 * Sends again what was given up since a time, as it was counted, oldest first, at most RESEND_DELIVERIES_MAX. Asked twice,
 * at once or because no answer came, each delivery is taken once.
 */
export async function resendFailed({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ResendCounted;
}): Promise<{ resent: number; left: number }> {
  authorize(ctx, "webhooks:resend");
  await refuseUnseen(ctx, input);
  const resent = await transaction(async (tx) => {
    let count = 0;
    let batch = BATCH_ROWS;
    while (batch === BATCH_ROWS && count < RESEND_DELIVERIES_MAX) {
      const [row] = await query(
        RESEND,
        { ...chosenBy(input), batchRows: BATCH_ROWS, now: deploymentTime(ctx) },
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
  return { resent, left: await countFailed(input) };
}
