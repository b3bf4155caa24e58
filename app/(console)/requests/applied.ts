import type { AppliedFilter } from "@/components/filters/applied-filters";
import { RANGE_NAMES } from "@/components/filters/filter-names";
import { DOOR_WORDS } from "@/components/requests/door-words";
import { shortenId } from "@/components/ui/short-id";
import { spellId } from "@/lib/ids";
import { requestSearchAddress } from "@/lib/requests/list-address";
import { firstRequests, type RequestSearch } from "@/lib/requests/search";
import { HTTP_STATUS_WORDS } from "./status-words";

/** Everything that narrows a search, in words, and the list without it. */
export function appliedRequestFilters(search: RequestSearch): AppliedFilter[] {
  const { door, status, method, path, key, payment, request, range, from, to } = search;
  const shown: [key: keyof RequestSearch, name: string, value: string | undefined][] = [
    ["path", "Path", path],
    ["door", "Door", door && DOOR_WORDS[door]],
    ["status", "Status", status && (HTTP_STATUS_WORDS[status] ?? status)],
    ["method", "Method", method],
    ["key", "API key", key && shortenId(spellId("key", key))],
    ["payment", "Payment", payment && shortenId(spellId("pay", payment))],
    ["request", "Request", request && shortenId(request)],
    ["range", "Time", range && RANGE_NAMES[range]],
    ["from", "From", from],
    ["to", "To", to],
  ];
  return shown.flatMap(([name, words, value]) => {
    if (value === undefined) return [];
    const hrefWithout = requestSearchAddress({ ...firstRequests(search), [name]: undefined });
    return [{ key: name, name: words, value, hrefWithout }];
  });
}
