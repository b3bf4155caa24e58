import { recordAudit } from "@/lib/audit/record";
import { run, statement, transaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { lockEndpoint } from "./read-endpoint";
import type { NameEndpoint } from "./schemas";

/** Ends an endpoint for good, its secrets with it. What was sent stays to be looked at; what waits is given up. */
export async function deleteEndpoint({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: NameEndpoint;
}): Promise<{ givenUp: number }> {
  authorize(ctx, "webhooks:manage");
  return transaction(async (tx) => {
    const endpoint = await lockEndpoint(tx, input.id);
    await run(DELETE, [input.id, ctx.now], tx);
    await run(FORGET_SECRETS, [input.id], tx);
    const [counted] = await run<{ count: number }>(GIVE_UP, [input.id, ctx.now], tx);
    const givenUp = counted?.count ?? 0;
    await recordAudit(tx, ctx, {
      action: "webhook_endpoint.deleted",
      objectType: "webhook_endpoint",
      objectId: input.id,
      merchantId: endpoint.merchant?.id,
      data: { url: endpoint.url, givenUp },
    });
    return { givenUp };
  });
}

const DELETE = statement("UPDATE webhook_endpoint SET deleted_at = $2, updated_at = $2 WHERE id = $1");
const FORGET_SECRETS = statement("DELETE FROM webhook_secret WHERE endpoint_id = $1");
const GIVE_UP = statement(`
  WITH given_up AS (
    UPDATE webhook_delivery
    SET state = 'exhausted', next_attempt_at = NULL, sending = false, last_outcome = NULL, updated_at = $2
    WHERE endpoint_id = $1 AND state = 'pending'
    RETURNING id
  ) SELECT count(*)::int AS count FROM given_up`);
