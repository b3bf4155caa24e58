import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { operatorCtx, requireOperator } from "@/app/operator";
import { RequestStatus } from "@/components/requests/request-status";
import { PageHeader } from "@/components/ui/page-header";
import { getRequest } from "@/lib/requests/get-request";
import { problemOf } from "@/lib/verb/problem";
import { ExchangeCard } from "./exchange-card";
import { MadeCards } from "./made-cards";
import { RequestFacts } from "./request-facts";

export async function generateMetadata({ params }: PageProps<"/requests/[id]">): Promise<Metadata> {
  await requireOperator("requests:read");
  const { method, path } = (await loadRequest((await params).id)).request;
  return { title: `${method} ${path}` };
}

export default async function RequestPage({ params }: PageProps<"/requests/[id]">) {
  await requireOperator("requests:read");
  const detail = await loadRequest((await params).id);
  const { method, path, status } = detail.request;
  return (
    <>
      <PageHeader
        up={{ href: "/requests", label: "Request log" }}
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="break-all">
              {method} {path}
            </span>
            <RequestStatus status={status} />
          </span>
        }
      />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <ExchangeCard request={detail.request} />
        <div className="grid grid-cols-1 gap-4 max-lg:row-start-1">
          <RequestFacts detail={detail} />
          <MadeCards detail={detail} />
        </div>
      </div>
    </>
  );
}

const loadRequest = cache(async (id: string) => {
  try {
    return await getRequest({ ctx: await operatorCtx(), input: { id } });
  } catch (err) {
    if (problemOf(err)?.code === "not_found") notFound();
    throw err;
  }
});
