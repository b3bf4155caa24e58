import { query } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
import { BY_ATTEMPT_AND_CURRENCY } from "@/lib/generated/sql/policies/collection/retry-statistics/by-attempt-and-currency";
import { BY_REASON } from "@/lib/generated/sql/policies/collection/retry-statistics/by-reason";
import { type Amount, fromSum, totalsOf } from "@/lib/money/amount";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";

/** How far back the figures look. */
export const RETRY_STATISTICS_DAYS = 90;
const REASONS_MAX = 8;

/** What retries of one kind came to: how many were decided, and how many of them recovered the premium. */
export interface Recovered {
  tried: number;
  recovered: number;
}
export interface RetryStatistics {
  byAttempt: (Recovered & { attempt: number })[];
  byReason: (Recovered & { code: string | null; reason: string | null })[];
  /** What was recovered, by currency: of what goes out nothing, whichever sign it was sent with. */
  recovered: Amount[];
}

/**
 * How much was recovered by the retries decided lately, whenever they were made: by the number of the attempt and by why the
 * original failed.
 */
export async function retryStatistics({ ctx }: { ctx: Ctx }): Promise<RetryStatistics> {
  authorize(ctx, "payments:read");
  const since = new Date(ctx.now.getTime() - RETRY_STATISTICS_DAYS * DAY_MS);
  const scope = { merchantId: merchantBound(ctx.actor), since };
  const [outcomes, byReason] = await Promise.all([
    query(BY_ATTEMPT_AND_CURRENCY, scope),
    query(BY_REASON, { ...scope, limit: REASONS_MAX }),
  ]);
  const collected = outcomes.filter(({ amountMinor }) => amountMinor !== "0");
  return { byAttempt: byAttempt(outcomes), byReason, recovered: totalsOf(collected.map(fromSum)) };
}

/** What the retries of each number came to, whatever their currency. */
function byAttempt(outcomes: readonly (Recovered & { attempt: number })[]): RetryStatistics["byAttempt"] {
  const numbers = new Set(outcomes.map(({ attempt }) => attempt));
  return [...numbers].map((attempt) => {
    const own = outcomes.filter((each) => each.attempt === attempt);
    return {
      attempt,
      tried: own.reduce((sum, each) => sum + each.tried, 0),
      recovered: own.reduce((sum, each) => sum + each.recovered, 0),
    };
  });
}
