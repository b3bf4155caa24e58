import { Suspense } from "react";
import { DeliveryTable } from "@/app/(console)/_shared/delivery-table";
import { toLines } from "@/app/(console)/_shared/to-lines";
import { operatorCtx } from "@/app/operator";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { may } from "@/lib/verb/permissions";
import { deliveriesOfPayment } from "@/lib/webhooks/deliveries/deliveries-of-payment";
import { deliverySearchAddress } from "@/lib/webhooks/deliveries/delivery-search";

/** What other systems were told of a payment, for those who may see it. The page does not wait for it. */
export function PaymentDeliveries({ paymentId }: { paymentId: string }) {
  return (
    <Suspense>
      <DeliveriesCard paymentId={paymentId} />
    </Suspense>
  );
}

async function DeliveriesCard({ paymentId }: { paymentId: string }) {
  const ctx = await operatorCtx();
  if (!may(ctx.actor, "webhooks:read")) return null;
  const { deliveries, more } = await deliveriesOfPayment({ ctx, input: { paymentId } });
  if (deliveries.length === 0) return null;
  return (
    <Card className="mt-4">
      <CardHeader
        title="Webhook deliveries"
        description={
          more
            ? `The latest ${deliveries.length}: which systems were told`
            : "Which systems were told, latest first"
        }
        actions={
          <ButtonLink href={deliverySearchAddress({ payment: paymentId })} size="sm">
            All deliveries
          </ButtonLink>
        }
      />
      <div className="border-t">
        <DeliveryTable
          caption="Webhook deliveries of this payment, latest first"
          lines={toLines(deliveries, ctx)}
          showEndpoint
        />
      </div>
    </Card>
  );
}
