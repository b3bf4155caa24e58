import type { Metadata } from "next";
import { cache } from "react";
import { loadQuery } from "@/app/(console)/_queries/load-query";
import { policyholderQuery } from "./holder-query";
import { ShownHolder } from "./shown-holder";

type Props = PageProps<"/policies/holders/[id]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await shownOf((await params).id)).data.name };
}

export default async function PolicyholderPage({ params }: Props) {
  const { id } = await params;
  return <ShownHolder params={paramsOf(id).toString()} shown={await shownOf(id)} />;
}

const shownOf = cache((id: string) => loadQuery(policyholderQuery, paramsOf(id)));

function paramsOf(id: string): URLSearchParams {
  return new URLSearchParams({ id });
}
