import type { Metadata } from "next";
import { loadQuery, paramsOf } from "@/app/(console)/_queries/load-query";
import { PageHeader } from "@/components/ui/page-header";
import { accountsQuery } from "./accounts-query";
import { FoundAccounts } from "./found-accounts";

export const metadata: Metadata = { title: "Accounts" };

export default async function AccountsPage({ searchParams }: PageProps<"/connectors/accounts">) {
  const params = paramsOf(await searchParams);
  const shown = await loadQuery(accountsQuery, params);
  return (
    <>
      <PageHeader
        up={{ href: "/connectors", label: "Connectors" }}
        title="Accounts"
        description="Between which money moves at your providers. Programs add them through the API."
      />
      <FoundAccounts params={params.toString()} shown={shown} />
    </>
  );
}
