import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";

export default function NotFound() {
  return (
    <Card>
      <EmptyState
        heading
        title="There is nothing here"
        actions={
          <>
            <ButtonLink href="/payments" variant="primary">
              Go to payments
            </ButtonLink>
            <ButtonLink href="/">Overview</ButtonLink>
          </>
        }
      >
        The id or address may be mistyped, or what was there belongs to someone else.
      </EmptyState>
    </Card>
  );
}
