import { query } from "@/lib/db/sql";
import { LIST } from "@/lib/generated/sql/connections/list-routes/list";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { type RouteList, toRoute } from "./routes";

/** Where payments go: the routes of all merchants, then those of each merchant that has some of its own. */
export async function listRoutes({ ctx }: { ctx: Ctx }): Promise<RouteList[]> {
  authorize(ctx, "providers:read");
  const lists = new Map<string | null, RouteList>([[null, { merchant: null, routes: [] }]]);
  for (const row of await query(LIST, {})) {
    const merchant = row.merchantId ? { id: row.merchantId, name: row.merchantName ?? "" } : null;
    const list = lists.get(row.merchantId) ?? { merchant, routes: [] };
    lists.set(row.merchantId, list);
    list.routes.push(toRoute(row));
  }
  return [...lists.values()];
}
