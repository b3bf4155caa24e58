import { query } from "@/lib/db/sql";
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
