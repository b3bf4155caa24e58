import type { Metadata } from "next";
import { loadQuery } from "@/app/(console)/_queries/load-query";
import { LiveList } from "@/components/live/live-list";
import { PageHeader } from "@/components/ui/page-header";
import { reportQuery } from "./report-query";
import { ShownReport } from "./shown-report";

export const metadata: Metadata = { title: "Referral reports" };

export default async function ReportsPage() {
  const shown = await loadQuery(reportQuery, new URLSearchParams());
  return (
    <>
      <PageHeader
        up={{ href: "/referrals", label: "Referrals" }}
        title="Reports"
        beside={<LiveList of="referral-reports" cursor={shown.cursor} />}
      />
      <ShownReport params="" shown={shown} />
    </>
  );
}
