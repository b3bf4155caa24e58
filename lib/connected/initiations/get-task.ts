import { z } from "zod";
import { prisma } from "@/lib/db/prisma";
import { queryOne } from "@/lib/db/sql";
import { FIND_TASK, type FindTaskRow } from "@/lib/generated/sql/connected/initiations/find-task";
import { readAnyId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";

export type InitiationTask = Omit<FindTaskRow, "state" | "provider" | "connectorReference"> & {
  state: FindTaskRow["state"] | "succeeded";
  /** Null where no connector had a part in it. */
  provider: string | null;
  connectorReference: string | null;
  /** Of the account that was made. */
  accountReference?: string | undefined;
};

/** What a connector was asked to do for an initiation, or what was done with it at once; refuses with `not_found`. */
export async function getTask({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<InitiationTask> {
  authorize(ctx, "payments:read");
  const id = readAnyId(input.id);
  const merchantId = merchantBound(ctx.actor);
  const found = id && ((await queryOne(FIND_TASK, { id, merchantId })) ?? (await doneAtOnce(id, merchantId)));
  if (!found) throw new Refused({ code: "not_found", object: "task", id: input.id });
  return found;
}

const DONE_AT_ONCE = [
  ...["connector.reset", "connector.uninstalled", "bank_account.forwarded"],
  ...["payment_service_user.deleted", "payment_service_user.parted"],
];
const DONE = z.object({
  provider: z.string().nullable().default(null),
  reference: z.string().nullable().default(null),
  accountReference: z.string().optional(),
});

// The line of the audit log is all there is to tell.
async function doneAtOnce(id: string, merchantId: string | null): Promise<InitiationTask | null> {
  const line = await prisma().auditEntry.findFirst({
    where: { id, action: { in: DONE_AT_ONCE }, ...(merchantId !== null && { merchantId }) },
  });
  if (!line) return null;
  const { provider, reference: connectorReference, accountReference } = DONE.parse(line.data);
  const at = { createdAt: line.occurredAt, finishedAt: line.occurredAt };
  const nothing = { declineCode: null, unsentReason: null, reference: null, type: null };
  return { id, state: "succeeded", provider, connectorReference, accountReference, ...at, ...nothing };
}
