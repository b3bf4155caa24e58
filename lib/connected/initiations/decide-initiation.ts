import { recordAudit } from "@/lib/audit/record";
import { type Queryable, query, transaction } from "@/lib/db/sql";
import { DECIDE } from "@/lib/generated/sql/connected/initiations/decide";
import { DELETE } from "@/lib/generated/sql/connected/initiations/delete";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { getInitiation, type Initiation, initiationById, lockInitiation } from "./initiation";
import { askFor, type BegunSending, beginSending, explained } from "./send-initiation";

/**
 * Approves an initiation, and sends its money at once where its day has come: once, however often and however
 * simultaneously it is approved. Refuses with `conflict` one that was rejected, and one whose money could not be sent now: it
 * waits as before.
 */
export async function approveInitiation({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string };
}): Promise<Initiation> {
  authorize(ctx, "payments:approve");
  const { uuid } = await getInitiation({ ctx, input });
  await askFor(ctx, await explained(transaction((tx) => approveIn(tx, ctx, uuid))));
  return initiationById(uuid);
}

/** The same inside a transaction that is already open: what the connector is to be asked once it is kept. */
export async function approveIn(tx: Queryable, ctx: Ctx, uuid: string): Promise<BegunSending | null> {
  const initiation = await decideIn(tx, ctx, uuid, "approved");
  const { scheduledAt, unsentReason } = initiation;
  return scheduledAt <= ctx.now && unsentReason === null ? beginSending(tx, ctx, initiation) : null;
}

/** Rejects an initiation that waits. Refuses with `conflict` one that was approved. */
export async function rejectInitiation({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string };
}): Promise<Initiation> {
  authorize(ctx, "payments:approve");
  const { uuid } = await getInitiation({ ctx, input });
  return transaction((tx) => decideIn(tx, ctx, uuid, "rejected"));
}

/** Takes back an initiation that waits or was rejected. Refuses with `conflict` any other; its reference stays taken. */
export async function deleteInitiation({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<void> {
  authorize(ctx, "payments:initiate");
  const { uuid } = await getInitiation({ ctx, input });
  await transaction(async (tx) => {
    const { decision, merchantId } = await lockInitiation(tx, uuid);
    if (decision === "approved")
      throw new Refused({ code: "conflict", message: "an approved payment initiation is not deleted" });
    await query(DELETE, { id: uuid, now: ctx.now }, tx);
    await audit(tx, ctx, { uuid, merchantId }, "deleted");
  });
}

async function decideIn(
  tx: Queryable,
  ctx: Ctx,
  uuid: string,
  decision: "approved" | "rejected",
): Promise<Initiation> {
  const locked = await lockInitiation(tx, uuid);
  if (locked.decision === decision) return locked;
  if (locked.decision !== null)
    throw new Refused({
      code: "conflict",
      message: `the payment initiation was ${locked.decision} before`,
    });
  await query(DECIDE, { id: uuid, decision, now: ctx.now }, tx);
  await audit(tx, ctx, locked, decision);
  return initiationById(uuid, tx);
}

function audit(
  tx: Queryable,
  ctx: Ctx,
  { uuid, merchantId }: Pick<Initiation, "uuid" | "merchantId">,
  what: "approved" | "rejected" | "deleted",
): Promise<void> {
  return recordAudit(tx, ctx, {
    action: `payment_initiation.${what}`,
    objectType: "payment_initiation",
    objectId: uuid,
    merchantId,
  });
}
