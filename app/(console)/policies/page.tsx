import type { Metadata } from "next";
import { loadQuery, paramsOf } from "@/app/(console)/_queries/load-query";
import { LiveList } from "@/components/live/live-list";
import { PoliciesTabs } from "@/components/policies/policies-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { FoundPolicies } from "./found-policies";
import { NewPolicy } from "./new-policy";
import { policiesQuery, policySearch } from "./policies-query";
import { PolicySearch } from "./policy-search";

export const metadata: Metadata = { title: "Policies" };

export default async function PoliciesPage({ searchParams }: PageProps<"/policies">) {
  const params = paramsOf(await searchParams);
  const shown = await loadQuery(policiesQuery, params);
  return (
    <>
      <PageHeader
        title="Policies"
        beside={<LiveList of="policies" cursor={shown.cursor} />}
        actions={shown.data.mayCreate && <NewPolicy />}
      />
      <PoliciesTabs current="/policies" />
      <PolicySearch {...policySearch(params)} />
      <FoundPolicies params={params.toString()} shown={shown} />
    </>
  );
}
