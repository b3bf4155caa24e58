"use client";

import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { CommissionsByState } from "./commissions-by-state";
import { MonthlyRevenue } from "./monthly-revenue";
import { TopPartners } from "./top-partners";

export function ShownReport(hydrated: Hydrated<"referral-reports">) {
  const { mrr, topPartners, commissions, months } = useConsoleQuery("referral-reports", hydrated);
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
      <MonthlyRevenue mrr={mrr} months={months} />
      <TopPartners partners={topPartners} />
      <CommissionsByState commissions={commissions} />
    </div>
  );
}
