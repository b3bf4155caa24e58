"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Shown } from "@/app/(console)/_queries/console-query";
import { patchQuery } from "@/app/(console)/_queries/query-cache";
import { useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { AdjustmentsCard } from "@/app/(console)/payments/[id]/_adjustments/adjustments-card";
import { LiveIndicator } from "@/components/live/live-indicator";
import { useLive } from "@/components/live/use-live";
import { statusLook } from "@/components/payments/status";
import { Card, CardHeader } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { decode } from "@/lib/live/codec";
import { Counterfoil } from "./counterfoil";
import { PaymentActions } from "./payment-actions";
import type { PaymentView } from "./payment-view";
import { SideCards } from "./side-cards";
import { Timeline } from "./timeline";

/** A payment's page, which follows what happens to the payment by its stream. */
export function LivePayment({ params, shown }: { params: string; shown: Shown<PaymentView> }) {
  const client = useQueryClient();
  const [said, setSaid] = useState("");
  const view = useConsoleQuery("payment", params, shown);
  const liveness = useLive({
    address: `/api/live/payments/${view.id}`,
    cursor: shown.cursor,
    onView: (text, cursor) => {
      const data = decode(text) as PaymentView;
      patchQuery(client, "payment", params, { data, cursor });
      setSaid(`${data.timeline[0]?.title ?? "Changed"}. The payment is now ${statusOf(data)}.`);
    },
  });
  return (
    <>
      <PageHeader
        up={{ href: "/payments", label: "Payments" }}
        title={view.name}
        description={view.description}
        beside={<LiveIndicator {...liveness} />}
        actions={<PaymentActions {...view.actions} />}
      />
      <p role="status" className="sr-only">
        {said}
      </p>
      <div className="grid grid-cols-1 gap-4">
        <Counterfoil view={view} />
        <div className="grid grid-cols-1 gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="grid grid-cols-1 content-start gap-4">
            <Card>
              <CardHeader title="Timeline" description="Everything that happened, latest first" />
              <Timeline view={view} />
            </Card>
            <AdjustmentsCard view={view} />
          </div>
          <SideCards view={view} />
        </div>
      </div>
    </>
  );
}

function statusOf({ facts }: PaymentView): string {
  return statusLook(facts.status).label.toLowerCase();
}
