"use client";

import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { RequestStatus } from "@/components/requests/request-status";
import { PageHeader } from "@/components/ui/page-header";
import { RequestExchangeCard } from "./exchange-card";
import { MadeCards } from "./made-cards";
import { RequestFacts } from "./request-facts";

export function ShownRequest(hydrated: Hydrated<"request">) {
  const detail = useConsoleQuery("request", hydrated);
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
        <RequestExchangeCard request={detail.request} />
        <div className="grid grid-cols-1 gap-4 max-lg:row-start-1">
          <RequestFacts detail={detail} />
          <MadeCards detail={detail} />
        </div>
      </div>
    </>
  );
}
