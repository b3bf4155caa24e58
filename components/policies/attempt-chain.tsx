import Link from "next/link";
import { operatorCtx } from "@/app/operator";
import { currentReader } from "@/app/reader";
import { StatusBadge } from "@/components/payments/status-badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { TimeText } from "@/components/ui/time-text";
import { paymentChain } from "@/lib/policies/payment-chain";

/** Every attempt at the money of a policy payment, the original first; nothing for a payment of another kind. */
export async function AttemptChain({ paymentId }: { paymentId: string }) {
  const [ctx, reader] = await Promise.all([operatorCtx(), currentReader()]);
  const chain = await paymentChain({ ctx, input: { paymentId } });
  const [original] = chain ?? [];
  if (!chain || !original) return null;
  return (
    <Card>
      <CardHeader
        title="Attempts"
        description={chain.length === 1 ? "Tried once" : `Tried ${chain.length} times, never collected twice`}
        actions={
          <Link href={`/policies/${original.policyId}`} className="text-sm underline underline-offset-2">
            Policy
          </Link>
        }
      />
      <CardBody>
        <ol className="grid gap-2.5">
          {chain.map((payment) => (
            <li key={payment.id} className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
              <span className="grid">
                {payment.id === paymentId ? (
                  <span className="font-medium">{attemptName(payment.retryNumber)}, this payment</span>
                ) : (
                  <Link href={`/payments/${payment.id}`} className="font-medium underline underline-offset-2">
                    {attemptName(payment.retryNumber)}
                  </Link>
                )}
                <span className="text-muted-foreground text-xs">
                  <TimeText at={payment.actionDate} reader={reader} show="day" />
                  {payment.failureReason && ` · ${payment.failureReason}`}
                </span>
              </span>
              <StatusBadge status={payment.status} />
            </li>
          ))}
        </ol>
      </CardBody>
    </Card>
  );
}

function attemptName(retryNumber: number): string {
  return retryNumber === 0 ? "Original" : `Retry ${retryNumber}`;
}
