import { FilterForm } from "@/components/filters/filter-form";
import { SearchIcon } from "@/components/ui/icons";
import { Input } from "@/components/ui/input";
import type { LinkSearch } from "@/lib/checkout/link-search";
import { SEARCH_TEXT_MAX } from "@/lib/payments/search";

/** Looks for text in links, on the shelf that is shown. */
export function LinkSearchBox({ search: { q, shelf } }: { search: LinkSearch }) {
  return (
    <FilterForm key={`${shelf}/${q}`} action="/checkout-links">
      {shelf !== "all" && <input type="hidden" name="show" value={shelf} />}
      <div className="relative w-full sm:w-72">
        <SearchIcon className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted-foreground" />
        <Input
          type="search"
          name="q"
          aria-label="Find in checkout links"
          placeholder="Reference, item, customer or id"
          defaultValue={q}
          maxLength={SEARCH_TEXT_MAX}
          className="pl-8"
        />
      </div>
    </FilterForm>
  );
}
