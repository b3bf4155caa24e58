import { query } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
import { AMOUNTS } from "@/lib/generated/sql/policies/collection/retry-statistics/amounts";
import { BY_ATTEMPT } from "@/lib/generated/sql/policies/collection/retry-statistics/by-attempt";
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
  /** What was recovered, by currency. */
  recovered: Amount[];
}

/** How much was recovered by trying again, by the number of the attempt and by why the original failed. */
export async function retryStatistics({ ctx }: { ctx: Ctx }): Promise<RetryStatistics> {
  authorize(ctx, "payments:read");
  const since = new Date(ctx.now.getTime() - RETRY_STATISTICS_DAYS * DAY_MS);
  const scope = { merchantId: merchantBound(ctx.actor), since };
  const [byAttempt, byReason, sums] = await Promise.all([
    query(BY_ATTEMPT, scope),
    query(BY_REASON, { ...scope, limit: REASONS_MAX }),
    query(AMOUNTS, scope),
  ]);
  return { byAttempt, byReason, recovered: totalsOf(sums.map(fromSum)) };
}
