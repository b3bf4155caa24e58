import { FilterForm } from "@/components/filters/filter-form";
import { SearchIcon } from "@/components/ui/icons";
import { Input } from "@/components/ui/input";
import { PEOPLE_TEXT_MAX } from "@/lib/people/search-people";

/** Where a person is looked for. */
export function PeopleSearch({ action, text, label }: { action: string; text: string; label: string }) {
  return (
    <div className="mb-3">
      <FilterForm key={text} action={action}>
        <div className="relative w-full sm:w-96">
          <SearchIcon className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted-foreground" />
          <Input
            type="search"
            name="q"
            aria-label={label}
            placeholder="Name, e-mail, phone, external id or policy number"
            defaultValue={text}
            maxLength={PEOPLE_TEXT_MAX}
            className="pl-8"
          />
        </div>
      </FilterForm>
    </div>
  );
}

/** What is looked for in an address. */
export function searchedName(q: string | string[] | undefined): string {
  return typeof q === "string" ? q.trim().slice(0, PEOPLE_TEXT_MAX) : "";
}
