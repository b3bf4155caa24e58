import type { Metadata } from "next";
import { Suspense } from "react";
import { loadQuery, paramsOf } from "@/app/(console)/_queries/load-query";
import { requireOperator } from "@/app/operator";
import { RowsSkeleton } from "@/components/filters/rows-skeleton";
import { liveCursor } from "@/components/live/live-cursor";
import { LiveList } from "@/components/live/live-list";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { PlusIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { WebhookTabs } from "@/components/webhooks/webhook-tabs";
import { may } from "@/lib/verb/permissions";
import { endpointsQuery } from "./endpoints-query";
import { FoundEndpoints } from "./found-endpoints";

export const metadata: Metadata = { title: "Webhooks" };

export default async function WebhooksPage({ searchParams }: PageProps<"/webhooks">) {
  const operator = await requireOperator(endpointsQuery.permission);
  const cursor = await liveCursor();
  const params = paramsOf(await searchParams);
  return (
    <>
      <PageHeader
        title="Webhooks"
        beside={<LiveList of="endpoints" cursor={cursor} />}
        description="Your systems are told of everything that happens: signed, in order for each payment, and again until it arrives."
        actions={
          may(operator, "webhooks:manage") && (
            <ButtonLink href="/webhooks/new" variant="primary">
              <PlusIcon /> Add an endpoint
            </ButtonLink>
          )
        }
      />
      <WebhookTabs current="/webhooks" />
      <Suspense fallback={<Loading />}>
        <Found params={params} />
      </Suspense>
    </>
  );
}

async function Found({ params }: { params: URLSearchParams }) {
  return <FoundEndpoints params={params.toString()} shown={await loadQuery(endpointsQuery, params)} />;
}

function Loading() {
  return (
    <Card>
      <RowsSkeleton of="endpoints" />
    </Card>
  );
}
