"use client";

import { skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { AdjustmentsCard } from "@/app/(console)/payments/[id]/_adjustments/adjustments-card";
import { LiveIndicator } from "@/components/live/live-indicator";
import { useLive } from "@/components/live/use-live";
import { statusLook } from "@/components/payments/status";
import { Card, CardHeader } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { decode } from "@/lib/live/codec";
import { isBefore } from "@/lib/live/is-before";
import { Counterfoil } from "./counterfoil";
import { PaymentActions } from "./payment-actions";
import type { PaymentView } from "./payment-view";
import { SideCards } from "./side-cards";
import { Timeline } from "./timeline";

/** What a payment's page shows, and how far in the outbox that is. */
interface Shown {
  view: PaymentView;
  cursor: string;
}

/** A payment's page, which follows what happens to the payment by its stream alone. */
export function LivePayment({ view: firstView, cursor: firstCursor }: Shown) {
  const client = useQueryClient();
  const [said, setSaid] = useState("");
  const queryKey = ["payment", firstView.id];
  const first: Shown = { view: firstView, cursor: firstCursor };
  const { data = first } = useQuery<Shown>({ queryKey, queryFn: skipToken, initialData: first });
  // The server renders the page anew after an action of this person's own; the stream may have been faster.
  useEffect(() => {
    const rendered: Shown = { view: firstView, cursor: firstCursor };
    client.setQueryData<Shown>(["payment", firstView.id], (known) =>
      known && isBefore(rendered.cursor, known.cursor) ? known : rendered,
    );
  }, [client, firstView, firstCursor]);
  const liveness = useLive({
    address: `/api/live/payments/${firstView.id}`,
    cursor: firstCursor,
    onView: (text, cursor) => {
      const view = decode(text) as PaymentView;
      client.setQueryData<Shown>(queryKey, { view, cursor });
      setSaid(`${view.timeline[0]?.title ?? "Changed"}. The payment is now ${statusOf(view)}.`);
    },
  });
  const { view } = data;
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
