import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchIcon } from "@/components/ui/icons";
import { WALKED_ROWS_MAX } from "@/lib/payments/search";

/** Nothing fits among the payments looked at, and there are others. */
export function NoneSoFar({ params }: { params: string }) {
  const q = new URLSearchParams(params).get("q");
  return (
    <EmptyState
      icon={SearchIcon}
      title="None so far"
      actions={
        q && <ButtonLink href={`/people?${new URLSearchParams({ q })}`}>Find a person instead</ButtonLink>
      }
    >
      Words that many payments have are looked for among {WALKED_ROWS_MAX} payments at a time. Go on with
      Older, or add another word.
    </EmptyState>
  );
}
