import { enumWords } from "@/components/policies/enum-words";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { POLICY_STATUSES, type PolicyStatus } from "@/lib/policies/enums";

/** Finds policies by number, name or package; a plain form, so that the address is the search. */
export function PolicySearch({
  search,
  status,
  methodBlocked,
}: {
  search: string;
  status: PolicyStatus | undefined;
  methodBlocked: boolean;
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
      <Select
        name="method"
        defaultValue={methodBlocked ? "blocked" : ""}
        aria-label="Payment method"
        className="max-w-52"
      >
        <option value="">Any payment method</option>
        <option value="blocked">Blocked, policy active</option>
      </Select>
      <Button type="submit">Search</Button>
    </form>
  );
}
