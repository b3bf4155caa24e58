"use client";

import { type Hydrated, useConsoleQuery } from "@/app/(console)/_queries/use-console-query";
import { ResendButton } from "@/app/(console)/_shared/resend-button";
import { LiveObject } from "@/components/live/live-object";
import { PageHeader } from "@/components/ui/page-header";
import { DeliveryStateBadge } from "@/components/webhooks/deliveries/delivery-state";
import { spellId } from "@/lib/ids";
import { AttemptsCard } from "./attempts-card";
import { DeliveryFacts } from "./delivery-facts";
import { DeliveryExchangeCard } from "./exchange-card";

export function ShownDelivery({ params, shown }: Hydrated<"delivery">) {
  const detail = useConsoleQuery("delivery", { params, shown });
  const { delivery, payload, attempts, resendable, onItsWay, readsRequests } = detail;
  return (
    <>
      <PageHeader
        up={{ href: "/webhooks/deliveries", label: "Deliveries" }}
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="break-all">{delivery.type}</span>
            <DeliveryStateBadge delivery={delivery} />
          </span>
        }
        beside={<LiveObject of="delivery" cursor={shown.cursor} />}
        actions={
          resendable && (
            <ResendButton
              id={delivery.id}
              attempts={delivery.attempts}
              name={delivery.type}
              waiting={delivery.state === "pending"}
              variant="primary"
            />
          )
        }
      />
      <p role="status" className="text-muted-foreground text-xs">
        {onItsWay && "On its way…"}
      </p>
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <DeliveryExchangeCard shown={detail.shown} url={delivery.endpointUrl} payload={payload} />
        <div className="grid grid-cols-1 gap-4 max-lg:row-start-1">
          <AttemptsCard
            delivery={delivery}
            attempts={attempts}
            shown={detail.shown?.number ?? null}
            href={`/webhooks/deliveries/${spellId("wd", delivery.id)}`}
          />
          <DeliveryFacts detail={detail} readsRequests={readsRequests} />
        </div>
      </div>
    </>
  );
}
