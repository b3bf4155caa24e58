import { operatorCtx } from "@/app/operator";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { WebhookIcon } from "@/components/ui/icons";
import { EndpointTable } from "@/components/webhooks/endpoints/endpoint-table";
import { may } from "@/lib/verb/permissions";
import { listEndpoints } from "@/lib/webhooks/endpoints/list-endpoints";
import { listStoppedEndpoints } from "@/lib/webhooks/endpoints/list-stopped-endpoints";
import { type EndpointShelf, EndpointShelfLinks, isOnShelf } from "./endpoint-shelves";
import { StoppedNotice } from "./stopped-notice";

/** Every endpoint and how it is doing, and above all those that stopped. */
export async function FoundEndpoints({ show }: { show: EndpointShelf | undefined }) {
  const ctx = await operatorCtx();
  const [lines, stopped] = await Promise.all([listEndpoints({ ctx }), listStoppedEndpoints({ ctx })]);
  if (lines.length === 0) return <NoEndpoints manage={may(ctx.actor, "webhooks:manage")} />;
  return (
    <>
      <StoppedNotice endpoints={stopped} />
      <Card>
        <EndpointShelfLinks show={show} />
        <EndpointTable lines={lines.filter(({ endpoint }) => isOnShelf(endpoint, show))} />
      </Card>
    </>
  );
}

function NoEndpoints({ manage }: { manage: boolean }) {
  return (
    <Card>
      <EmptyState
        icon={WebhookIcon}
        title="Let your systems hear of every payment"
        actions={
          <>
            {manage && (
              <ButtonLink href="/webhooks/new" variant="primary">
                Add an endpoint
              </ButtonLink>
            )}
            <ButtonLink href="/webhooks/events">See the events</ButtonLink>
          </>
        }
      >
        {manage
          ? "Add the address of a program of yours, keep the secret it is shown, and send it a test event. From then on it is sent what happens, signed, in order, and again until it arrives."
          : "No endpoint has been added yet. An admin adds the address of a program; from then on it is sent what happens."}
      </EmptyState>
    </Card>
  );
}
