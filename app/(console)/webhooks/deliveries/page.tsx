import type { Metadata } from "next";
import { Suspense } from "react";
import { loadQuery, paramsOf } from "@/app/(console)/_queries/load-query";
import { operatorCtx, requireOperator } from "@/app/operator";
import { AppliedChips } from "@/components/filters/applied-chips";
import { IgnoredNotice } from "@/components/filters/ignored-notice";
import { RowsSkeleton } from "@/components/filters/rows-skeleton";
import { liveCursor } from "@/components/live/live-cursor";
import { LiveList } from "@/components/live/live-list";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { WebhookTabs } from "@/components/webhooks/webhook-tabs";
import { may } from "@/lib/verb/permissions";
import { parseDeliverySearch } from "@/lib/webhooks/deliveries/delivery-search";
import { deliverySearchAddress } from "@/lib/webhooks/deliveries/list-address";
import { endpointChoices } from "@/lib/webhooks/endpoints/endpoint-choices";
import { appliedDeliveryFilters } from "./applied";
import { deliveriesQuery } from "./deliveries-query";
import { DeliveryFilters } from "./delivery-filters";
import { FoundDeliveries } from "./found-deliveries";
import { ResendFailed } from "./resend-failed";

export const metadata: Metadata = { title: "Webhook deliveries" };

export default async function DeliveriesPage({ searchParams }: PageProps<"/webhooks/deliveries">) {
  const operator = await requireOperator(deliveriesQuery.permission);
  const cursor = await liveCursor();
  const params = paramsOf(await searchParams);
  const { search, ignored } = parseDeliverySearch(params);
  const endpoints = await endpointChoices({ ctx: await operatorCtx() });
  return (
    <>
      <PageHeader
        title="Webhooks"
        beside={<LiveList of="deliveries" cursor={cursor} />}
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
          <Found params={params} />
        </Suspense>
      </Card>
    </>
  );
}

async function Found({ params }: { params: URLSearchParams }) {
  return <FoundDeliveries params={params.toString()} shown={await loadQuery(deliveriesQuery, params)} />;
}
