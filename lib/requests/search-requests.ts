import { onReplica } from "@/lib/db/replicas";
import { queryComposed } from "@/lib/db/sql";
import { SEARCH_REQUESTS } from "@/lib/generated/sql/requests/search-requests";
import { cursorOf, type Direction, readKeysetPage } from "@/lib/search/keyset";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { LOOKED_THROUGH_MAX } from "./limits";
import type { RequestLine } from "./request";
import { requestIdsOfPayment } from "./requests-of-payment";
import type { RequestSearch } from "./search";
import { requestConditions } from "./search-conditions";

export const REQUESTS_PER_PAGE = 50;

export interface RequestPage {
  rows: RequestLine[];
  older: string | null;
  newer: string | null;
}

/** A page of the request log, newest first, by keyset. */
export async function searchRequests({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { search: RequestSearch; timeZone: string };
}): Promise<RequestPage> {
  authorize(ctx, "requests:read");
  const { search, timeZone } = input;
  const { payment } = search;
  const ofPayment = payment ? await onReplica(() => requestIdsOfPayment(payment)) : null;
  const { found, narrowed, values } = requestConditions(search, { ofPayment, timeZone });
  const read = (cursor: string | undefined, direction: Direction, limit: number) => {
    const [sign, order] = direction === "older" ? ["<", "DESC"] : [">", "ASC"];
    const place = cursor ? [cursor.split("_")[1]] : [];
    const beyond = cursor ? `AND r.id ${sign} $${values.length + 1}::uuid` : "";
    const page = `ORDER BY r.id ${order} LIMIT`;
    const lines = {
      found: `WHERE ${found} ${beyond} ${page} ${LOOKED_THROUGH_MAX}`,
      narrowed: `WHERE ${narrowed} ${page} ${limit}`,
    };
    return queryComposed(SEARCH_REQUESTS, lines, [...values, ...place]);
  };
  return onReplica(() => readKeysetPage(search, REQUESTS_PER_PAGE, read, cursorOf));
}
