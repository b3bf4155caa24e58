import type { Metadata } from "next";
import { operatorCtx, requireOperator } from "@/app/operator";
import { PageHeader } from "@/components/ui/page-header";
import { referralReport } from "@/lib/referrals/report";
import { CommissionsByState } from "./commissions-by-state";
import { MonthlyRevenue } from "./monthly-revenue";
import { TopPartners } from "./top-partners";

export const metadata: Metadata = { title: "Referral reports" };

export default async function ReportsPage() {
  await requireOperator("referrals:read");
  const ctx = await operatorCtx();
  const report = await referralReport({ ctx });
  return (
    <>
      <PageHeader up={{ href: "/referrals", label: "Referrals" }} title="Reports" />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <MonthlyRevenue mrr={report.mrr} now={ctx.now} />
        <TopPartners partners={report.topPartners} />
        <CommissionsByState commissions={report.commissions} />
      </div>
    </>
  );
}
