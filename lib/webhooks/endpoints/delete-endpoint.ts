import { recordAudit } from "@/lib/audit/record";
import { prismaTransaction, query } from "@/lib/db/sql";
import { GIVE_UP } from "@/lib/generated/sql/webhooks/endpoints/delete-endpoint/give-up";
import { type Ctx, deploymentTime } from "@/lib/verb/context";
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
  return prismaTransaction(async (tx) => {
    const endpoint = await lockEndpoint(tx, ctx, input.id);
    const { id } = input;
    await tx.db.webhookEndpoint.update({
      where: { id },
      data: { deletedAt: deploymentTime(ctx), updatedAt: deploymentTime(ctx) },
    });
    await tx.db.webhookSecret.deleteMany({ where: { endpointId: id } });
    const [counted] = await query(GIVE_UP, { id: input.id, now: deploymentTime(ctx) }, tx);
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
