import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { CalendarIcon, FilterIcon } from "@/components/ui/icons";
import { DateFilter, type DateSearch } from "./date-filter";
import { applied } from "./filter-fields";
import { FilterForm } from "./filter-form";
import { FilterPanel } from "./filter-panel";
import { SearchField, type SearchFieldProps } from "./search-field";

/**
 * A list's search as a form: what is looked for as text, the filters at hand, the dates, and the rest behind a button. Its key
 * should be the search's address: it is then made anew for each search and always shows the one that is applied.
 */
export function FilterBar({
  action,
  text,
  search,
  dates,
  more,
  submit = false,
  children,
}: {
  /** The list's own address. */
  action: string;
  text?: SearchFieldProps;
  search: DateSearch;
  /** What the dates are of. */
  dates: string;
  more: { applied: number; className?: string; fields: ReactNode };
  /** Whether filters stand in the bar itself, which then needs a button. */
  submit?: boolean;
  children?: ReactNode;
}) {
  return (
    <FilterForm action={action}>
      {text && <SearchField {...text} />}
      {children}
      <FilterPanel
        icon={<CalendarIcon />}
        label={dates}
        applied={applied([search.range, search.from, search.to])}
        className="w-72"
      >
        <DateFilter legend={dates} search={search} />
      </FilterPanel>
      <FilterPanel
        icon={<FilterIcon />}
        label="More"
        applied={more.applied}
        className={more.className ?? "w-80"}
      >
        {more.fields}
      </FilterPanel>
      {submit && <Button type="submit">Show</Button>}
    </FilterForm>
  );
}
