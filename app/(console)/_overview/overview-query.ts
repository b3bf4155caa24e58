import { z } from "zod";
import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { paymentLine } from "@/components/payments/payment-line";
import { hasTestsAmongLive } from "@/lib/payments/listing/has-tests-among-live";
import {
  ATTENTION_COUNT_MAX,
  getOverview,
  OVERVIEW_BASES,
  OVERVIEW_DAYS,
  OVERVIEW_MODES,
  type OverviewBasis,
  type OverviewDays,
  type OverviewMode,
} from "@/lib/payments/overview";
import type { Ctx } from "@/lib/verb/context";
import { readAttention, wanted } from "./read-attention";

/** The range shown where an address names none. */
const DAYS_DEFAULT = 30;

/** How payments went, and what needs a person. */
export const overviewQuery = {
  permission: "payments:read",
  read: async ({ ctx, reader, params }) => {
    const range = await shownRange(ctx, params);
    const [{ recent, attention, ...overview }, others] = await Promise.all([
      getOverview({ ctx, input: { ...range, timeZone: reader.timeZone } }),
      readAttention(ctx, reader.timeZone),
    ]);
    return {
      ...overview,
      range,
      recent: recent.map((payment) => paymentLine(payment, ctx.now)),
      attention: [
        ...attention.map(({ reason, count, respondBy, undated }) => ({
          ...wanted(reason, count, ATTENTION_COUNT_MAX),
          respondBy,
          undated,
        })),
        ...others,
      ],
    };
  },
} satisfies ConsoleQuery<unknown>;

/** Which days of which currency and merchant are shown, and by which of their dates. */
export interface OverviewRange {
  days: OverviewDays;
  basis: OverviewBasis;
  /** Null: every merchant's. */
  merchantId: string | null;
  currency: string | null;
  /** Null where there is nothing to tell apart: tests alone, or all but tests, where a deployment has both. */
  mode: OverviewMode | null;
}

/** The range an address asks for. */
function overviewRange(params: URLSearchParams): OverviewRange {
  return {
    days: OVERVIEW_DAYS.find((each) => String(each) === params.get("days")) ?? DAYS_DEFAULT,
    basis: OVERVIEW_BASES.find((each) => each === params.get("basis")) ?? "event",
    merchantId: z.uuid().safeParse(params.get("merchant")).data ?? null,
    currency: params.get("currency"),
    mode: OVERVIEW_MODES.find((each) => each === params.get("mode")) ?? null,
  };
}

/** The same, where tests are not asked for without them: real money is never summed with them. */
export async function shownRange(ctx: Ctx, params: URLSearchParams): Promise<OverviewRange> {
  const range = overviewRange(params);
  const mixed = await hasTestsAmongLive({ ctx });
  return { ...range, mode: mixed ? (range.mode ?? "not_test") : null };
}
