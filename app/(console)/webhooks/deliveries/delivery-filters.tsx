import { FilterBar } from "@/components/filters/filter-bar";
import { applied, IdFilter, SelectFilter } from "@/components/filters/filter-fields";
import { endpointName } from "@/components/webhooks/endpoints/endpoint-name";
import { spellId } from "@/lib/ids";
import { DELIVERY_STATES } from "@/lib/webhooks/deliveries/delivery";
import type { DeliverySearch } from "@/lib/webhooks/deliveries/delivery-search";
import { deliverySearchAddress } from "@/lib/webhooks/deliveries/list-address";
import { DELIVERY_OUTCOMES, OUTCOME_WORDS } from "@/lib/webhooks/deliveries/outcomes";
import { EVENT_TYPES } from "@/lib/webhooks/event-types";
import { STATE_WORDS } from "./state-words";

/** The endpoints a list of deliveries can be narrowed to. */
export type EndpointOption = { id: string; url: string };

export function DeliveryFilters({
  search,
  endpoints,
}: {
  search: DeliverySearch;
  endpoints: readonly EndpointOption[];
}) {
  return (
    <FilterBar
      key={deliverySearchAddress(search)}
      action="/webhooks/deliveries"
      search={search}
      dates="Created"
      more={{
        applied: applied([search.type, search.outcome, search.payment, search.event]),
        fields: <MoreFilters search={search} />,
      }}
      submit
    >
      <SelectFilter
        bare
        name="state"
        label="State"
        any="Any state"
        chosen={search.state}
        options={DELIVERY_STATES.map((state) => [state, STATE_WORDS[state]])}
        className="w-36"
      />
      <SelectFilter
        bare
        name="endpoint"
        label="Endpoint"
        any="Any endpoint"
        chosen={search.endpoint && spellId("we", search.endpoint)}
        options={endpoints.map(({ id, url }) => [spellId("we", id), endpointName(url)])}
        className="w-full sm:w-64"
      />
    </FilterBar>
  );
}

function MoreFilters({ search }: { search: DeliverySearch }) {
  return (
    <div className="grid gap-3">
      <SelectFilter
        name="type"
        label="Event"
        any="Any event"
        chosen={search.type}
        options={EVENT_TYPES.map(({ type }) => [type, type])}
      />
      <SelectFilter
        name="outcome"
        label="Last attempt"
        any="However it went"
        chosen={search.outcome}
        options={DELIVERY_OUTCOMES.map((outcome) => [outcome, OUTCOME_WORDS[outcome].label])}
      />
      <IdFilter
        name="payment"
        label="Payment id"
        hint="In any spelling."
        value={search.payment && spellId("pay", search.payment)}
      />
      <IdFilter
        name="event"
        label="Event id"
        hint="What the receiver saw as webhook-id."
        value={search.event && spellId("evt", search.event)}
      />
    </div>
  );
}
