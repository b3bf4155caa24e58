import Link from "next/link";
import { Suspense } from "react";
import { operatorCtx } from "@/app/operator";
import { RequestTable } from "@/components/requests/request-table";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { requestsOfPayment } from "@/lib/requests/requests-of-payment";
import { requestSearchAddress } from "@/lib/requests/search";
import { may } from "@/lib/verb/permissions";

/** The API requests behind a payment, for those who may read the log. The page does not wait for them. */
export function PaymentRequests({ paymentId }: { paymentId: string }) {
  return (
    <Suspense>
      <RequestsCard paymentId={paymentId} />
    </Suspense>
  );
}

async function RequestsCard({ paymentId }: { paymentId: string }) {
  const ctx = await operatorCtx();
  if (!may(ctx.actor, "requests:read")) return null;
  const lines = await requestsOfPayment({ ctx, input: { paymentId } });
  return (
    <Card className="mt-4">
      <CardHeader
        title="Requests"
        actions={
          lines.length > 0 && (
            <Link
              href={requestSearchAddress({ payment: paymentId })}
              className="text-primary text-xs hover:underline"
            >
              All in the request log
            </Link>
          )
        }
      />
      {lines.length === 0 ? (
        <CardBody className="text-muted-foreground text-xs">
          No API request of the last weeks wrote it or asked for it.
        </CardBody>
      ) : (
        <RequestTable caption="API requests about this payment, newest first" lines={lines} />
      )}
    </Card>
  );
}
