import type { Metadata } from "next";
import { cache } from "react";
import { loadQuery, paramsOf } from "@/app/(console)/_queries/load-query";
import { policyQuery } from "./policy-query";
import { ShownPolicy } from "./shown-policy";

type Props = PageProps<"/policies/[id]">;

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { policy } = (await shownOf(await askedIn(props))).data;
  return { title: `Policy ${policy.policyNumber}` };
}

export default async function PolicyPage(props: Props) {
  const params = await askedIn(props);
  return <ShownPolicy params={params} shown={await shownOf(params)} />;
}

async function askedIn({ params, searchParams }: Props): Promise<string> {
  const [{ id }, { page }] = await Promise.all([params, searchParams]);
  return paramsOf({ id, page }).toString();
}

const shownOf = cache((params: string) => loadQuery(policyQuery, new URLSearchParams(params)));
