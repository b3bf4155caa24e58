import type { Metadata } from "next";
import { requireOperator } from "@/app/operator";
import { PageHeader } from "@/components/ui/page-header";
import { countText } from "@/components/webhooks/count-text";
import { endpointName } from "@/components/webhooks/endpoints/endpoint-name";
import { EndpointState } from "@/components/webhooks/endpoints/endpoint-state";
import { spellId } from "@/lib/ids";
import { may } from "@/lib/verb/permissions";
import type { EndpointDetail } from "@/lib/webhooks/endpoints/get-endpoint";
import { EndpointActions, type EndpointStep } from "./endpoint-actions";
import { EndpointNotice } from "./endpoint-notice";
import { EventsCard, FactsCard, SecretsCard } from "./facts-cards";
import { HealthCard } from "./health-card";
import { loadEndpoint } from "./load-endpoint";
import { RecentDeliveries } from "./recent-deliveries";

export async function generateMetadata({ params }: PageProps<"/webhooks/[id]">): Promise<Metadata> {
  await requireOperator("webhooks:read");
  const { endpoint } = await loadEndpoint((await params).id);
  return { title: endpointName(endpoint.url) };
}

export default async function EndpointPage({ params }: PageProps<"/webhooks/[id]">) {
  const operator = await requireOperator("webhooks:read");
  const detail = await loadEndpoint((await params).id);
  const { endpoint, health, secrets } = detail;
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
        description={[endpoint.name, endpoint.description].filter(Boolean).join(" · ")}
        actions={
          !endpoint.deletedAt &&
          may(operator, "webhooks:resend") && (
            <EndpointActions endpoint={stepOf(detail, may(operator, "webhooks:manage"))} />
          )
        }
      />
      <div className="grid grid-cols-1 gap-4">
        <EndpointNotice endpoint={endpoint} />
        <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[minmax(0,1fr)_20rem]">
          <div className="grid grid-cols-1 gap-4">
            <HealthCard id={endpoint.id} health={health} />
            <RecentDeliveries endpointId={endpoint.id} />
          </div>
          <div className="grid grid-cols-1 gap-4">
            <FactsCard endpoint={endpoint} />
            <EventsCard eventTypes={endpoint.eventTypes} />
            {secrets.length > 0 && <SecretsCard secrets={secrets} />}
          </div>
        </div>
      </div>
    </>
  );
}

function stepOf({ endpoint, health }: EndpointDetail, manage: boolean): EndpointStep {
  return {
    id: endpoint.id,
    href: `/webhooks/${spellId("we", endpoint.id)}`,
    name: endpointName(endpoint.url),
    paused: endpoint.paused !== null,
    waiting:
      health.pending === 0
        ? null
        : `${countText(health.pending)} ${health.pending === 1 ? "delivery that waits" : "deliveries that wait"}`,
    manage,
  };
}
