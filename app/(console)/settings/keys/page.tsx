import type { Metadata } from "next";
import { loadQuery, paramsOf } from "@/app/(console)/_queries/load-query";
import { FoundKeys } from "./found-keys";
import { keysQuery } from "./keys-query";

export const metadata: Metadata = { title: "API keys" };

export default async function KeysPage({ searchParams }: PageProps<"/settings/keys">) {
  const params = paramsOf(await searchParams);
  return <FoundKeys params={params.toString()} shown={await loadQuery(keysQuery, params)} />;
}
