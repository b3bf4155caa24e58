import type { Metadata } from "next";
import { loadQuery, paramsOf } from "@/app/(console)/_queries/load-query";
import { LiveList } from "@/components/live/live-list";
import { PageHeader } from "@/components/ui/page-header";
import { retriesQuery } from "./retries-query";
import { ShownRetries } from "./shown-retries";

export const metadata: Metadata = { title: "Retries" };

export default async function RetriesPage({ searchParams }: PageProps<"/retries">) {
  const params = paramsOf(await searchParams);
  const shown = await loadQuery(retriesQuery, params);
  return (
    <>
      <PageHeader
        title="Retries"
        beside={<LiveList of="retries" cursor={shown.cursor} />}
        description="Premiums that failed and are not recovered yet: why, what happens next, and what you can do."
      />
      <ShownRetries params={params.toString()} shown={shown} />
    </>
  );
}
