import type { Metadata } from "next";
import { Suspense } from "react";
import { requireOperator } from "@/app/operator";
import { RowsSkeleton } from "@/components/filters/rows-skeleton";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { PlusIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { WebhookTabs } from "@/components/webhooks/webhook-tabs";
import { may } from "@/lib/verb/permissions";
import { ENDPOINT_SHELVES } from "./endpoint-shelves";
import { FoundEndpoints } from "./found-endpoints";

export const metadata: Metadata = { title: "Webhooks" };

export default async function WebhooksPage({ searchParams }: PageProps<"/webhooks">) {
  const operator = await requireOperator("webhooks:read");
  const { show } = await searchParams;
  return (
    <>
      <PageHeader
        title="Webhooks"
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
        <FoundEndpoints show={ENDPOINT_SHELVES.find((each) => each === show)} />
      </Suspense>
    </>
  );
}

function Loading() {
  return (
    <Card>
      <RowsSkeleton of="endpoints" />
    </Card>
  );
}
