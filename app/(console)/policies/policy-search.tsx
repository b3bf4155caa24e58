import { enumWords } from "@/components/policies/enum-words";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
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
};

/** Finds policies by number, name or package; a plain form, so that the address is the search. */
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
    <form action="/policies" className="flex flex-wrap gap-2 border-b px-4 py-3">
      <Input
        name="search"
        defaultValue={search}
        aria-label="Search policies"
        placeholder="Number, name or package"
        className="max-w-72"
        autoComplete="off"
      />
      <Select name="status" defaultValue={status ?? ""} aria-label="Status" className="max-w-44">
        <option value="">Any status</option>
        {POLICY_STATUSES.map((each) => (
          <option key={each} value={each}>
            {enumWords(each)}
          </option>
        ))}
      </Select>
      <Select name="method" defaultValue={method ?? ""} aria-label="Payment method" className="max-w-60">
        <option value="">Any payment method</option>
        {METHOD_TROUBLES.map((each) => (
          <option key={each} value={each}>
            {TROUBLE_NAMES[each]}
          </option>
        ))}
      </Select>
      <Button type="submit">Search</Button>
    </form>
  );
}
