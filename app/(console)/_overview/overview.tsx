import { FirstSteps } from "@/app/(console)/_shared/first-steps";
import { operatorCtx } from "@/app/operator";
import { currentReader } from "@/components/ui/current-reader";
import { getOverview, type OverviewDays } from "@/lib/payments/overview";
import { may } from "@/lib/verb/permissions";
import { listStoppedEndpoints } from "@/lib/webhooks/endpoints/list-stopped-endpoints";
import { Attention } from "./attention";
import { Failures } from "./failures";
import { RecentPayments } from "./recent-payments";
import { Success } from "./success";
import { Volume } from "./volume";

/** How payments went, and first of all what needs a person. */
export async function Overview({ days, currency }: { days: OverviewDays; currency?: string }) {
  const [ctx, reader] = await Promise.all([operatorCtx(), currentReader()]);
  const [overview, stopped] = await Promise.all([
    getOverview({ ctx, input: { days, timeZone: reader.timeZone } }),
    may(ctx.actor, "webhooks:read") ? listStoppedEndpoints({ ctx }) : [],
  ]);
  const { currencies, success, successBefore, failures, attention, recent } = overview;
  if (recent.length === 0) return <FirstSteps actor={ctx.actor} />;
  return (
    <div className="grid gap-4 lg:grid-cols-3">
      <Attention reasons={[...attention, ...stoppedReason(stopped.length)]} className="lg:col-span-3" />
      <Volume
        currencies={currencies}
        chosen={currency}
        days={days}
        reader={reader}
        className="lg:col-span-2"
      />
      <div className="grid content-start gap-4">
        <Success rate={success} before={successBefore} days={days} reader={reader} />
        <Failures failures={failures} days={days} />
      </div>
      <RecentPayments payments={recent} reader={reader} className="lg:col-span-3" />
    </div>
  );
}

function stoppedReason(count: number) {
  return count > 0 ? [{ reason: "endpoint_stopped" as const, count }] : [];
}
