import { recordAudit } from "@/lib/audit/record";
import { forgetConnections } from "@/lib/connectors/connection";
import { refuseUnlessSame } from "@/lib/db/made-before";
import { type PrismaTransaction, prismaTransaction, query } from "@/lib/db/sql";
import { LIST, type ListRow } from "@/lib/generated/sql/connections/list-routes/list";
import { PLACE } from "@/lib/generated/sql/connections/set-routes/place";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused, refuseField } from "@/lib/verb/problem";
import { ROUTES_MAX } from "./limits";
import { lockEveryConnection } from "./lock";
import { refuseUnfitRoute } from "./refuse-route";
import type { AddedRoute, SetRoutes } from "./schemas";

/**
 * Sets the whole list of routes of one merchant, or of all merchants: in which order they are tried, which are taken away,
 * and one that is added. Refuses with `conflict` where the list is no longer the one the form showed.
 */
export async function setRoutes({ ctx, input }: { ctx: Ctx; input: SetRoutes }): Promise<{ routes: number }> {
  authorize(ctx, "providers:manage");
  await prismaTransaction(async (tx) => {
    await lockEveryConnection(tx);
    const everywhere = await query(LIST, {}, tx);
    const before = everywhere.filter(({ merchantId }) => merchantId === input.merchantId);
    if (isDone(before, input)) return;
    refuseOtherRoute(ctx, everywhere, input);
    refuseOtherList(before, input);
    if (input.added && input.order.length > ROUTES_MAX)
      refuseField(
        "added.connectionId",
        "not_allowed",
        `There are ${ROUTES_MAX} routes in this list, the most there can be. Take one away first.`,
      );
    if (input.added) await refuseUnfitRoute(tx, input.merchantId, input.added, everywhere);
    await write(tx, ctx, before, input);
    const after = (await query(LIST, {}, tx)).filter(({ merchantId }) => merchantId === input.merchantId);
    await recordAudit(tx, ctx, {
      action: "connection_routes.set",
      objectType: "connection_routes",
      objectId: input.merchantId ?? "all",
      merchantId: input.merchantId,
      data: { from: before.map(toData), to: after.map(toData) },
    });
  });
  forgetConnections();
  return { routes: input.order.length };
}

/** The same form sent again finds the list as it made it. */
function isDone(before: readonly ListRow[], { order, added }: SetRoutes): boolean {
  if (!sameIds(before, order)) return false;
  return !added || before.some((stored) => stored.id === added.id && sameRule(stored, added));
}

/** The form's route is there, and its list is not as the form makes it: it says something else now. */
function refuseOtherRoute(ctx: Ctx, everywhere: readonly ListRow[], { merchantId, added }: SetRoutes): void {
  const there = added && everywhere.find(({ id }) => id === added.id);
  if (there) refuseUnlessSame(ctx, there, { merchantId, ...added });
}

function refuseOtherList(before: readonly ListRow[], { seenIds, order, added }: SetRoutes): void {
  const known = new Set([...seenIds, ...(added ? [added.id] : [])]);
  const fits = new Set(order).size === order.length && order.every((id) => known.has(id));
  if (sameIds(before, seenIds) && fits && (!added || order.includes(added.id))) return;
  throw new Refused({
    code: "conflict",
    message: "The routes were changed since this page was loaded. Reload it.",
  });
}

async function write(
  tx: PrismaTransaction,
  ctx: Ctx,
  before: readonly ListRow[],
  { merchantId, order, added }: SetRoutes,
): Promise<void> {
  const gone = before.map(({ id }) => id).filter((id) => !order.includes(id));
  if (gone.length > 0) await tx.db.connectionRoute.deleteMany({ where: { id: { in: gone } } });
  if (added)
    await tx.db.connectionRoute.create({ data: { ...added, merchantId, position: 0, createdAt: ctx.now } });
  await query(PLACE, { ids: [...order] }, tx);
}

const sameIds = (rows: readonly { id: string }[], ids: readonly string[]) =>
  rows.map(({ id }) => id).join() === ids.join();

function sameRule(stored: ListRow, added: AddedRoute): boolean {
  return (
    stored.kind === added.kind &&
    stored.connectionId === added.connectionId &&
    stored.currencies.join() === added.currencies.join() &&
    stored.minimumMinor === added.minimumMinor &&
    stored.maximumMinor === added.maximumMinor
  );
}

/** A route as the audit log tells it: what decided for payments of that time is found there. */
const toData = ({ id, kind, currencies, minimumMinor, maximumMinor, connectionName }: ListRow) => ({
  ...{ id, kind, connection: connectionName },
  ...(currencies.length > 0 && { currencies: currencies.join(" ") }),
  ...(minimumMinor !== null && { minimumMinor: String(minimumMinor) }),
  ...(maximumMinor !== null && { maximumMinor: String(maximumMinor) }),
});
