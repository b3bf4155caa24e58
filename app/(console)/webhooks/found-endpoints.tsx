"use client";

import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { WebhookIcon } from "@/components/ui/icons";
import { EndpointTable } from "@/components/webhooks/endpoints/endpoint-table";
import { EndpointShelfLinks } from "./endpoint-shelves";
import { StoppedNotice } from "./stopped-notice";

/** Every endpoint and how it is doing, and above all those that stopped. */
export function FoundEndpoints(hydrated: Hydrated<"endpoints">) {
  const { show, any, lines, stopped, manage } = useConsoleQuery("endpoints", hydrated);
  if (!any) return <NoEndpoints manage={manage} />;
  return (
    <>
      <StoppedNotice endpoints={stopped} />
      <Card>
        <EndpointShelfLinks show={show} />
        <EndpointTable lines={lines} />
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
