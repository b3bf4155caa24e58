"use client";

import { FilterBar } from "@/components/filters/filter-bar";
import { applied } from "@/components/filters/filter-fields";
import { FilterPanel } from "@/components/filters/filter-panel";
import { statusLook } from "@/components/payments/status";
import { CircleDotIcon } from "@/components/ui/icons";
import { type PaymentSearch, paymentSearchParams, SEARCH_TEXT_MAX } from "@/lib/payments/search";
import { PAYMENT_STATUSES } from "@/lib/payments/status";
import { CheckboxList } from "./checkbox-list";
import { type FilterOptions, MoreFilters } from "./more-filters";

export function PaymentFilters({ search, options }: { search: PaymentSearch; options: FilterOptions }) {
  return (
    <FilterBar
      key={paymentSearchParams(search).toString()}
      action="/payments"
      text={{
        name: "q",
        label: "Find in payments",
        placeholder: "Name, e-mail, last 4, amount, id",
        help: SEARCH_HELP,
        value: search.q,
        charactersMax: SEARCH_TEXT_MAX,
      }}
      search={search}
      dates="Created"
      more={{
        applied: otherFilters(search),
        className: "w-96",
        fields: <MoreFilters search={search} options={options} />,
      }}
    >
      <FilterPanel icon={<CircleDotIcon />} label="Status" applied={search.status.length} className="w-96">
        <CheckboxList
          legend="Status"
          name="status"
          chosen={search.status}
          columns={2}
          options={PAYMENT_STATUSES.map((value) => ({ value, label: statusLook(value).label }))}
        />
      </FilterPanel>
    </FilterBar>
  );
}

const SEARCH_HELP =
  "A name, e-mail address or telephone number, the last four digits of a card or account, an amount such as £68 or 1.234,56 €, a reference or any id. Of several words each has to fit.";

/** How many of the filters behind "More" are set: all that have no place of their own in the bar. */
function otherFilters({ q, status, range, from, to, older, newer, ...others }: PaymentSearch): number {
  return applied(Object.values(others).flat());
}
