"use client";

import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { FilterLinks } from "@/components/filters/filter-links";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { BuildingIcon } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { Pagination } from "@/components/ui/pagination";
import { PastTheEnd } from "@/components/ui/past-the-end";
import { MARKED_WITHIN_DAYS } from "@/lib/referrals/payouts/mark-limits";
import { MERCHANTS_PREVIEWED_MAX } from "@/lib/referrals/payouts/preview-limits";
import { isolated } from "@/lib/text/isolated";
import { DueMerchants } from "./due-merchants";
import { PeriodForm } from "./period-form";
import { RunRows } from "./run-rows";

const NONE_UNMARKED = `Of payouts made ${MARKED_WITHIN_DAYS} days ago or earlier, every line is marked paid or failed.`;

export function ShownPayouts({ params, shown }: Hydrated<"payouts">) {
  const data = useConsoleQuery("payouts", { params, shown });
  if (!data) {
    return (
      <Card>
        <EmptyState icon={BuildingIcon} title="Payouts need a merchant">
          An admin can add the first merchant under Settings.
        </EmptyState>
      </Card>
    );
  }
  const { merchants, merchantId, partner, due, periodRefused, mayPay, runs, unmarked } = data;
  const { newerHref, olderHref, allHref, unmarkedHref, isBeyond } = data;
  const merchant = merchants.find(({ id }) => id === merchantId);
  return (
    <div className="grid grid-cols-1 gap-4">
      <Card>
        <CardHeader
          title="Due now"
          description="Commissions approved from the first day to the last (UTC) and not paid yet, less every clawback"
          actions={
            <PeriodForm
              merchants={merchants}
              merchantId={merchantId}
              partner={partner}
              period={due.period}
              unmarked={unmarked}
            />
          }
        />
        {periodRefused && (
          <CardBody>
            <Notice tone="caution" title="These are no two days in order: all that is due is shown." />
          </CardBody>
        )}
        <DueMerchants due={due} partner={partner} mayPay={mayPay} />
        {due.more && (
          <CardBody>
            <Notice
              tone="caution"
              title={`The first ${MERCHANTS_PREVIEWED_MAX} merchants are shown: choose a merchant for the others.`}
            />
          </CardBody>
        )}
      </Card>
      <Card>
        <CardHeader title="Made payouts" description={merchant && `Of ${isolated(merchant.name)}`} />
        <FilterLinks
          label="Which payouts"
          links={[
            { href: allHref, label: "All", current: !unmarked },
            { href: unmarkedHref, label: "To be marked", current: unmarked },
          ]}
        />
        {isBeyond ? (
          <PastTheEnd firstHref={unmarked ? unmarkedHref : allHref} />
        ) : (
          <RunRows runs={runs} empty={unmarked ? NONE_UNMARKED : "No payout has been made yet."} />
        )}
        {(newerHref || olderHref) && <Pagination newerHref={newerHref} olderHref={olderHref} />}
      </Card>
    </div>
  );
}
