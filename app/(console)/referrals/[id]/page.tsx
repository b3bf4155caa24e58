import type { Metadata } from "next";
import { cache } from "react";
import { loadQuery } from "@/app/(console)/_queries/load-query";
import { referralQuery } from "./referral-query";
import { ShownReferral } from "./shown-referral";

type Props = PageProps<"/referrals/[id]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await shownOf((await params).id)).data.name };
}

export default async function ReferralPage({ params }: Props) {
  const { id } = await params;
  return <ShownReferral params={paramsOf(id).toString()} shown={await shownOf(id)} />;
}

const shownOf = cache((id: string) => loadQuery(referralQuery, paramsOf(id)));

function paramsOf(id: string): URLSearchParams {
  return new URLSearchParams({ id });
}
