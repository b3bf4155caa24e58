import type { Metadata } from "next";
import { Suspense } from "react";
import { operatorCtx, requireOperator } from "@/app/operator";
import { AppliedChips } from "@/components/filters/applied-chips";
import { IgnoredNotice } from "@/components/filters/ignored-notice";
import { RowsSkeleton } from "@/components/filters/rows-skeleton";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { WebhookTabs } from "@/components/webhooks/webhook-tabs";
import { may } from "@/lib/verb/permissions";
import { deliverySearchAddress, parseDeliverySearch } from "@/lib/webhooks/deliveries/delivery-search";
import { endpointChoices } from "@/lib/webhooks/endpoints/endpoint-choices";
import { appliedDeliveryFilters } from "./applied";
import { DeliveryFilters } from "./delivery-filters";
import { FoundDeliveries } from "./found-deliveries";
import { ResendFailed } from "./resend-failed";

export const metadata: Metadata = { title: "Webhook deliveries" };

export default async function DeliveriesPage({ searchParams }: PageProps<"/webhooks/deliveries">) {
  const operator = await requireOperator("webhooks:read");
  const { search, ignored } = parseDeliverySearch(parametersOf(await searchParams));
  const endpoints = await endpointChoices({ ctx: await operatorCtx() });
  return (
    <>
      <PageHeader
        title="Webhooks"
        description="Every event for every endpoint: what was sent, what came back, and when it is sent again."
        actions={
          may(operator, "webhooks:resend") &&
          endpoints.length > 0 && <ResendFailed endpoints={endpoints} endpointId={search.endpoint ?? null} />
        }
      />
      <WebhookTabs current="/webhooks/deliveries" />
      <div className="mb-3 grid gap-2.5">
        <DeliveryFilters search={search} endpoints={endpoints} />
        <AppliedChips filters={appliedDeliveryFilters(search, endpoints)} clearHref="/webhooks/deliveries" />
        <IgnoredNotice ignored={ignored} />
      </div>
      <Card className="max-sm:-mx-4 max-sm:rounded-none max-sm:border-x-0">
        <Suspense key={deliverySearchAddress(search)} fallback={<RowsSkeleton of="deliveries" />}>
          <FoundDeliveries search={search} />
        </Suspense>
      </Card>
    </>
  );
}

function parametersOf(given: Record<string, string | string[] | undefined>): URLSearchParams {
  const single = Object.entries(given).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value]] : [],
  );
  return new URLSearchParams(single);
}
