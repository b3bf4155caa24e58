import type { Metadata } from "next";
import { loadQuery, paramsOf } from "@/app/(console)/_queries/load-query";
import { LiveList } from "@/components/live/live-list";
import { PoliciesTabs } from "@/components/policies/policies-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { FoundHolders } from "./found-holders";
import { policyholdersQuery } from "./holders-query";
import { NewHolder } from "./new-holder";

export const metadata: Metadata = { title: "Policyholders" };

export default async function PolicyholdersPage({ searchParams }: PageProps<"/policies/holders">) {
  const params = paramsOf(await searchParams);
  const shown = await loadQuery(policyholdersQuery, params);
  return (
    <>
      <PageHeader
        title="Policies"
        beside={<LiveList of="policyholders" cursor={shown.cursor} />}
        actions={shown.data.mayCreate && <NewHolder />}
      />
      <PoliciesTabs current="/policies/holders" />
      <FoundHolders params={params.toString()} shown={shown} />
    </>
  );
}
