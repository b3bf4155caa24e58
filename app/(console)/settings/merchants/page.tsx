import type { Metadata } from "next";
import { loadQuery, paramsOf } from "@/app/(console)/_queries/load-query";
import { FoundMerchants } from "./found-merchants";
import { merchantsQuery } from "./merchants-query";

export const metadata: Metadata = { title: "Merchants" };

export default async function MerchantsPage({ searchParams }: PageProps<"/settings/merchants">) {
  const params = paramsOf(await searchParams);
  return <FoundMerchants params={params.toString()} shown={await loadQuery(merchantsQuery, params)} />;
}
