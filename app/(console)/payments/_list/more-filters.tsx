import { SelectFilter } from "@/components/filters/filter-fields";
import { schemeLabel } from "@/components/filters/scheme-label";
import { declineLabel } from "@/components/payments/decline-text";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SCHEME_NAMES } from "@/lib/connected/schemes";
import { DECLINE_CODES } from "@/lib/connectors/decline-codes";
import { KIND_RULES } from "@/lib/payments/kinds/all";
import type { PaymentSearch } from "@/lib/payments/search";
import { PAYMENT_KINDS } from "@/lib/payments/status";
import { AmountFilter } from "./amount-filter";

export interface FilterOptions {
  merchants: readonly { id: string; name: string }[];
  connectors: readonly { id: string; name: string }[];
  currencies: readonly string[];
}

export function MoreFilters({ search, options }: { search: PaymentSearch; options: FilterOptions }) {
  return (
    <div className="grid grid-cols-2 gap-3">
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
      />
      <Field id="filter-account" label="Account">
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
      <Choice
        name="failure"
        label="Failure"
        chosen={search.failure}
        options={DECLINE_CODES.map((code) => [code, declineLabel(code)])}
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
  className,
}: {
  name: string;
  label: string;
  chosen: readonly string[];
  options: readonly (readonly [value: string, label: string])[];
  className?: string;
}) {
  const [first, ...others] = chosen;
  return (
    <>
      <SelectFilter {...{ name, label, options, className }} chosen={first} />
      {others.map((value) => (
        <input key={value} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}
