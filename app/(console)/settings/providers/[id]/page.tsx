import type { Metadata } from "next";
import { cache } from "react";
import { loadQuery, paramsOf } from "@/app/(console)/_queries/load-query";
import { providerQuery } from "./provider-query";
import { ShownProvider } from "./shown-provider";

type Props = PageProps<"/settings/providers/[id]">;

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await shownOf(await askedIn(props))).data.connection.name };
}

export default async function ConnectionPage(props: Props) {
  const params = await askedIn(props);
  return <ShownProvider params={params} shown={await shownOf(params)} />;
}

async function askedIn({ params, searchParams }: Props): Promise<string> {
  const [{ id }, { show }] = await Promise.all([params, searchParams]);
  return paramsOf({ id, show }).toString();
}

const shownOf = cache((params: string) => loadQuery(providerQuery, new URLSearchParams(params)));
