import type { Metadata } from "next";
import { cache } from "react";
import { loadQuery } from "@/app/(console)/_queries/load-query";
import { partnerQuery } from "./partner-query";
import { ShownPartner } from "./shown-partner";

type Props = PageProps<"/partners/[id]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await shownOf((await params).id)).data.partner.name };
}

export default async function PartnerPage({ params }: Props) {
  const { id } = await params;
  return <ShownPartner params={paramsOf(id).toString()} shown={await shownOf(id)} />;
}

const shownOf = cache((id: string) => loadQuery(partnerQuery, paramsOf(id)));

function paramsOf(id: string): URLSearchParams {
  return new URLSearchParams({ id });
}
