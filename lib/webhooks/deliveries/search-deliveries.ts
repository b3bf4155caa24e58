import { onReplica } from "@/lib/db/replicas";
import { queryComposed } from "@/lib/db/sql";
import { SEARCH_DELIVERIES } from "@/lib/generated/sql/webhooks/deliveries/search-deliveries";
import { cursorOf, type Direction, keyset, readKeysetPage } from "@/lib/search/keyset";
import { type Ctx, deploymentTime } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { DELIVERIES_PER_PAGE } from "@/lib/webhooks/limits";
import type { Delivery } from "./delivery";
import { deliveryConditions } from "./delivery-conditions";
import type { DeliverySearch } from "./delivery-search";

export interface DeliveryPage {
  rows: Delivery[];
  older: string | null;
  newer: string | null;
}

export interface SearchDeliveries {
  search: DeliverySearch;
  timeZone: string;
  rowsMax?: number;
}

/** A page of deliveries, newest first, by keyset. */
export async function searchDeliveries({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: SearchDeliveries;
}): Promise<DeliveryPage> {
  authorize(ctx, "webhooks:read");
  const { search, timeZone, rowsMax = DELIVERIES_PER_PAGE } = input;
  const { where, values } = deliveryConditions(
    search,
    deploymentTime(ctx),
    timeZone,
    merchantBound(ctx.actor),
  );
  const read = (cursor: string | undefined, direction: Direction, limit: number) => {
    const { beyond, order, values: place } = keyset("d", cursor, direction, values.length);
    const found = `SELECT * FROM webhook_delivery d WHERE ${where} ${beyond} ORDER BY ${order} LIMIT ${limit}`;
    return queryComposed(SEARCH_DELIVERIES, { found, order: `ORDER BY ${order}` }, [...values, ...place]);
  };
  return onReplica(() => readKeysetPage(search, rowsMax, read, cursorOf));
}
