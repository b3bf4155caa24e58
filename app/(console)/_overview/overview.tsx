"use client";

import type { ReactNode } from "react";
import type { QueryData } from "@/app/(console)/_queries/all";
import type { Shown } from "@/app/(console)/_queries/console-query";
import { useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { useReader } from "@/components/ui/reader-context";
import { Attention } from "./attention";
import { Failures } from "./failures";
import { RecentPayments } from "./recent-payments";
import { Success } from "./success";
import { Volume } from "./volume";

/** How payments went, and first of all what needs a person. */
export function Overview({
  params,
  shown,
  empty,
}: {
  params: string;
  shown: Shown<QueryData<"overview">>;
  /** Shown while there has been no payment at all. */
  empty: ReactNode;
}) {
  const data = useConsoleQuery("overview", { params, shown });
  const reader = useReader();
  const { currencies, range, success, successBefore, failures, attention, recent } = data;
  if (recent.length === 0 && !range.merchantId && !range.mode) {
    if (attention.length === 0) return empty;
    return (
      <div className="grid gap-4">
        <Attention reasons={attention} everyMerchant={false} />
        {empty}
      </div>
    );
  }
  return (
    <div className="grid gap-4 lg:grid-cols-3">
      <Attention reasons={attention} everyMerchant={range.merchantId !== null} className="lg:col-span-3" />
      <Volume currencies={currencies} range={range} reader={reader} className="lg:col-span-2" />
      <div className="grid content-start gap-4">
        <Success rate={success} before={successBefore} days={range.days} />
        <Failures failures={failures} days={range.days} />
      </div>
      <RecentPayments lines={recent} range={range} className="lg:col-span-3" />
    </div>
  );
}
