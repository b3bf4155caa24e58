"use client";

import type { QueryData } from "@/app/(console)/_queries/all";
import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { LiveObject } from "@/components/live/live-object";
import { PageHeader } from "@/components/ui/page-header";
import { useReader } from "@/components/ui/reader-context";
import { countText } from "@/components/webhooks/count-text";
import { endpointName } from "@/components/webhooks/endpoints/endpoint-name";
import { EndpointState } from "@/components/webhooks/endpoints/endpoint-state";
import { spellId } from "@/lib/ids";
import { EndpointActions, type EndpointStep } from "./endpoint-actions";
import { EndpointNotice } from "./endpoint-notice";
import { EndpointEventsCard, EndpointFactsCard, SecretsCard } from "./facts-cards";
import { EndpointHealthCard } from "./health-card";
import { RecentDeliveries } from "./recent-deliveries";

export function ShownEndpoint(hydrated: Hydrated<"endpoint">) {
  const detail = useConsoleQuery("endpoint", hydrated);
  const { locale } = useReader();
  const { endpoint, health, secrets, deliveries } = detail;
  return (
    <>
      <PageHeader
        up={{ href: "/webhooks", label: "Webhooks" }}
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="break-all">{endpointName(endpoint.url)}</span>
            <EndpointState endpoint={endpoint} />
          </span>
        }
        beside={<LiveObject of="endpoint" cursor={hydrated.shown.cursor} />}
        description={[endpoint.name, endpoint.description].filter(Boolean).join(" · ")}
        actions={
          !endpoint.deletedAt && detail.maySend && <EndpointActions endpoint={stepOf(detail, locale)} />
        }
      />
      <div className="grid grid-cols-1 gap-4">
        <EndpointNotice endpoint={endpoint} />
        <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[minmax(0,1fr)_20rem]">
          <div className="grid grid-cols-1 gap-4">
            <EndpointHealthCard id={endpoint.id} health={health} />
            <RecentDeliveries endpointId={endpoint.id} lines={deliveries} />
          </div>
          <div className="grid grid-cols-1 gap-4">
            <EndpointFactsCard endpoint={endpoint} />
            <EndpointEventsCard eventTypes={endpoint.eventTypes} />
            {secrets.length > 0 && <SecretsCard secrets={secrets} />}
          </div>
        </div>
      </div>
    </>
  );
}

function stepOf({ endpoint, health, manage }: QueryData<"endpoint">, locale: string): EndpointStep {
  return {
    id: endpoint.id,
    href: `/webhooks/${spellId("we", endpoint.id)}`,
    name: endpointName(endpoint.url),
    paused: endpoint.paused !== null,
    waiting:
      health.pending === 0
        ? null
        : `${countText(health.pending, locale)} ${health.pending === 1 ? "delivery that waits" : "deliveries that wait"}`,
    manage,
  };
}
