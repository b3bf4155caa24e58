import { z } from "zod";
import { anyIdField, parseAddress, type SearchOf } from "@/lib/search/address-search";
import { RELATIVE_RANGES } from "@/lib/search/relative-ranges";
import { cursorField } from "@/lib/search/search-fields";
import { EVENT_TYPES } from "@/lib/webhooks/event-types";
import { DELIVERY_STATES } from "./delivery";
import type { DeliveryParameter } from "./list-address";
import { DELIVERY_OUTCOMES } from "./outcomes";

/** Each parameter of the address and what it may hold. The form, the query and the address are this one object. */
const PARAMETERS = {
  state: z.enum(DELIVERY_STATES),
  endpoint: anyIdField,
  type: z.enum(EVENT_TYPES.map(({ type }) => type)),
  outcome: z.enum(DELIVERY_OUTCOMES),
  payment: anyIdField,
  event: anyIdField,
  range: z.enum(RELATIVE_RANGES),
  /** Whole days of the reader's zone, both included. */
  from: z.iso.date(),
  to: z.iso.date(),
  older: cursorField,
  newer: cursorField,
} as const satisfies Record<DeliveryParameter, z.ZodType>;

/** What a list of deliveries shows. Ids are UUIDs here, however they were spelled. */
export type DeliverySearch = SearchOf<typeof PARAMETERS>;

/** The search in an address, with what was left out of it. */
export const parseDeliverySearch = (params: URLSearchParams) => parseAddress(PARAMETERS, params);

/** The same search from its first page. */
export function firstDeliveries(search: DeliverySearch): DeliverySearch {
  const { older: _, newer: __, ...rest } = search;
  return rest;
}
