"use client";

import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { RecoveredCharts } from "@/app/(console)/retries/_table/recovered-charts";
import { RetryTable } from "@/app/(console)/retries/_table/retry-table";
import { StateLinks } from "@/app/(console)/retries/_table/state-links";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { RetryIcon } from "@/components/ui/icons";
import { Pagination } from "@/components/ui/pagination";
import { PastTheEnd } from "@/components/ui/past-the-end";

export function ShownRetries({ params, shown }: Hydrated<"retries">) {
  const data = useConsoleQuery("retries", { params, shown });
  const { state, lines, firstHref, newerHref, olderHref, mayRetry, statistics } = data;
  return (
    <div className="grid gap-4">
      <RecoveredCharts statistics={statistics} />
      <Card>
        <StateLinks state={state} />
        {firstHref ? (
          <PastTheEnd firstHref={firstHref} />
        ) : lines.length === 0 ? (
          <EmptyState icon={RetryIcon} title="Nothing to retry">
            A premium that fails is shown here until it is recovered.
          </EmptyState>
        ) : (
          <RetryTable key={params} lines={lines} mayRetry={mayRetry} />
        )}
        {!firstHref && (newerHref || olderHref) && <Pagination newerHref={newerHref} olderHref={olderHref} />}
      </Card>
    </div>
  );
}
