import { query, queryOne } from "@/lib/db/sql";
import { COUNT_UNAPPLIED } from "@/lib/generated/sql/connections/list-connections/count-unapplied";
import { LIST } from "@/lib/generated/sql/connections/list-connections/list";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { type Connection, toConnection } from "./connection";
import { CONNECTIONS_SHOWN_MAX } from "./limits";

/** Every connection and how it is doing: those in use first, then those that were disconnected. */
export async function listConnections({ ctx }: { ctx: Ctx }): Promise<Connection[]> {
  authorize(ctx, "providers:read");
  return (await query(LIST, { limit: CONNECTIONS_SHOWN_MAX })).map(toConnection);
}

/** How many connections have told something that could not be applied, and that waits for a person. */
export async function countUnapplied({ ctx }: { ctx: Ctx }): Promise<number> {
  authorize(ctx, "providers:read");
  const row = await queryOne(COUNT_UNAPPLIED, {});
  return row?.connections ?? 0;
}

/** Whether a connection is one of those. */
export function hasUnapplied({ eventsFailed }: Pick<Connection, "eventsFailed">): boolean {
  return eventsFailed > 0;
}
