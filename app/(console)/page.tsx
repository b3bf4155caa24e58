import type { Metadata } from "next";
import { Suspense } from "react";
import { MerchantChoice } from "@/app/(console)/_overview/merchant-choice";
import { ModeLinks } from "@/app/(console)/_overview/mode-links";
import { Overview } from "@/app/(console)/_overview/overview";
import { overviewQuery, shownRange } from "@/app/(console)/_overview/overview-query";
import { OverviewSkeleton } from "@/app/(console)/_overview/overview-skeleton";
import { RangeLinks } from "@/app/(console)/_overview/range-links";
import { loadQuery, paramsOf } from "@/app/(console)/_queries/load-query";
import { FirstSteps } from "@/app/(console)/_shared/first-steps";
import { operatorCtx, requireOperator } from "@/app/operator";
import { liveCursor } from "@/components/live/live-cursor";
import { LiveList } from "@/components/live/live-list";
import { PageHeader } from "@/components/ui/page-header";
import { offeredMerchants } from "@/lib/merchants/offered-merchants";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage({ searchParams }: PageProps<"/">) {
  await requireOperator(overviewQuery.permission);
  const ctx = await operatorCtx();
  const params = paramsOf(await searchParams);
  const [cursor, merchants, range] = await Promise.all([
    liveCursor(),
    offeredMerchants({ ctx }),
    shownRange(ctx, params),
  ]);
  return (
    <>
      <PageHeader
        title="Overview"
        beside={<LiveList of="overview" cursor={cursor} />}
        actions={
          <>
            <MerchantChoice merchants={merchants} range={range} />
            <ModeLinks range={range} />
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
