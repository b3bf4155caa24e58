import type { z } from "zod";
import { getAccount } from "@/lib/connected/connectors/account";
import type { InstalledConnector } from "@/lib/connected/connectors/installed-connector";
import { encodeAccountId } from "@/lib/connected/ids";
import { newId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { problemOf, refuseField } from "@/lib/verb/problem";
import { createInitiation, refuseUnlessPaysOut } from "./create-initiation";
import type { Initiation } from "./initiation";
import type { transferBody } from "./wire";

/**
 * Notes a transfer between two accounts of a connector, as a transfer initiation that waits for its approval: the dialect
 * gives a transfer no reference, so that one sent twice is two, of which neither has moved anything.
 */
export async function transferWithin({
  ctx,
  input: { connector, amount, asset, source, destination },
}: {
  ctx: Ctx;
  input: z.output<typeof transferBody> & { connector: InstalledConnector };
}): Promise<Initiation> {
  authorize(ctx, "payments:initiate");
  refuseUnlessPaysOut(connector);
  const destinationAccountID = await accountOf(ctx, connector, "destination", destination);
  const sourceAccountID = source ? await accountOf(ctx, connector, "source", source) : null;
  const input = {
    reference: newId(),
    scheduledAt: ctx.now,
    connectorID: connector,
    description: `Transfer to ${destination}`,
    type: "TRANSFER" as const,
    amount,
    asset,
    sourceAccountID,
    destinationAccountID,
  };
  return createInitiation({ ctx, input });
}

async function accountOf(
  ctx: Ctx,
  connector: InstalledConnector,
  path: string,
  reference: string,
): Promise<string> {
  const id = encodeAccountId({ connector, reference });
  await getAccount({ ctx, input: { id } }).catch((err: unknown) => {
    if (problemOf(err)?.code !== "not_found" && problemOf(err)?.code !== "invalid_id") throw err;
    refuseField(path, "invalid_value", "is not the reference of an account of this connector");
  });
  return id;
}
