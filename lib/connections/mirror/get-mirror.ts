import { connectionById, connectorFor, hasLiveConnection } from "@/lib/connectors/connection";
import { queryOne } from "@/lib/db/sql";
import { GET, type GetRow } from "@/lib/generated/sql/connections/mirror/get";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";

/** How far an account has been read, and how it goes. */
export type ShownMirror = GetRow;

export interface MirrorOfConnection {
  /** Null where it was never turned on. */
  mirror: ShownMirror | null;
  /** Why it is not read, where that is not somebody's choice; null where it may be. */
  hindered: string | null;
}

/** The mirror of a connection in use; null where its provider has none. */
export async function getMirror({
  ctx,
  input: { id },
}: {
  ctx: Ctx;
  input: { id: string };
}): Promise<MirrorOfConnection | null> {
  authorize(ctx, "providers:read");
  const connection = await connectionById(id);
  if (connection.disconnectedAt || !connectorFor(connection).mirror) return null;
  const isTestAmongLive = !connection.live && (await hasLiveConnection());
  return {
    mirror: await queryOne(GET, { connectionId: id }),
    hindered: isTestAmongLive ? "Test payments are not read where real money moves." : null,
  };
}
