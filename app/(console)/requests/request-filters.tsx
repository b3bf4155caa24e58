import { DateFilter } from "@/components/filters/date-filter";
import { FilterForm } from "@/components/filters/filter-form";
import { DOOR_WORDS } from "@/components/requests/door-words";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { AppliedCount, ApplyFilters, applied } from "@/components/ui/filter-parts";
import { CalendarIcon, FilterIcon, SearchIcon } from "@/components/ui/icons";
import { Input } from "@/components/ui/input";
import { Popover } from "@/components/ui/popover";
import { Select } from "@/components/ui/select";
import { spellId } from "@/lib/ids";
import {
  DOOR_NAMES,
  METHODS,
  PATH_TEXT_MAX,
  type RequestSearch,
  requestSearchAddress,
} from "@/lib/requests/search";
import { STATUS_WORDS } from "./status-words";

/** The search as a form, made anew for each search. */
export function RequestFilters({ search }: { search: RequestSearch }) {
  const others = [search.method, search.key, search.payment, search.request];
  return (
    <FilterForm key={requestSearchAddress(search)} action="/requests">
      <div className="relative w-full sm:w-56">
        <SearchIcon className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted-foreground" />
        <Input
          type="search"
          name="path"
          aria-label="Text in the path"
          placeholder="Text in the path"
          defaultValue={search.path}
          maxLength={PATH_TEXT_MAX}
          className="pl-8"
        />
      </div>
      <Select name="door" aria-label="Door" defaultValue={search.door ?? ""} className="w-44">
        <option value="">Any door</option>
        {DOOR_NAMES.map((door) => (
          <option key={door} value={door}>
            {DOOR_WORDS[door]}
          </option>
        ))}
      </Select>
      <StatusSelect chosen={search.status} />
      <Popover
        trigger={
          <>
            <CalendarIcon /> Time <AppliedCount of={applied([search.range, search.from, search.to])} />
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
            <FilterIcon /> More <AppliedCount of={applied(others)} />
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

/** The classes, and the one status an address may ask for besides. */
function StatusSelect({ chosen = "" }: { chosen: string | undefined }) {
  const known = chosen === "" || chosen in STATUS_WORDS;
  return (
    <Select name="status" aria-label="Status" defaultValue={chosen} className="w-40">
      <option value="">Any status</option>
      {Object.entries(STATUS_WORDS).map(([status, words]) => (
        <option key={status} value={status}>
          {words}
        </option>
      ))}
      {!known && <option value={chosen}>{chosen}</option>}
    </Select>
  );
}

function MoreFilters({ search }: { search: RequestSearch }) {
  return (
    <div className="grid gap-3">
      <Field id="filter-method" label="Method">
        {(field) => (
          <Select {...field} name="method" defaultValue={search.method ?? ""}>
            <option value="">Any method</option>
            {METHODS.map((method) => (
              <option key={method} value={method}>
                {method}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <IdField
        name="request"
        label="Request id"
        hint="From the answer's X-Request-Id."
        value={search.request}
      />
      <IdField
        name="payment"
        label="Payment id"
        hint="In any spelling."
        value={search.payment && spellId("pay", search.payment)}
      />
      <IdField
        name="key"
        label="API key id"
        hint="In any spelling."
        value={search.key && spellId("key", search.key)}
      />
    </div>
  );
}

function IdField({
  name,
  label,
  hint,
  value,
}: {
  name: string;
  label: string;
  hint: string;
  value: string | undefined;
}) {
  return (
    <Field id={`filter-${name}`} label={label} hint={hint}>
      {(field) => <Input {...field} name={name} defaultValue={value} className="font-mono text-xs" />}
    </Field>
  );
}
