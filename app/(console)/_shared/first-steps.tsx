import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ReceiptIcon } from "@/components/ui/icons";
import { hasLiveConnection } from "@/lib/connectors/connection";
import type { Actor } from "@/lib/verb/context";
import { may } from "@/lib/verb/permissions";
import { LoadSampleButton } from "./load-sample-button";

/** What to do before there is anything to look at. */
export async function FirstSteps({ actor }: { actor: Actor }) {
  return (
    <Card>
      <EmptyState
        icon={ReceiptIcon}
        title="The first payment starts with a link"
        actions={
          <>
            {may(actor, "payments:create") && (
              <ButtonLink href="/checkout-links/new" variant="primary">
                Create a checkout link
              </ButtonLink>
            )}
            {may(actor, "keys:manage") && <ButtonLink href="/settings/keys">Make an API key</ButtonLink>}
            {may(actor, "merchants:manage") && !(await hasLiveConnection()) && <LoadSampleButton />}
          </>
        }
      >
        Create a checkout link, open it, and pay it yourself with the test card 4242 4242 4242 4242. No money
        moves. Every step of it then shows here, and in the payment’s own history.
      </EmptyState>
    </Card>
  );
}
