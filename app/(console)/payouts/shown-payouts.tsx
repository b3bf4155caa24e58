"use client";

import type { QueryData } from "@/app/(console)/_queries/all";
import type { Shown } from "@/app/(console)/_queries/console-query";
import { useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { BuildingIcon } from "@/components/ui/icons";
import { PeriodForm } from "./period-form";
import { PreviewCard } from "./preview-card";
import { RunRows } from "./run-rows";

export function ShownPayouts({ params, shown }: { params: string; shown: Shown<QueryData<"payouts">> }) {
  const data = useConsoleQuery("payouts", params, shown);
  if (!data) {
    return (
      <Card>
        <EmptyState icon={BuildingIcon} title="Payouts need a merchant">
          An admin can add the first merchant under Settings.
        </EmptyState>
      </Card>
    );
  }
  const { merchants, merchantId, preview, mayPay, runs } = data;
  return (
    <div className="grid grid-cols-1 gap-4">
      <Card>
        <CardHeader
          title="Next payout"
          description="Whatever was approved by the last day and has not been paid"
          actions={<PeriodForm merchants={merchants} merchantId={merchantId} period={preview.period} />}
        />
        <PreviewCard merchantId={merchantId} preview={preview} mayPay={mayPay} />
      </Card>
      <Card>
        <CardHeader title="Made payouts" />
        <RunRows runs={runs} />
      </Card>
    </div>
  );
}
