import { queryOne } from "@/lib/db/sql";
import { FIND_TASK, type FindTaskRow } from "@/lib/generated/sql/connected/initiations/find-task";
import { readAnyId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";

export type Task = FindTaskRow;

/** What a connector was asked to do for an initiation; refuses with `not_found`. */
export async function getTask({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<Task> {
  authorize(ctx, "payments:read");
  const id = readAnyId(input.id);
  const found = id && (await queryOne(FIND_TASK, { id, merchantId: merchantBound(ctx.actor) }));
  if (!found) throw new Refused({ code: "not_found", object: "task", id: input.id });
  return found;
}
