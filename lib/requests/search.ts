import { z } from "zod";
import { DOOR_NAMES } from "@/lib/http/door-names";
import { anyIdField, parseAddress, type SearchOf } from "@/lib/search/address-search";
import { RELATIVE_RANGES } from "@/lib/search/relative-ranges";
import { cursorField, searchedText } from "@/lib/search/search-fields";
import type { RequestParameter } from "./list-address";

export const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** Text in a path, of at most so many characters. */
export const PATH_TEXT_MAX = 200;

/** Each parameter of the address and what it may hold. The form, the query and the address are this one object. */
const PARAMETERS = {
  door: z.enum(DOOR_NAMES),
  /** A class or one status: `4xx`, `409`. */
  status: z.string().regex(/^[2-5](xx|\d\d)$/),
  method: z.enum(METHODS),
  path: searchedText.max(PATH_TEXT_MAX),
  key: anyIdField,
  payment: anyIdField,
  request: anyIdField,
  range: z.enum(RELATIVE_RANGES),
  /** Whole days of the reader's zone, both included. */
  from: z.iso.date(),
  to: z.iso.date(),
  older: cursorField,
  newer: cursorField,
} as const satisfies Record<RequestParameter, z.ZodType>;

/** What a list of requests shows. Ids are UUIDs here, however they were spelled. */
export type RequestSearch = SearchOf<typeof PARAMETERS>;

/** The search in an address, with what was left out of it. */
export const parseRequestSearch = (params: URLSearchParams) => parseAddress(PARAMETERS, params);

/** The same search from its first page. */
export function firstRequests(search: RequestSearch): RequestSearch {
  const { older: _, newer: __, ...rest } = search;
  return rest;
}
