import { DateFilter } from "@/components/filters/date-filter";
import { FilterForm } from "@/components/filters/filter-form";
import { statusLook } from "@/components/payments/status";
import { AppliedCount, ApplyFilters, applied } from "@/components/ui/filter-parts";
import { CalendarIcon, CircleDotIcon, FilterIcon, SearchIcon } from "@/components/ui/icons";
import { Input } from "@/components/ui/input";
import { Popover } from "@/components/ui/popover";
import { type PaymentSearch, paymentSearchParams, SEARCH_TEXT_MAX } from "@/lib/payments/search";
import { PAYMENT_STATUSES } from "@/lib/payments/status";
import { CheckboxList } from "./checkbox-list";
import { MoreFilters } from "./more-filters";

export interface FilterOptions {
  merchants: readonly { id: string; name: string }[];
  connectors: readonly { id: string; name: string }[];
  currencies: readonly string[];
}

/** The search as a form. It is made anew for each search, so that it always shows the one that is applied. */
export function FilterBar({ search, options }: { search: PaymentSearch; options: FilterOptions }) {
  return (
    <FilterForm key={paymentSearchParams(search).toString()} action="/payments">
      <div className="relative w-full sm:w-64">
        <SearchIcon className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted-foreground" />
        <Input
          type="search"
          name="q"
          aria-label="Find in payments"
          placeholder="Find in payments"
          defaultValue={search.q}
          maxLength={SEARCH_TEXT_MAX}
          className="pl-8"
        />
      </div>
      <Popover
        trigger={
          <>
            <CircleDotIcon /> Status <AppliedCount of={search.status.length} />
          </>
        }
        className="w-96"
      >
        <CheckboxList
          legend="Status"
          name="status"
          chosen={search.status}
          columns={2}
          options={PAYMENT_STATUSES.map((value) => ({ value, label: statusLook(value).label }))}
        />
        <ApplyFilters />
      </Popover>
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
            <FilterIcon /> More <AppliedCount of={otherFilters(search)} />
          </>
        }
        className="w-96"
      >
        <MoreFilters search={search} options={options} />
        <ApplyFilters />
      </Popover>
    </FilterForm>
  );
}

function otherFilters({
  min,
  max,
  currency,
  kind,
  merchant,
  connector,
  failure,
  metadata,
}: PaymentSearch): number {
  const lists = [currency, kind, merchant, connector, failure, metadata];
  return applied([min, max]) + lists.reduce((count, list) => count + list.length, 0);
}
