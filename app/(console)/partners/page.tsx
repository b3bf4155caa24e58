import type { Metadata } from "next";
import { loadQuery, paramsOf } from "@/app/(console)/_queries/load-query";
import { LiveList } from "@/components/live/live-list";
import { PageHeader } from "@/components/ui/page-header";
import { AddPartner } from "./add-partner";
import { FoundPartners } from "./found-partners";
import { partnersQuery } from "./partners-query";

export const metadata: Metadata = { title: "Partners" };

export default async function PartnersPage({ searchParams }: PageProps<"/partners">) {
  const params = paramsOf(await searchParams);
  const shown = await loadQuery(partnersQuery, params);
  const { merchants } = shown.data;
  return (
    <>
      <PageHeader
        title="Partners"
        beside={<LiveList of="partners" cursor={shown.cursor} />}
        description="Who recommends you, and is owed a commission on what their referrals pay."
        actions={merchants.length > 0 && <AddPartner merchants={merchants} />}
      />
      <FoundPartners params={params.toString()} shown={shown} />
    </>
  );
}
