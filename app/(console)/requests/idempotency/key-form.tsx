import { FilterForm } from "@/components/filters/filter-form";
import { SearchField } from "@/components/filters/search-field";
import { Button } from "@/components/ui/button";
import { KEY_TYPED_CHARACTERS_MAX } from "@/lib/requests/schemas";

/** The key that is looked up is in the address. */
export function KeyForm({ idempotencyKey }: { idempotencyKey: string | null }) {
  return (
    <div className="mb-3">
      <FilterForm key={idempotencyKey} action="/requests/idempotency">
        <SearchField
          name="key"
          label="Idempotency key"
          placeholder="As the client sent it, or a connected payment’s reference"
          value={idempotencyKey ?? undefined}
          charactersMax={KEY_TYPED_CHARACTERS_MAX}
          className="sm:w-96"
        />
        <Button type="submit">Look it up</Button>
      </FilterForm>
    </div>
  );
}
