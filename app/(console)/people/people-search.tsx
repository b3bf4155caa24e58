import { FilterForm } from "@/components/filters/filter-form";
import { SearchField } from "@/components/filters/search-field";
import { PEOPLE_TEXT_MAX } from "@/lib/people/search-limits";

/** Where a person is looked for. */
export function PeopleSearch({ action, text, label }: { action: string; text: string; label: string }) {
  return (
    <div className="mb-3">
      <FilterForm key={text} action={action}>
        <SearchField
          name="q"
          label={label}
          placeholder="Name, e-mail, phone, external id or policy number"
          value={text}
          charactersMax={PEOPLE_TEXT_MAX}
          className="sm:w-96"
        />
      </FilterForm>
    </div>
  );
}

/** What is looked for in an address. */
export function searchedName(q: string | string[] | undefined | null): string {
  return typeof q === "string" ? q.trim().slice(0, PEOPLE_TEXT_MAX) : "";
}
