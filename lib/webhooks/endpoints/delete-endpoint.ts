import { recordAudit } from "@/lib/audit/record";
import { query, run, statement, transaction } from "@/lib/db/sql";
import { FORGET_SECRETS } from "@/lib/generated/sql/webhooks/endpoints/delete-endpoint/forget-secrets";
import { GIVE_UP } from "@/lib/generated/sql/webhooks/endpoints/delete-endpoint/give-up";
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
    await query(FORGET_SECRETS, { id: input.id }, tx);
    const [counted] = await query(GIVE_UP, { id: input.id, now: ctx.now }, tx);
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
