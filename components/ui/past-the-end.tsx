import { ButtonLink } from "./button";
import { EmptyState } from "./empty-state";

/** Instead of a list, where its address asks for a page past its last. */
export function PastTheEnd({ firstHref }: { firstHref: string }) {
  return (
    <EmptyState
      title="There is nothing on this page"
      actions={<ButtonLink href={firstHref}>First page</ButtonLink>}
    >
      The list ends before it.
    </EmptyState>
  );
}
