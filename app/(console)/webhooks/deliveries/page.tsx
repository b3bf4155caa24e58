import type { Metadata } from "next";
import { Suspense } from "react";
import { operatorCtx, requireOperator } from "@/app/operator";
import { AppliedChips } from "@/components/payments/list/applied-chips";
import { IgnoredNotice } from "@/components/payments/list/ignored-notice";
import { RowsSkeleton } from "@/components/payments/list/rows-skeleton";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { appliedDeliveryFilters } from "@/components/webhooks/deliveries/applied";
import { DeliveryFilters } from "@/components/webhooks/deliveries/delivery-filters";
import { FoundDeliveries } from "@/components/webhooks/deliveries/found-deliveries";
import { ResendFailed } from "@/components/webhooks/deliveries/resend-failed";
import { WebhookTabs } from "@/components/webhooks/webhook-tabs";
import { may } from "@/lib/verb/permissions";
import { deliverySearchAddress, parseDeliverySearch } from "@/lib/webhooks/deliveries/delivery-search";
import { endpointChoices } from "@/lib/webhooks/endpoints/endpoint-choices";

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
