import type { Metadata } from "next";
import { operatorCtx, requireOperator } from "@/app/operator";
import { liveCursor } from "@/components/live/live-cursor";
import { LiveList } from "@/components/live/live-list";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { BuildingIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { offeredMerchants } from "@/lib/merchants/offered-merchants";
import { listPayoutRuns } from "@/lib/referrals/payouts/list-payout-runs";
import { Period } from "@/lib/referrals/payouts/period";
import { previewPayout } from "@/lib/referrals/payouts/preview-payout";
import { may } from "@/lib/verb/permissions";
import { PeriodForm } from "./period-form";
import { PreviewCard } from "./preview-card";
import { RunRows } from "./run-rows";

export const metadata: Metadata = { title: "Payouts" };

export default async function PayoutsPage({ searchParams }: PageProps<"/payouts">) {
  const operator = await requireOperator("referrals:read");
  const cursor = await liveCursor();
  const ctx = await operatorCtx();
  const [given, merchants, runs] = await Promise.all([
    searchParams,
    offeredMerchants({ ctx }),
    listPayoutRuns({ ctx }),
  ]);
  const merchant = merchants.find(({ id }) => id === given.merchant) ?? merchants[0];
  if (!merchant) {
    return (
      <>
        <PageHeader title="Payouts" />
        <Card>
          <EmptyState icon={BuildingIcon} title="Payouts need a merchant">
            An admin can add the first merchant under Settings.
          </EmptyState>
        </Card>
      </>
    );
  }
  const period = Period.safeParse({ from: given.from, through: given.through });
  const preview = await previewPayout({ ctx, input: { merchantId: merchant.id, period: period.data } });
  return (
    <>
      <PageHeader
        title="Payouts"
        beside={<LiveList of="payouts" cursor={cursor} />}
        description="Approved commissions less clawbacks, by partner and currency. What a partner owes is carried over to their next payout."
      />
      <div className="grid grid-cols-1 gap-4">
        <Card>
          <CardHeader
            title="Next payout"
            description="Whatever was approved by the last day and has not been paid"
            actions={
              <PeriodForm
                merchants={merchants.map(({ id, name }) => ({ id, name }))}
                merchantId={merchant.id}
                period={preview.period}
              />
            }
          />
          <PreviewCard merchantId={merchant.id} preview={preview} mayPay={may(operator, "payouts:run")} />
        </Card>
        <Card>
          <CardHeader title="Made payouts" />
          <RunRows runs={runs} />
        </Card>
      </div>
    </>
  );
}
