import { DateFilter } from "@/components/filters/date-filter";
import { FilterForm } from "@/components/filters/filter-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { AppliedCount, ApplyFilters, applied } from "@/components/ui/filter-parts";
import { CalendarIcon, FilterIcon } from "@/components/ui/icons";
import { Input } from "@/components/ui/input";
import { Popover } from "@/components/ui/popover";
import { Select } from "@/components/ui/select";
import { endpointName } from "@/components/webhooks/endpoints/endpoint-name";
import { spellId } from "@/lib/ids";
import { DELIVERY_STATES } from "@/lib/webhooks/deliveries/delivery";
import { type DeliverySearch, deliverySearchAddress } from "@/lib/webhooks/deliveries/delivery-search";
import { OUTCOME_WORDS, OUTCOMES } from "@/lib/webhooks/deliveries/outcomes";
import { EVENT_TYPES } from "@/lib/webhooks/event-types";
import { STATE_WORDS } from "./state-words";

/** The endpoints a list of deliveries can be narrowed to. */
export type EndpointOption = { id: string; url: string };

/** The search as a form, made anew for each search. */
export function DeliveryFilters({
  search,
  endpoints,
}: {
  search: DeliverySearch;
  endpoints: readonly EndpointOption[];
}) {
  return (
    <FilterForm key={deliverySearchAddress(search)} action="/webhooks/deliveries">
      <Select name="state" aria-label="State" defaultValue={search.state ?? ""} className="w-36">
        <option value="">Any state</option>
        {DELIVERY_STATES.map((state) => (
          <option key={state} value={state}>
            {STATE_WORDS[state]}
          </option>
        ))}
      </Select>
      <Select
        name="endpoint"
        aria-label="Endpoint"
        defaultValue={search.endpoint ? spellId("we", search.endpoint) : ""}
        className="w-full sm:w-64"
      >
        <option value="">Any endpoint</option>
        {endpoints.map(({ id, url }) => (
          <option key={id} value={spellId("we", id)}>
            {endpointName(url)}
          </option>
        ))}
      </Select>
      <Popover
        trigger={
          <>
            <CalendarIcon /> Created <AppliedCount of={applied([search.range, search.from, search.to])} />
          </>
        }
        className="w-72"
      >
        <DateFilter search={search} />
        <ApplyFilters />
      </Popover>
      <Popover
        trigger={
          <>
            <FilterIcon /> More{" "}
            <AppliedCount of={applied([search.type, search.outcome, search.payment, search.event])} />
          </>
        }
        className="w-80"
      >
        <MoreFilters search={search} />
        <ApplyFilters />
      </Popover>
      <Button type="submit">Show</Button>
    </FilterForm>
  );
}

function MoreFilters({ search }: { search: DeliverySearch }) {
  return (
    <div className="grid gap-3">
      <Field id="filter-type" label="Event">
        {(field) => (
          <Select {...field} name="type" defaultValue={search.type ?? ""}>
            <option value="">Any event</option>
            {EVENT_TYPES.map(({ type }) => (
              <option key={type} value={type}>
                {type}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field id="filter-outcome" label="Last attempt">
        {(field) => (
          <Select {...field} name="outcome" defaultValue={search.outcome ?? ""}>
            <option value="">However it went</option>
            {OUTCOMES.map((outcome) => (
              <option key={outcome} value={outcome}>
                {OUTCOME_WORDS[outcome].label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field id="filter-payment" label="Payment id" hint="In any spelling.">
        {(field) => (
          <Input
            {...field}
            name="payment"
            defaultValue={search.payment && spellId("pay", search.payment)}
            className="font-mono text-xs"
          />
        )}
      </Field>
      <Field id="filter-event" label="Event id" hint="What the receiver saw as webhook-id.">
        {(field) => (
          <Input
            {...field}
            name="event"
            defaultValue={search.event && spellId("evt", search.event)}
            className="font-mono text-xs"
          />
        )}
      </Field>
    </div>
  );
}
