import type { Metadata } from "next";
import { ResendButton } from "@/app/(console)/_shared/resend-button";
import { operatorCtx, requireOperator } from "@/app/operator";
import { currentReader } from "@/components/ui/current-reader";
import { PageHeader } from "@/components/ui/page-header";
import { DeliveryState } from "@/components/webhooks/deliveries/delivery-state";
import { spellId } from "@/lib/ids";
import { may } from "@/lib/verb/permissions";
import type { Delivery } from "@/lib/webhooks/deliveries/delivery";
import { resendRefusal } from "@/lib/webhooks/deliveries/resend-refusal";
import { AttemptsCard } from "./attempts-card";
import { DeliveryFacts } from "./delivery-facts";
import { ExchangeCard } from "./exchange-card";
import { loadDelivery } from "./load-delivery";
import { LookAgain } from "./look-again";

export const metadata: Metadata = { title: "Webhook delivery" };

export default async function DeliveryPage({ params, searchParams }: PageProps<"/webhooks/deliveries/[id]">) {
  await requireOperator("webhooks:read");
  const [{ id }, { attempt: asked }] = await Promise.all([params, searchParams]);
  const attempt = /^\d{1,6}$/.test(String(asked)) ? Number(asked) : undefined;
  const [detail, ctx, reader] = await Promise.all([
    loadDelivery(id, attempt),
    operatorCtx(),
    currentReader(),
  ]);
  const { delivery, payload, attempts, shown } = detail;
  const resendable = may(ctx.actor, "webhooks:resend") && resendRefusal(delivery, ctx.now) === null;
  return (
    <>
      <PageHeader
        up={{ href: "/webhooks/deliveries", label: "Deliveries" }}
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="break-all">{delivery.type}</span>
            <DeliveryState delivery={delivery} />
          </span>
        }
        actions={
          resendable && (
            <ResendButton
              id={delivery.id}
              name={delivery.type}
              waiting={delivery.state === "pending"}
              variant="primary"
            />
          )
        }
      />
      {onItsWay(delivery, ctx.now) && <LookAgain key={delivery.attempts} />}
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <ExchangeCard shown={shown} url={delivery.endpointUrl} payload={payload} />
        <div className="grid grid-cols-1 gap-4 max-lg:row-start-1">
          <AttemptsCard
            delivery={delivery}
            attempts={attempts}
            shown={shown?.number ?? null}
            href={`/webhooks/deliveries/${spellId("wd", delivery.id)}`}
            reader={reader}
          />
          <DeliveryFacts detail={detail} reader={reader} readsRequests={may(ctx.actor, "requests:read")} />
        </div>
      </div>
    </>
  );
}

function onItsWay({ endpointState, sending, nextAttemptAt }: Delivery, now: Date): boolean {
  return sending || (endpointState === "active" && nextAttemptAt !== null && nextAttemptAt <= now);
}
