"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { patchQuery } from "@/app/(console)/_queries/query-cache";
import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { History } from "@/app/(console)/payments/[id]/_history/history";
import { LiveIndicator } from "@/components/live/live-indicator";
import { useLive } from "@/components/live/use-live";
import { statusLook } from "@/components/payments/status";
import { PageHeader } from "@/components/ui/page-header";
import { decode } from "@/lib/live/codec";
import { Counterfoil } from "./counterfoil";
import { PaymentActions } from "./payment-actions";
import { PaymentDuplicates } from "./payment-duplicates";
import type { PaymentView } from "./payment-view";
import { SideCards } from "./side-cards";

/** A payment's page, which follows what happens to the payment by its stream. */
export function LivePayment({ params, shown }: Hydrated<"payment">) {
  const client = useQueryClient();
  const [said, setSaid] = useState("");
  const view = useConsoleQuery("payment", { params, shown });
  const liveness = useLive({
    address: `/api/live/payments/${view.id}`,
    cursor: shown.cursor,
    onView: (text, cursor) => {
      const data = decode(text) as PaymentView;
      // The stream begins with what the page has already.
      if (isNews(data, view))
        setSaid(`${data.history.lines[0]?.title ?? "Changed"}. The payment is now ${statusOf(data)}.`);
      patchQuery(client, "payment", params, { data, cursor });
    },
  });
  return (
    <>
      <PageHeader
        up={{ href: "/payments", label: "Payments" }}
        title={view.name}
        description={view.description}
        beside={<LiveIndicator {...liveness} />}
        actions={<PaymentActions {...view.actions} policy={view.policy} />}
      />
      <p role="status" className="sr-only">
        {said}
      </p>
      <div className="grid grid-cols-1 gap-4">
        <Counterfoil view={view} />
        <PaymentDuplicates view={view} />
        <div className="grid grid-cols-1 gap-4 lg:grid-cols-[minmax(0,1fr)_22rem] lg:items-start">
          <History view={view} />
          <SideCards view={view} />
        </div>
      </div>
    </>
  );
}

function isNews(data: PaymentView, shown: PaymentView): boolean {
  return statusOf(data) !== statusOf(shown) || data.history.lines[0]?.key !== shown.history.lines[0]?.key;
}

function statusOf({ facts }: PaymentView): string {
  return statusLook(facts.status).label.toLowerCase();
}
