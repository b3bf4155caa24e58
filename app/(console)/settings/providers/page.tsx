import type { Metadata } from "next";
import { loadQuery, paramsOf } from "@/app/(console)/_queries/load-query";
import { providersQuery } from "./providers-query";
import { ShownProviders } from "./shown-providers";

export const metadata: Metadata = { title: "Providers" };

export default async function ProvidersPage({ searchParams }: PageProps<"/settings/providers">) {
  const params = paramsOf(await searchParams);
  return <ShownProviders params={params.toString()} shown={await loadQuery(providersQuery, params)} />;
}
