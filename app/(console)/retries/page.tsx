import type { Metadata } from "next";
import { RecoveredCharts } from "@/app/(console)/retries/_table/recovered-charts";
import { toRetryLine } from "@/app/(console)/retries/_table/retry-line";
import { RetryTable } from "@/app/(console)/retries/_table/retry-table";
import { StateLinks } from "@/app/(console)/retries/_table/state-links";
import { operatorCtx, requireOperator } from "@/app/operator";
import { liveCursor } from "@/components/live/live-cursor";
import { LiveList } from "@/components/live/live-list";
import { Card } from "@/components/ui/card";
import { currentReader } from "@/components/ui/current-reader";
import { EmptyState } from "@/components/ui/empty-state";
import { RetryIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { findRetries, RETRIES_PER_PAGE, type RetryState } from "@/lib/policies/collection/find-retries";
import { retryStatistics } from "@/lib/policies/collection/retry-statistics";
import { may } from "@/lib/verb/permissions";

export const metadata: Metadata = { title: "Retries" };

export default async function RetriesPage({ searchParams }: PageProps<"/retries">) {
  const operator = await requireOperator("payments:read");
  const cursor = await liveCursor();
  const [ctx, reader, given] = await Promise.all([operatorCtx(), currentReader(), searchParams]);
  const state = STATES.find((each) => each === given.state);
  const page = Math.max(1, Number.parseInt(String(given.page ?? "1"), 10) || 1);
  const offset = (page - 1) * RETRIES_PER_PAGE;
  const [{ rows, more }, statistics] = await Promise.all([
    findRetries({ ctx, input: { state, offset } }),
    retryStatistics({ ctx }),
  ]);
  const address = (to: number) =>
    `/retries?${new URLSearchParams({ ...(state && { state }), page: String(to) })}`;
  return (
    <>
      <PageHeader
        title="Retries"
        beside={<LiveList of="retries" cursor={cursor} />}
        description="Premiums that failed and are not recovered yet: why, what happens next, and what you can do."
      />
      <div className="grid gap-4">
        <RecoveredCharts statistics={statistics} reader={reader} />
        <Card>
          <StateLinks state={state} />
          {rows.length === 0 ? (
            <EmptyState icon={RetryIcon} title="Nothing to retry">
              A premium that fails is shown here until it is recovered.
            </EmptyState>
          ) : (
            <RetryTable
              lines={rows.map((row) => toRetryLine(row, reader))}
              mayRetry={may(operator, "payments:retry")}
            />
          )}
          {(page > 1 || more) && (
            <Pagination
              newerHref={page > 1 ? address(page - 1) : null}
              olderHref={more ? address(page + 1) : null}
            />
          )}
        </Card>
      </div>
    </>
  );
}

const STATES: readonly RetryState[] = ["waiting", "stuck"];
