import type { Metadata } from "next";
import { Suspense } from "react";
import { MerchantChoice } from "@/app/(console)/_overview/merchant-choice";
import { Overview } from "@/app/(console)/_overview/overview";
import { overviewQuery, overviewRange } from "@/app/(console)/_overview/overview-query";
import { OverviewSkeleton } from "@/app/(console)/_overview/overview-skeleton";
import { RangeLinks } from "@/app/(console)/_overview/range-links";
import { TestsAmongLive } from "@/app/(console)/_overview/tests-among-live";
import { loadQuery, paramsOf } from "@/app/(console)/_queries/load-query";
import { FirstSteps } from "@/app/(console)/_shared/first-steps";
import { operatorCtx, requireOperator } from "@/app/operator";
import { liveCursor } from "@/components/live/live-cursor";
import { LiveList } from "@/components/live/live-list";
import { PageHeader } from "@/components/ui/page-header";
import { offeredMerchants } from "@/lib/merchants/offered-merchants";
import { hasTestsAmongLive } from "@/lib/payments/listing/has-tests-among-live";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage({ searchParams }: PageProps<"/">) {
  await requireOperator(overviewQuery.permission);
  const ctx = await operatorCtx();
  const [cursor, merchants, mixed, params] = await Promise.all([
    liveCursor(),
    offeredMerchants({ ctx }),
    hasTestsAmongLive({ ctx }),
    searchParams.then(paramsOf),
  ]);
  const range = overviewRange(params);
  return (
    <>
      <PageHeader
        title="Overview"
        description={mixed && <TestsAmongLive range={range} />}
        beside={<LiveList of="overview" cursor={cursor} />}
        actions={
          <>
            <MerchantChoice merchants={merchants} range={range} />
            <RangeLinks range={range} />
          </>
        }
      />
      <Suspense fallback={<OverviewSkeleton />}>
        <LoadedOverview params={params} />
      </Suspense>
    </>
  );
}

async function LoadedOverview({ params }: { params: URLSearchParams }) {
  const [{ actor }, shown] = await Promise.all([operatorCtx(), loadQuery(overviewQuery, params)]);
  return <Overview params={params.toString()} shown={shown} empty={<FirstSteps actor={actor} />} />;
}
