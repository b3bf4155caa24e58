import { SelectFilter } from "@/components/filters/filter-fields";
import { FilterForm } from "@/components/filters/filter-form";
import { SearchField } from "@/components/filters/search-field";
import { enumWords } from "@/components/policies/enum-words";
import { Button } from "@/components/ui/button";
import {
  CARD_LAPSES_DAYS,
  METHOD_TROUBLES,
  type MethodTrouble,
  POLICY_STATUSES,
  type PolicyStatus,
} from "@/lib/policies/enums";

const TROUBLE_NAMES: Record<MethodTrouble, string> = {
  blocked: "Blocked, policy active",
  unverified: "Not verified, policy active",
  lapsing: `Card ends within ${CARD_LAPSES_DAYS} days, policy active`,
  unanswered: "Agreement unanswered, policy active",
};

const TEXT_CHARACTERS_MAX = 200;

/** Finds policies by number, name or package. */
export function PolicySearch({
  search,
  status,
  method,
}: {
  search: string;
  status: PolicyStatus | undefined;
  method: MethodTrouble | undefined;
}) {
  return (
    <div className="mb-3">
      <FilterForm key={`${search}/${status}/${method}`} action="/policies">
        <SearchField
          name="search"
          label="Search policies"
          placeholder="Number, name or package"
          value={search}
          charactersMax={TEXT_CHARACTERS_MAX}
        />
        <SelectFilter
          bare
          name="status"
          label="Status"
          any="Any status"
          chosen={status}
          options={POLICY_STATUSES.map((each) => [each, enumWords(each)])}
          className="w-44"
        />
        <SelectFilter
          bare
          name="method"
          label="Payment method"
          any="Any payment method"
          chosen={method}
          options={METHOD_TROUBLES.map((each) => [each, TROUBLE_NAMES[each]])}
          className="w-60"
        />
        <Button type="submit">Show</Button>
      </FilterForm>
    </div>
  );
}
