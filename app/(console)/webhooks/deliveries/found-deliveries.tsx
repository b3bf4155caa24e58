"use client";

import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { DeliveryTable } from "@/app/(console)/_shared/delivery-table";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { InboxIcon, SearchIcon } from "@/components/ui/icons";
import { Pagination } from "@/components/ui/pagination";

/** The page of deliveries a search is on. */
export function FoundDeliveries({ params, shown }: Hydrated<"deliveries">) {
  const { lines, newerHref, olderHref, filtered } = useConsoleQuery("deliveries", { params, shown });
  if (lines.length === 0) return <NoDeliveries filtered={filtered} />;
  return (
    <>
      <DeliveryTable caption="Deliveries, newest first" lines={lines} showEndpoint />
      <Pagination newerHref={newerHref} olderHref={olderHref} />
    </>
  );
}

function NoDeliveries({ filtered }: { filtered: boolean }) {
  if (filtered) {
    return (
      <EmptyState
        icon={SearchIcon}
        title="No delivery fits"
        actions={<ButtonLink href="/webhooks/deliveries">Show all deliveries</ButtonLink>}
      >
        Take a filter away, or look for another event.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={InboxIcon}
      title="Nothing has been sent yet"
      actions={<ButtonLink href="/webhooks">Go to the endpoints</ButtonLink>}
    >
      As soon as there is an endpoint, everything that happens is listed here with what was sent and what came
      back.
    </EmptyState>
  );
}
