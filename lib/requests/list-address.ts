import { type ListPlace, listAddress } from "@/lib/search/list-address";
import type { RequestSearch } from "./search";

const NAMES = [
  "door",
  "status",
  "method",
  "path",
  "key",
  "payment",
  "request",
  "range",
  "from",
  "to",
  "older",
  "newer",
] as const;
export type RequestParameter = (typeof NAMES)[number];

const PLACE: ListPlace<RequestParameter> = {
  path: "/requests",
  names: NAMES,
  spelled: { key: "key", payment: "pay" },
};

/** A search's one address. */
export const requestSearchAddress = (search: RequestSearch): string => listAddress(PLACE, search);
