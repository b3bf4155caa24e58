import { Radio } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { PaymentSearch } from "@/lib/payments/search";
import { RELATIVE_RANGES } from "@/lib/search/relative-ranges";
import { RANGE_NAMES } from "./filter-names";

/** The part of a search that is about time. */
export type DateSearch = Pick<PaymentSearch, "range" | "from" | "to">;

/** A range that stays relative in the address, or days of the reader's own; the relative one goes first. */
export function DateFilter({ legend, search }: { legend: string; search: DateSearch }) {
  const options = [
    ["", "Any time, or the days below"],
    ...RELATIVE_RANGES.map((range) => [range, RANGE_NAMES[range]]),
  ];
  return (
    <>
      <fieldset>
        <legend className="mb-1.5 font-medium text-xs">{legend}</legend>
        {options.map(([value = "", label]) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: the control is the component inside it
          <label key={value} className="choice-line">
            <Radio name="range" value={value} defaultChecked={value === (search.range ?? "")} />
            {label}
          </label>
        ))}
      </fieldset>
      <div className="mt-2 grid grid-cols-2 gap-2">
        <Field id="filter-from" label="From">
          {(control) => <Input {...control} type="date" name="from" defaultValue={search.from} />}
        </Field>
        <Field id="filter-to" label="To">
          {(control) => <Input {...control} type="date" name="to" defaultValue={search.to} />}
        </Field>
      </div>
    </>
  );
}
