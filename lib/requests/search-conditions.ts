import { daysOf } from "@/lib/search/days";
import { containing } from "@/lib/text/search-key";
import { firstIdAt } from "./request-id";
import type { RequestSearch } from "./search";

/** A search as SQL over `request_log r`, without its page: what an index finds, and what is looked for among that. */
export interface RequestConditions {
  found: string;
  narrowed: string;
  values: unknown[];
}

/** `ofPayment` are the ids of a payment's requests; `timeZone` is where the reader's days begin. */
export function requestConditions(
  search: RequestSearch,
  { ofPayment, timeZone }: { ofPayment: readonly string[] | null; timeZone: string },
): RequestConditions {
  const found = ["true"];
  const narrowed = ["true"];
  const values: unknown[] = [];
  const value = (given: unknown) => `$${values.push(given)}`;
  if (search.key) found.push(`r.key_id = ${value(search.key)}::uuid`);
  if (search.request) found.push(`r.id = ${value(search.request)}::uuid`);
  if (ofPayment) found.push(`r.id = ANY (${value(ofPayment)}::uuid[])`);
  // The log keeps real time, whatever the test clock says.
  const { from, until } = daysOf(search, new Date(), timeZone);
  if (from) found.push(`r.id >= ${value(firstIdAt(from))}::uuid`);
  if (until) found.push(`r.id < ${value(firstIdAt(until))}::uuid`);
  const { least, most } = statuses(search.status);
  // Spelled out, so that the index of what was refused applies.
  if (least >= 400) found.push("r.status >= 400");
  if (search.status) narrowed.push(`r.status BETWEEN ${value(least)} AND ${value(most)}`);
  if (search.door) narrowed.push(`r.door = ${value(search.door)}`);
  if (search.method) narrowed.push(`r.method = ${value(search.method)}`);
  if (search.path) narrowed.push(`r.path ILIKE ${value(containing(search.path))}`);
  return { found: found.join(" AND "), narrowed: narrowed.join(" AND "), values };
}

function statuses(status = "0xx"): { least: number; most: number } {
  return { least: Number(status.replace("xx", "00")), most: Number(status.replace("xx", "99")) };
}
