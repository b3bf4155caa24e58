import type { Metadata } from "next";
import { cache } from "react";
import { loadQuery } from "@/app/(console)/_queries/load-query";
import { merchantQuery } from "./merchant-query";
import { ShownMerchant } from "./shown-merchant";

type Props = PageProps<"/settings/merchants/[id]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await shownOf((await params).id)).data.name };
}

export default async function MerchantPage({ params }: Props) {
  const { id } = await params;
  return <ShownMerchant params={paramsOf(id).toString()} shown={await shownOf(id)} />;
}

const shownOf = cache((id: string) => loadQuery(merchantQuery, paramsOf(id)));

function paramsOf(id: string): URLSearchParams {
  return new URLSearchParams({ id });
}
