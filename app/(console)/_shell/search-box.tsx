import { SearchIcon } from "@/components/ui/icons";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";

export const SEARCH_BOX_ID = "search-everything";

/** A plain form: it finds payments before any script has arrived. An id leads straight to its payment. */
export function SearchBox() {
  return (
    <search className="w-full max-w-md">
      <form action="/payments" className="relative">
        <SearchIcon className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted-foreground" />
        <Input
          id={SEARCH_BOX_ID}
          type="search"
          name="q"
          aria-label="Search payments by id, reference, e-mail or last four digits"
          placeholder="Id, reference, e-mail, last four"
          autoComplete="off"
          maxLength={255}
          className="pr-8 pl-8"
        />
        <Kbd aria-hidden="true" className="absolute top-1/2 right-2 -translate-y-1/2 pointer-coarse:hidden">
          /
        </Kbd>
      </form>
    </search>
  );
}
