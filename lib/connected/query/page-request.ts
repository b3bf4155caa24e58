import { Refused, refuseField } from "@/lib/verb/problem";
import { type Cursor, readCursor } from "./cursor";

export const PAGE_SIZE_DEFAULT = 15;
export const PAGE_SIZE_MAX = 100;

/** Every list goes by when its rows were made, newest first where nothing is said; payments go by amount too. */
export const CREATED_SORTS = ["createdAt:desc", "createdAt:asc"];
export const SORTS = [...CREATED_SORTS, "amount:desc", "amount:asc"];

/** Which page of a list is asked for. `at` is null for the first. */
export interface PageRequest {
  list: string;
  query: string;
  sort: string;
  pageSize: number;
  side: Cursor["side"];
  at: Cursor["at"] | null;
}

/** Whether the rows of a page are read from the oldest on: of a list in that order, or before a cursor of the other. */
export function readsOldestFirst({ side, sort }: Pick<PageRequest, "side" | "sort">): boolean {
  return (side === "before") !== (sort === "createdAt:asc");
}

/** A list's query parameters, in the order `unsorted` where none is named; a cursor overrides the rest. Connected contract, with its two fixed messages. */
export function readPageRequest(
  list: string,
  params: URLSearchParams,
  sorts: readonly string[] = CREATED_SORTS,
  unsorted = "createdAt:desc",
): PageRequest {
  const cursor = params.get("cursor");
  if (cursor) return fromCursor(list, cursor);
  return {
    list,
    query: params.get("query") ?? "",
    sort: sortOf(params.getAll("sort"), sorts, unsorted),
    pageSize: pageSizeOf(params, params.has("limit") ? "limit" : "pageSize"),
    side: "after",
    at: null,
  };
}

/** The first page of a list, newest first. */
export function firstPageRequest(list: string, pageSize: number): PageRequest {
  return { list, query: "", sort: "createdAt:desc", pageSize, side: "after", at: null };
}

function fromCursor(list: string, text: string): PageRequest {
  const cursor = readCursor(text);
  if (cursor?.list !== list) throw refusal("invalid 'cursor' query param");
  return cursor;
}

/** The original calls it `limit` for balances. */
function pageSizeOf(params: URLSearchParams, name: "limit" | "pageSize"): number {
  const text = params.get(name);
  if (text === null || text === "") return PAGE_SIZE_DEFAULT;
  if (!/^\d+$/.test(text)) throw refusal(`invalid '${name}' query param`);
  return Math.min(Number(text) || PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX);
}

function sortOf(given: string[], sorts: readonly string[], unsorted: string): string {
  const [sort, ...rest] = given.flatMap((text) => text.split(",")).filter(Boolean);
  if (sort === undefined) return unsorted;
  const full = sort.includes(":") ? sort : `${sort}:desc`;
  if (rest.length > 0)
    refuseField(
      "sort",
      "invalid_value",
      `must name one order, and names ${rest.length + 1}: a list has one key`,
    );
  if (!sorts.includes(full)) refuseField("sort", "invalid_value", `must be one of ${sorts.join(", ")}`);
  return full;
}

function refusal(message: string): Refused {
  return new Refused({ code: "invalid", issues: [{ path: "", code: "invalid_value", message }] });
}
