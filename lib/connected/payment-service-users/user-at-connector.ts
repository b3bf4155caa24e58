import { recordAudit } from "@/lib/audit/record";
import { paysOut } from "@/lib/connected/connectors/capabilities";
import { type InstalledConnector, whileInstalled } from "@/lib/connected/connectors/installed-connector";
import { connectorAt } from "@/lib/connected/connectors/one-connector";
import { canonicalProvider } from "@/lib/connected/ids";
import { prismaTransaction } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { lockUser } from "./user";

/** Which user at which connector, by their wire ids. */
export interface UserAtConnector {
  id: string;
  connectorID: string;
}

/**
 * Tells a connector of a user: once, however often and however simultaneously. Only the sandbox takes users; refuses any
 * other with `capability_not_supported`, and with `invalid_id` or `not_found`.
 */
export async function forwardUser({ ctx, input }: { ctx: Ctx; input: UserAtConnector }): Promise<void> {
  authorize(ctx, "payments:create");
  const connector = await connectorAt(ctx, input.connectorID);
  await whileInstalled(() =>
    prismaTransaction(async (tx) => {
      const { id: userId, merchantId } = await lockUser(tx, ctx, input.id);
      refuseUnlessTakes(connector, merchantId, input.connectorID);
      const { count } = await tx.db.paymentServiceUserConnector.createMany({
        data: [{ userId, connectorId: connector.id, createdAt: ctx.now }],
        skipDuplicates: true,
      });
      if (count === 0) return;
      const { provider, reference, name } = connector;
      await recordAudit(tx, ctx, {
        action: "payment_service_user.forwarded",
        objectType: "payment_service_user",
        objectId: userId,
        merchantId,
        data: { provider, reference, name },
      });
    }),
  );
}

/**
 * Takes a user away from a connector; the user stays. The id of the task, which is done. Refuses with `not_found` a user
 * of whom the connector was not told.
 */
export async function partUser({ ctx, input }: { ctx: Ctx; input: UserAtConnector }): Promise<string> {
  authorize(ctx, "payments:create");
  const connector = await connectorAt(ctx, input.connectorID);
  const taskId = newId();
  await prismaTransaction(async (tx) => {
    const { id: userId, merchantId } = await lockUser(tx, ctx, input.id);
    refuseUnlessTakes(connector, merchantId, input.connectorID);
    const where = { userId, connectorId: connector.id };
    const { count } = await tx.db.paymentServiceUserConnector.deleteMany({ where });
    if (count === 0)
      throw new Refused({
        code: "not_found",
        object: "payment service user at this connector",
        id: input.id,
      });
    const { provider, reference, name } = connector;
    await recordAudit(tx, ctx, {
      id: taskId,
      action: "payment_service_user.parted",
      objectType: "payment_service_user",
      objectId: userId,
      merchantId,
      data: { provider, reference, name },
    });
  });
  return taskId;
}

function refuseUnlessTakes(
  { provider, merchantId: of, enabled }: InstalledConnector,
  merchantId: string,
  id: string,
) {
  if (of !== null && of !== merchantId) throw new Refused({ code: "not_found", object: "connector", id });
  const message = !paysOut(canonicalProvider(provider))
    ? `a connector of ${provider} takes no payment service users; one of DUMMY-PAY does`
    : !enabled && "the connector is paused";
  if (message) throw new Refused({ code: "capability_not_supported", message });
}
