import type { Metadata } from "next";
import { Suspense } from "react";
import { Overview } from "@/app/(console)/_overview/overview";
import { OverviewSkeleton } from "@/app/(console)/_overview/overview-skeleton";
import { RangeLinks } from "@/app/(console)/_overview/range-links";
import { requireOperator } from "@/app/operator";
import { liveCursor } from "@/components/live/live-cursor";
import { LiveList } from "@/components/live/live-list";
import { PageHeader } from "@/components/ui/page-header";
import { OVERVIEW_DAYS } from "@/lib/payments/overview";

export const metadata: Metadata = { title: "Overview" };

const DAYS_DEFAULT = 30;

export default async function OverviewPage({ searchParams }: PageProps<"/">) {
  await requireOperator("payments:read");
  const cursor = await liveCursor();
  const { days: asked, currency } = await searchParams;
  const days = OVERVIEW_DAYS.find((each) => String(each) === asked) ?? DAYS_DEFAULT;
  return (
    <>
      <PageHeader
        title="Overview"
        beside={<LiveList of="overview" cursor={cursor} />}
        actions={<RangeLinks days={days} />}
      />
      <Suspense fallback={<OverviewSkeleton />}>
        <Overview days={days} currency={typeof currency === "string" ? currency : undefined} />
      </Suspense>
    </>
  );
}
