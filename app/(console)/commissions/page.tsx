import type { Metadata } from "next";
import { loadQuery, paramsOf } from "@/app/(console)/_queries/load-query";
import { LiveList } from "@/components/live/live-list";
import { PageHeader } from "@/components/ui/page-header";
import { commissionsQuery } from "./commissions-query";
import { ShownCommissions } from "./shown-commissions";

export const metadata: Metadata = { title: "Commissions" };

export default async function CommissionsPage({ searchParams }: PageProps<"/commissions">) {
  const params = paramsOf(await searchParams);
  const shown = await loadQuery(commissionsQuery, params);
  return (
    <>
      <PageHeader
        title="Commissions"
        beside={<LiveList of="commissions" cursor={shown.cursor} />}
        description="What partners have earned. A commission is approved when its holding period ends, or by you; a paid one is locked."
      />
      <ShownCommissions params={params.toString()} shown={shown} />
    </>
  );
}
