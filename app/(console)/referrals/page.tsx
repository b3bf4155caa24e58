import type { Metadata } from "next";
import { loadQuery, paramsOf } from "@/app/(console)/_queries/load-query";
import { requireOperator } from "@/app/operator";
import { LiveList } from "@/components/live/live-list";
import { ButtonLink } from "@/components/ui/button";
import { ChartIcon, PlusIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { may } from "@/lib/verb/permissions";
import { referralsQuery } from "./referrals-query";
import { ShownReferrals } from "./shown-referrals";

export const metadata: Metadata = { title: "Referrals" };

export default async function ReferralsPage({ searchParams }: PageProps<"/referrals">) {
  const operator = await requireOperator(referralsQuery.permission);
  const params = paramsOf(await searchParams);
  const shown = await loadQuery(referralsQuery, params);
  return (
    <>
      <PageHeader
        title="Referrals"
        description="Customers a partner recommended, and whether they pay."
        beside={<LiveList of="referrals" cursor={shown.cursor} />}
        actions={
          <>
            <ButtonLink href="/referrals/reports">
              <ChartIcon /> Reports
            </ButtonLink>
            {may(operator, "payments:create") && (
              <ButtonLink href="/referrals/record" variant="primary">
                <PlusIcon /> Record a payment
              </ButtonLink>
            )}
          </>
        }
      />
      <ShownReferrals params={params.toString()} shown={shown} />
    </>
  );
}
