import { runUnprepared } from "@/lib/db/sql";
import { type Direction, keyset, readKeysetPage } from "@/lib/search/keyset";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { DELIVERIES_PER_PAGE } from "@/lib/webhooks/limits";
import { DELIVERY_COLUMNS, DELIVERY_JOINS, type Delivery } from "./delivery";
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
  const { where, values } = deliveryConditions(search, ctx.now, timeZone);
  const read = (cursor: string | undefined, direction: Direction, limit: number) => {
    const { beyond, order, values: place } = keyset("d", cursor, direction, values.length);
    return runUnprepared<Delivery & Record<string, unknown>>(
      `SELECT ${DELIVERY_COLUMNS}
       FROM (SELECT * FROM webhook_delivery d WHERE ${where} ${beyond} ORDER BY ${order} LIMIT ${limit}) d
       ${DELIVERY_JOINS} ORDER BY ${order}`,
      [...values, ...place],
    );
  };
  return readKeysetPage(search, rowsMax, read);
}
