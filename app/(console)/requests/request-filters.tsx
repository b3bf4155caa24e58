import { FilterBar } from "@/components/filters/filter-bar";
import { applied, IdFilter, SelectFilter } from "@/components/filters/filter-fields";
import { DOOR_WORDS } from "@/components/requests/door-words";
import { DOOR_NAMES } from "@/lib/http/door-names";
import { spellId } from "@/lib/ids";
import { requestSearchAddress } from "@/lib/requests/list-address";
import { METHODS, PATH_TEXT_MAX, type RequestSearch } from "@/lib/requests/search";
import { HTTP_STATUS_WORDS } from "./status-words";

export function RequestFilters({ search }: { search: RequestSearch }) {
  return (
    <FilterBar
      key={requestSearchAddress(search)}
      action="/requests"
      text={{ name: "path", label: "Text in the path", value: search.path, charactersMax: PATH_TEXT_MAX }}
      search={search}
      dates="Time"
      more={{
        applied: applied([search.method, search.key, search.payment, search.request]),
        fields: <MoreFilters search={search} />,
      }}
      submit
    >
      <SelectFilter
        bare
        name="door"
        label="Door"
        any="Any door"
        chosen={search.door}
        options={DOOR_NAMES.map((door) => [door, DOOR_WORDS[door]])}
        className="w-44"
      />
      <SelectFilter
        bare
        name="status"
        label="Status"
        any="Any status"
        chosen={search.status}
        options={Object.entries(HTTP_STATUS_WORDS)}
        className="w-40"
      />
    </FilterBar>
  );
}

function MoreFilters({ search }: { search: RequestSearch }) {
  return (
    <div className="grid gap-3">
      <SelectFilter
        name="method"
        label="Method"
        any="Any method"
        chosen={search.method}
        options={METHODS.map((method) => [method, method])}
      />
      <IdFilter
        name="request"
        label="Request id"
        hint="From the answer's X-Request-Id."
        value={search.request}
      />
      <IdFilter
        name="payment"
        label="Payment id"
        hint="In any spelling."
        value={search.payment && spellId("pay", search.payment)}
      />
      <IdFilter
        name="key"
        label="API key id"
        hint="In any spelling."
        value={search.key && spellId("key", search.key)}
      />
    </div>
  );
}
