import { z } from "zod";
import { type IdPrefix, readAnyId, spellId } from "@/lib/ids";
import { RELATIVE_RANGES } from "@/lib/payments/search";
import { cursorField, searchedText } from "@/lib/payments/search-fields";

/** The doors by the names their requests are logged under. */
export const DOOR_NAMES = ["checkout", "referral", "policy", "connected", "token"] as const;
export type DoorName = (typeof DOOR_NAMES)[number];

export const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** Text in a path, of at most so many characters. */
export const PATH_TEXT_MAX = 200;

const anyId = z
  .string()
  .transform(readAnyId)
  .refine((id) => id !== null)
  .transform((id) => id ?? "");

/** Each parameter of the address and what it may hold. The form, the query and the address are this one object. */
const PARAMETERS = {
  door: z.enum(DOOR_NAMES),
  /** A class or one status: `4xx`, `409`. */
  status: z.string().regex(/^[2-5](xx|\d\d)$/),
  method: z.enum(METHODS),
  path: searchedText.max(PATH_TEXT_MAX),
  key: anyId,
  payment: anyId,
  request: anyId,
  range: z.enum(RELATIVE_RANGES),
  /** Whole days of the reader's zone, both included. */
  from: z.iso.date(),
  to: z.iso.date(),
  older: cursorField,
  newer: cursorField,
} as const;

type Parameters = { [Name in keyof typeof PARAMETERS]: z.output<(typeof PARAMETERS)[Name]> };

/** What a list of requests shows. Ids are UUIDs here, however they were spelled. */
export type RequestSearch = { [Name in keyof Parameters]?: Parameters[Name] | undefined };

const NAMES = Object.keys(PARAMETERS) as (keyof Parameters)[];
const SPELLED: Partial<Record<keyof Parameters, IdPrefix>> = { key: "key", payment: "pay" };

/** The search in an address, and the parameters that made no sense and were left out. */
export function parseRequestSearch(params: URLSearchParams): { search: RequestSearch; ignored: string[] } {
  const search: Record<string, unknown> = {};
  const ignored: string[] = [];
  for (const name of NAMES) {
    const given = params.get(name)?.trim();
    if (!given) continue;
    const parsed = PARAMETERS[name].safeParse(given);
    if (parsed.success) search[name] = parsed.data;
    else ignored.push(name);
  }
  return { search: search as RequestSearch, ignored };
}

/** The list's address for a search, in a fixed order, so that one search has one address. */
export function requestSearchAddress(search: RequestSearch): string {
  const params = new URLSearchParams();
  for (const name of NAMES) {
    const value = search[name];
    const prefix = SPELLED[name];
    if (value !== undefined) params.set(name, prefix ? spellId(prefix, value) : value);
  }
  return params.size > 0 ? `/requests?${params}` : "/requests";
}

/** The same search from its first page. */
export function firstRequests(search: RequestSearch): RequestSearch {
  const { older: _, newer: __, ...rest } = search;
  return rest;
}
