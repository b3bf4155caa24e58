import { z } from "zod";
import { type IdPrefix, readAnyId, spellId } from "@/lib/ids";
import { RELATIVE_RANGES } from "@/lib/payments/search";
import { cursorField } from "@/lib/payments/search-fields";
import { DELIVERY_STATES } from "./delivery";
import { EVENT_TYPES } from "./event-types";
import { OUTCOMES } from "./outcomes";

const anyId = z
  .string()
  .transform(readAnyId)
  .refine((id) => id !== null)
  .transform((id) => id ?? "");

/** Each parameter of the address and what it may hold. The form, the query and the address are this one object. */
const PARAMETERS = {
  state: z.enum(DELIVERY_STATES),
  endpoint: anyId,
  type: z.enum(EVENT_TYPES.map(({ type }) => type)),
  outcome: z.enum(OUTCOMES),
  payment: anyId,
  event: anyId,
  range: z.enum(RELATIVE_RANGES),
  /** Whole days of the reader's zone, both included. */
  from: z.iso.date(),
  to: z.iso.date(),
  older: cursorField,
  newer: cursorField,
} as const;

type Parameters = { [Name in keyof typeof PARAMETERS]: z.output<(typeof PARAMETERS)[Name]> };

/** What a list of deliveries shows. Ids are UUIDs here, however they were spelled. */
export type DeliverySearch = { [Name in keyof Parameters]?: Parameters[Name] | undefined };

const NAMES = Object.keys(PARAMETERS) as (keyof Parameters)[];
const SPELLED: Partial<Record<keyof Parameters, IdPrefix>> = { endpoint: "we", payment: "pay", event: "evt" };

/** The search in an address, and the parameters that made no sense and were left out. */
export function parseDeliverySearch(params: URLSearchParams): { search: DeliverySearch; ignored: string[] } {
  const search: Record<string, unknown> = {};
  const ignored: string[] = [];
  for (const name of NAMES) {
    const given = params.get(name)?.trim();
    if (!given) continue;
    const parsed = PARAMETERS[name].safeParse(given);
    if (parsed.success) search[name] = parsed.data;
    else ignored.push(name);
  }
  return { search: search as DeliverySearch, ignored };
}

/** The list's address for a search, in a fixed order, so that one search has one address. */
export function deliverySearchAddress(search: DeliverySearch): string {
  const params = new URLSearchParams();
  for (const name of NAMES) {
    const value = search[name];
    const prefix = SPELLED[name];
    if (value !== undefined) params.set(name, prefix ? spellId(prefix, value) : value);
  }
  return params.size > 0 ? `/webhooks/deliveries?${params}` : "/webhooks/deliveries";
}

/** The same search from its first page. */
export function firstDeliveries(search: DeliverySearch): DeliverySearch {
  const { older: _, newer: __, ...rest } = search;
  return rest;
}
