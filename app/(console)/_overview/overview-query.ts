import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { paymentLine } from "@/components/payments/payment-line";
import { listCardTesting } from "@/lib/checkout/card-testing/note-card-testing";
import { ATTENTION_COUNT_MAX, getOverview, OVERVIEW_DAYS, type OverviewDays } from "@/lib/payments/overview";
import { may } from "@/lib/verb/permissions";
import { listStoppedEndpoints } from "@/lib/webhooks/endpoints/list-stopped-endpoints";
import type { WantedFor } from "./attention";

/** The range shown where an address names none. */
const DAYS_DEFAULT = 30;

/** How payments went, and what needs a person. */
export const overviewQuery = {
  permission: "payments:read",
  read: async ({ ctx, reader, params }) => {
    const days = overviewDays(params);
    const [{ recent, attention, ...overview }, stopped, tested] = await Promise.all([
      getOverview({ ctx, input: { days, timeZone: reader.timeZone } }),
      may(ctx.actor, "webhooks:read") ? listStoppedEndpoints({ ctx }) : [],
      listCardTesting({ ctx }),
    ]);
    return {
      ...overview,
      days,
      currency: params.get("currency"),
      recent: recent.map(paymentLine),
      attention: [
        ...attention.map(({ reason, count }) => wanted(reason, count)),
        ...(tested.length > 0 ? [wanted("card_testing", tested.length)] : []),
        ...(stopped.length > 0 ? [wanted("endpoint_stopped", stopped.length)] : []),
      ],
    };
  },
} satisfies ConsoleQuery<unknown>;

/** The range an address asks for. */
export function overviewDays(params: URLSearchParams): OverviewDays {
  return OVERVIEW_DAYS.find((each) => String(each) === params.get("days")) ?? DAYS_DEFAULT;
}

function wanted(reason: WantedFor, count: number) {
  const number = count > ATTENTION_COUNT_MAX ? `${ATTENTION_COUNT_MAX}+` : String(count);
  return { reason, number, one: count === 1 };
}
