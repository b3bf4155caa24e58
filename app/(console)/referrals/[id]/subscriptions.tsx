import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import { Time } from "@/components/ui/time";
import { ofCurrency } from "@/lib/money/amount";
import type { SubscriptionFacts } from "@/lib/referrals/referrals/get-referral";

/** What the referral subscribes to, and what each adds to the monthly recurring revenue. */
export function Subscriptions({
  subscriptions,
  churned,
}: {
  subscriptions: readonly SubscriptionFacts[];
  churned: boolean;
}) {
  if (subscriptions.length === 0) return null;
  return (
    <Card>
      <CardHeader
        title="Subscriptions"
        description={
          churned ? "The referral does not pay now, so nothing recurs." : "Monthly recurring revenue of each"
        }
      />
      <CardBody className="grid gap-3">
        {subscriptions.map(({ id, reference, interval, intervalCount, mrrMinor, currency, lastPaidAt }) => (
          <div key={id} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
            <div className="grid gap-0.5">
              <span className="font-medium">{reference}</span>
              <span className="text-muted-foreground text-xs">
                {interval ? everyText(interval, intervalCount ?? 1n) : "No interval known"}
                {lastPaidAt && (
                  <>
                    {", last paid "}
                    <Time at={lastPaidAt} show="day" />
                  </>
                )}
              </span>
            </div>
            {currency && mrrMinor !== null && (
              <span className={churned ? "text-muted-foreground line-through" : "font-medium"}>
                <Money {...ofCurrency(mrrMinor, currency)} />
                <span className="font-normal text-muted-foreground text-xs"> a month</span>
              </span>
            )}
          </div>
        ))}
      </CardBody>
    </Card>
  );
}

function everyText(interval: string, count: bigint): string {
  return count === 1n ? `Every ${interval}` : `Every ${count} ${interval}s`;
}
