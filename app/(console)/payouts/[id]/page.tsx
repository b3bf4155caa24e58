import type { Metadata } from "next";
import { cache } from "react";
import { loadQuery } from "@/app/(console)/_queries/load-query";
import { currentReader } from "@/components/ui/current-reader";
import { payoutQuery } from "./payout-query";
import { payoutTitle } from "./payout-title";
import { ShownPayout } from "./shown-payout";

type Props = PageProps<"/payouts/[id]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { payout } = (await shownOf((await params).id)).data;
  return { title: payoutTitle(payout, await currentReader()) };
}

export default async function PayoutPage({ params }: Props) {
  const { id } = await params;
  return <ShownPayout params={paramsOf(id).toString()} shown={await shownOf(id)} />;
}

const shownOf = cache((id: string) => loadQuery(payoutQuery, paramsOf(id)));

function paramsOf(id: string): URLSearchParams {
  return new URLSearchParams({ id });
}
