import { query } from "@/lib/db/sql";
import { LIST, type ListRow } from "@/lib/generated/sql/connections/latest-events/list";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { EVENTS_SHOWN_MAX } from "./limits";

/** Something a provider told, and what became of it here. */
export type ShownEvent = ListRow;

/** What a connection was last told, newest first: all of it, or what could not be applied. */
export async function latestEvents({
  ctx,
  input: { connectionId, failedOnly },
}: {
  ctx: Ctx;
  input: { connectionId: string; failedOnly: boolean };
}): Promise<ShownEvent[]> {
  authorize(ctx, "providers:read");
  return query(LIST, {
    connectionId,
    limit: EVENTS_SHOWN_MAX,
    ...(failedOnly && { state: "failed" as const }),
  });
}
