import { SelectFilter } from "@/components/filters/filter-fields";
import {
  AGAIN_NAMES,
  DISPUTE_NAMES,
  MODE_NAMES,
  OUTCOME_NAMES,
  RECOVERED_NAMES,
  SORT_NAMES,
} from "@/components/filters/filter-names";
import { orderNote } from "@/components/filters/order-note";
import { schemeLabel } from "@/components/filters/scheme-label";
import { declineLabel } from "@/components/payments/decline-text";
import { DIRECTION_NAMES } from "@/components/payments/direction-words";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SCHEME_NAMES } from "@/lib/connected/schemes";
import { DECLINE_CODES } from "@/lib/connectors/decline-codes";
import { CATEGORY_NAMES, PAYMENT_CATEGORIES, PAYMENT_DIRECTIONS } from "@/lib/payments/category";
import { KIND_RULES } from "@/lib/payments/kinds/all";
import type { KindFilter } from "@/lib/payments/kinds/filters";
import type { PaymentSearch } from "@/lib/payments/search";
import { PAYMENT_SORTS } from "@/lib/payments/sort";
import { PAYMENT_KINDS } from "@/lib/payments/status";
import { AmountFilter } from "./amount-filter";
import { nothingOf } from "./finds-nothing";

export interface FilterOptions {
  merchants: readonly { id: string; name: string }[];
  connectors: readonly { id: string; name: string }[];
  currencies: readonly string[];
}

export function MoreFilters({ search, options }: { search: PaymentSearch; options: FilterOptions }) {
  const hint = (filter: KindFilter) => nothingOf(filter, search);
  return (
    <div className="grid grid-cols-2 gap-3">
      <SelectFilter
        name="sort"
        label="Order"
        any={SORT_NAMES.newest}
        chosen={search.sort}
        options={PAYMENT_SORTS.map((sort) => [sort, SORT_NAMES[sort]])}
        hint={orderNote(search)}
        className="col-span-2"
      />
      <AmountFilter name="min" label="Amount from" value={search.min} />
      <AmountFilter name="max" label="Amount to" value={search.max} />
      <Choice
        name="currency"
        label="Currency"
        chosen={search.currency}
        options={options.currencies.map((code) => [code, code])}
      />
      <Choice
        name="kind"
        label="Kind"
        chosen={search.kind}
        options={PAYMENT_KINDS.map((kind) => [kind, KIND_RULES[kind].name])}
      />
      <Choice
        name="type"
        label="Type"
        chosen={search.type}
        options={PAYMENT_CATEGORIES.map((category) => [category, CATEGORY_NAMES[category]])}
      />
      <Choice
        name="direction"
        label="Direction"
        chosen={search.direction}
        options={PAYMENT_DIRECTIONS.map((direction) => [direction, DIRECTION_NAMES[direction]])}
      />
      <Choice
        name="merchant"
        label="Merchant"
        chosen={search.merchant}
        options={options.merchants.map(({ id, name }) => [id, name])}
      />
      <Choice
        name="connector"
        label="Connector"
        chosen={search.connector}
        options={options.connectors.map(({ id, name }) => [id, name])}
      />
      <Choice
        name="scheme"
        label="Scheme"
        chosen={search.scheme}
        options={SCHEME_NAMES.map((name) => [name, schemeLabel(name)])}
        hint={hint("scheme")}
      />
      <Field id="filter-account" label="Account" hint={hint("account")}>
        {(control) => (
          <Input
            {...control}
            name="account"
            placeholder="Account id"
            defaultValue={search.account}
            className="font-mono"
          />
        )}
      </Field>
      <SelectFilter
        name="attempts"
        label="Attempts"
        chosen={search.attempts}
        options={[["failed", "Failed attempts"]]}
        hint={hint("attempts")}
      />
      <Choice
        name="failure"
        label="Failure of it or an attempt"
        chosen={search.failure}
        options={DECLINE_CODES.map((code) => [code, declineLabel(code)])}
        hint={hint("failure")}
      />
      <SelectFilter
        name="recovered"
        label="Recovered by retry"
        chosen={search.recovered}
        options={Object.entries(RECOVERED_NAMES)}
        hint={hint("recovered")}
      />
      <SelectFilter
        name="again"
        label="Another attempt"
        chosen={search.again}
        options={Object.entries(AGAIN_NAMES)}
      />
      <SelectFilter
        name="outcome"
        label="Outcome"
        chosen={search.outcome}
        options={Object.entries(OUTCOME_NAMES)}
      />
      <SelectFilter
        name="dispute"
        label="Dispute"
        chosen={search.dispute}
        options={Object.entries(DISPUTE_NAMES)}
      />
      <SelectFilter
        name="duplicates"
        label="Paid twice"
        chosen={search.duplicates}
        options={[["possible", "Possible duplicates"]]}
        hint={
          search.duplicates &&
          "The same amount within a day, by the same person or under the same reference, money of each still here."
        }
      />
      <SelectFilter
        name="mode"
        label="Live or test"
        chosen={search.mode}
        options={Object.entries(MODE_NAMES)}
        className="col-span-2"
      />
      <Field
        id="filter-metadata"
        label="Metadata"
        hint="One key with its value, such as order=1042"
        className="col-span-2"
      >
        {(control) => (
          <Input
            {...control}
            name="metadata"
            placeholder="key=value"
            pattern="[^=]+=.*"
            defaultValue={search.metadata[0]}
          />
        )}
      </Field>
    </div>
  );
}

/** One value of a filter that an address may give several of; what it gives beyond the first is kept. */
function Choice({
  name,
  label,
  chosen,
  options,
  hint,
}: {
  name: string;
  label: string;
  chosen: readonly string[];
  options: readonly (readonly [value: string, label: string])[];
  hint?: string | undefined;
}) {
  const [first, ...others] = chosen;
  return (
    <>
      <SelectFilter {...{ name, label, options, hint }} chosen={first} />
      {others.map((value) => (
        <input key={value} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}
