import type { AppliedFilter } from "@/components/filters/applied-filters";
import { RANGE_NAMES } from "@/components/filters/filter-names";
import { shortenId } from "@/components/ui/short-id";
import { endpointName } from "@/components/webhooks/endpoints/endpoint-name";
import { spellId } from "@/lib/ids";
import { type DeliverySearch, firstDeliveries } from "@/lib/webhooks/deliveries/delivery-search";
import { deliverySearchAddress } from "@/lib/webhooks/deliveries/list-address";
import { OUTCOME_WORDS } from "@/lib/webhooks/deliveries/outcomes";
import type { EndpointOption } from "./delivery-filters";
import { STATE_WORDS } from "./state-words";

/** Everything that narrows a search, in words, and the list without it. */
export function appliedDeliveryFilters(
  search: DeliverySearch,
  endpoints: readonly EndpointOption[],
): AppliedFilter[] {
  const { state, endpoint, type, outcome, payment, event, range, from, to } = search;
  const named = endpoint && endpoints.find(({ id }) => id === endpoint);
  const shown: [key: keyof DeliverySearch, name: string, value: string | undefined][] = [
    ["state", "State", state && STATE_WORDS[state]],
    [
      "endpoint",
      "Endpoint",
      named ? endpointName(named.url) : endpoint && shortenId(spellId("we", endpoint)),
    ],
    ["type", "Event", type],
    ["outcome", "Last attempt", outcome && OUTCOME_WORDS[outcome].label],
    ["payment", "Payment", payment && shortenId(spellId("pay", payment))],
    ["event", "Event id", event && shortenId(spellId("evt", event))],
    ["range", "Created", range && RANGE_NAMES[range]],
    ["from", "From", from],
    ["to", "To", to],
  ];
  return shown.flatMap(([key, name, value]) =>
    value === undefined
      ? []
      : [
          {
            key,
            name,
            value,
            hrefWithout: deliverySearchAddress({ ...firstDeliveries(search), [key]: undefined }),
          },
        ],
  );
}
