import { FilterForm } from "@/components/filters/filter-form";
import { SearchField } from "@/components/filters/search-field";
import type { LinkSearch } from "@/lib/checkout/link-search";
import { SEARCH_TEXT_MAX } from "@/lib/payments/search";

/** Looks for text in links, on the shelf that is shown. */
export function LinkSearchBox({ search: { q, shelf } }: { search: LinkSearch }) {
  return (
    <FilterForm key={`${shelf}/${q}`} action="/checkout-links">
      {shelf !== "all" && <input type="hidden" name="show" value={shelf} />}
      <SearchField
        name="q"
        label="Find in checkout links"
        placeholder="Reference, item, customer or id"
        value={q}
        charactersMax={SEARCH_TEXT_MAX}
      />
    </FilterForm>
  );
}
