"use client";

import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { RequestTable } from "@/components/requests/request-table";
import { ButtonLink } from "@/components/ui/button";
import { Count } from "@/components/ui/count";
import { EmptyState } from "@/components/ui/empty-state";
import { RequestIcon, SearchIcon } from "@/components/ui/icons";
import { Pagination } from "@/components/ui/pagination";
import { KEPT_DAYS, LOOKED_THROUGH_MAX } from "@/lib/requests/limits";

/** The page of requests a search is on. */
export function FoundRequests(hydrated: Hydrated<"requests">) {
  const { lines, newerHref, olderHref, filtered } = useConsoleQuery("requests", hydrated);
  if (lines.length === 0) return <NoRequests filtered={filtered} />;
  return (
    <>
      <RequestTable caption="API requests, newest first" lines={lines} />
      <Pagination summary={`Kept for ${KEPT_DAYS} days`} newerHref={newerHref} olderHref={olderHref} />
    </>
  );
}

function NoRequests({ filtered }: { filtered: boolean }) {
  if (filtered) {
    return (
      <EmptyState
        icon={SearchIcon}
        title="No request fits"
        actions={<ButtonLink href="/requests">Show all requests</ButtonLink>}
      >
        Take a filter away. Requests are kept for {KEPT_DAYS} days, and the newest{" "}
        <Count value={LOOKED_THROUGH_MAX} /> are looked through: choose a time to look further back.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={RequestIcon}
      title="Nobody has asked yet"
      actions={<ButtonLink href="/docs">Read the API reference</ButtonLink>}
    >
      Every request to the API is listed here with what was sent and what was answered, without secrets.
    </EmptyState>
  );
}
