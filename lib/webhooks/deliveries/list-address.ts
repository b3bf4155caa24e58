import { type ListPlace, listAddress } from "@/lib/search/list-address";
import type { DeliverySearch } from "./delivery-search";

const NAMES = [
  "state",
  "endpoint",
  "type",
  "outcome",
  "payment",
  "event",
  "range",
  "from",
  "to",
  "older",
  "newer",
] as const;
export type DeliveryParameter = (typeof NAMES)[number];

const PLACE: ListPlace<DeliveryParameter> = {
  path: "/webhooks/deliveries",
  names: NAMES,
  spelled: { endpoint: "we", payment: "pay", event: "evt" },
};

/** A search's one address. */
export const deliverySearchAddress = (search: DeliverySearch): string => listAddress(PLACE, search);
