import type { Metadata } from "next";
import { loadQuery, paramsOf } from "@/app/(console)/_queries/load-query";
import { LiveList } from "@/components/live/live-list";
import { PageHeader } from "@/components/ui/page-header";
import { payoutsQuery } from "./payouts-query";
import { ShownPayouts } from "./shown-payouts";

export const metadata: Metadata = { title: "Payouts" };

export default async function PayoutsPage({ searchParams }: PageProps<"/payouts">) {
  const params = paramsOf(await searchParams);
  const shown = await loadQuery(payoutsQuery, params);
  return (
    <>
      <PageHeader
        title="Payouts"
        beside={<LiveList of="payouts" cursor={shown.cursor} />}
        description="Approved commissions less clawbacks, by partner and currency. What a partner owes is carried over to their next payout."
      />
      <ShownPayouts params={params.toString()} shown={shown} />
    </>
  );
}
