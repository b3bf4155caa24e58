import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Suspense } from "react";
import { loadQuery } from "@/app/(console)/_queries/load-query";
import { operatorCtx, requireOperator } from "@/app/operator";
import { AppliedChips } from "@/components/filters/applied-chips";
import { IgnoredNotice } from "@/components/filters/ignored-notice";
import { RowsSkeleton } from "@/components/filters/rows-skeleton";
import { RequestTabs } from "@/components/requests/request-tabs";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { getRequest } from "@/lib/requests/get-request";
import { requestSearchAddress } from "@/lib/requests/list-address";
import { parseRequestSearch } from "@/lib/requests/search";
import type { Ctx } from "@/lib/verb/context";
import { problemOf } from "@/lib/verb/problem";
import { appliedRequestFilters } from "./applied";
import { FoundRequests } from "./found-requests";
import { RequestFilters } from "./request-filters";
import { requestsQuery } from "./requests-query";

export const metadata: Metadata = { title: "Request log" };

export default async function RequestsPage({ searchParams }: PageProps<"/requests">) {
  await requireOperator(requestsQuery.permission);
  const params = parametersOf(await searchParams);
  const { search, ignored } = parseRequestSearch(params);
  if (search.request && (await isLogged(await operatorCtx(), search.request)))
    redirect(`/requests/${search.request}`);
  return (
    <>
      <PageHeader
        title="Request log"
        description="Every request to the API: who asked, what was sent, and what was answered. Without secrets."
      />
      <RequestTabs current="/requests" />
      <div className="mb-3 grid gap-2.5">
        <RequestFilters search={search} />
        <AppliedChips filters={appliedRequestFilters(search)} clearHref="/requests" />
        <IgnoredNotice ignored={ignored} />
      </div>
      <Card className="max-sm:-mx-4 max-sm:rounded-none max-sm:border-x-0">
        <Suspense key={requestSearchAddress(search)} fallback={<RowsSkeleton of="requests" />}>
          <Found params={params} />
        </Suspense>
      </Card>
    </>
  );
}

async function Found({ params }: { params: URLSearchParams }) {
  return <FoundRequests params={params.toString()} shown={await loadQuery(requestsQuery, params)} />;
}

/** Whether there is a request of this very id: then it is what was looked for. */
async function isLogged(ctx: Ctx, id: string): Promise<boolean> {
  try {
    await getRequest({ ctx, input: { id } });
    return true;
  } catch (err) {
    if (problemOf(err)?.code === "not_found") return false;
    throw err;
  }
}

function parametersOf(given: Record<string, string | string[] | undefined>): URLSearchParams {
  const single = Object.entries(given).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value]] : [],
  );
  return new URLSearchParams(single);
}
