"use client";

import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { EditEndpointForm, type FormOptions } from "@/app/(console)/webhooks/endpoint-form";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { endpointName } from "@/components/webhooks/endpoints/endpoint-name";
import { spellId } from "@/lib/ids";

/** The form that changes an endpoint, which begins as this browser knows the endpoint. */
export function EditEndpoint({ groups, merchants, ...hydrated }: Hydrated<"endpoint"> & FormOptions) {
  const { endpoint, seen } = useConsoleQuery("endpoint", hydrated);
  const { id, url, description, eventTypes, merchant } = endpoint;
  const href = `/webhooks/${spellId("we", id)}`;
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader
        up={{ href, label: endpointName(url) }}
        title="Edit the endpoint"
        description="What waits to be sent goes to the address as it is then. The secret stays the same."
      />
      <Card className="p-4 sm:p-5">
        <EditEndpointForm
          id={id}
          href={href}
          seen={seen}
          values={{ url, description, eventTypes, merchantId: merchant?.id ?? null }}
          groups={groups}
          merchants={merchants}
        />
      </Card>
    </div>
  );
}
