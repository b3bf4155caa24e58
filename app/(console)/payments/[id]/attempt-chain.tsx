import Link from "next/link";
import { StatusBadge } from "@/components/payments/status-badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Time } from "@/components/ui/time";
import type { PolicyPayment } from "@/lib/policies/payments/policy-payment";

/** One attempt at the money of a policy payment; `current` is the one whose page this is. */
export type ChainedPayment = Pick<
  PolicyPayment,
  "id" | "policyId" | "retryNumber" | "actionDate" | "status" | "failureReason"
> & { current: boolean };

/** Every attempt at the money of a policy payment, the original first. */
export function AttemptChain({ chain }: { chain: readonly ChainedPayment[] }) {
  const [original] = chain;
  if (!original) return null;
  return (
    <Card>
      <CardHeader
        title="Attempts"
        description={chain.length === 1 ? "Tried once" : `Tried ${chain.length} times, never collected twice`}
        actions={
          <Link
            href={`/policies/${original.policyId}`}
            prefetch={false}
            className="text-sm underline underline-offset-2"
          >
            Policy
          </Link>
        }
      />
      <CardBody>
        <ol className="grid gap-2.5">
          {chain.map((payment) => (
            <li key={payment.id} className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
              <span className="grid">
                {payment.current ? (
                  <span className="font-medium">{attemptName(payment.retryNumber)}, this payment</span>
                ) : (
                  <Link
                    href={`/payments/${payment.id}`}
                    prefetch={false}
                    className="font-medium underline underline-offset-2"
                  >
                    {attemptName(payment.retryNumber)}
                  </Link>
                )}
                <span className="text-muted-foreground text-xs">
                  <Time at={payment.actionDate} show="day" />
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
