import { run, statement } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
import { type Amount, type AmountSum, fromSum, totalsOf } from "@/lib/money/amount";
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
  const scope = [merchantBound(ctx.actor), since];
  const [byAttempt, byReason, sums] = await Promise.all([
    run<RetryStatistics["byAttempt"][number]>(BY_ATTEMPT, scope),
    run<RetryStatistics["byReason"][number]>(BY_REASON, [...scope, REASONS_MAX]),
    run<AmountSum>(AMOUNTS, scope),
  ]);
  return { byAttempt, byReason, recovered: totalsOf(sums.map(fromSum)) };
}

const RETRIES = `
  policy_payment y JOIN payment p ON p.id = y.payment_id
  WHERE y.retry_of IS NOT NULL AND y.created_at >= $2 AND ($1::uuid IS NULL OR y.merchant_id = $1)`;

const BY_ATTEMPT = statement(`
  SELECT y.retry_number AS attempt, (count(*) FILTER (WHERE p.status IN ('succeeded', 'failed')))::int AS tried,
    (count(*) FILTER (WHERE p.status = 'succeeded'))::int AS recovered
  FROM ${RETRIES} GROUP BY y.retry_number HAVING count(*) FILTER (WHERE p.status IN ('succeeded', 'failed')) > 0
  ORDER BY y.retry_number`);

const BY_REASON = statement(`
  SELECT code, max(reason) AS reason, count(*)::int AS tried, (count(*) FILTER (WHERE recovered))::int AS recovered
  FROM (
    SELECT q.failure_code AS code, CASE WHEN q.failure_code IS NULL THEN o.failure_reason END AS reason,
      bool_or(t.status = 'succeeded') AS recovered
    FROM (SELECT y.original_id, p.status FROM ${RETRIES} AND p.status IN ('succeeded', 'failed')) t
    JOIN policy_payment o ON o.payment_id = t.original_id
    JOIN payment q ON q.id = t.original_id
    GROUP BY t.original_id, q.failure_code, o.failure_reason) chains
  GROUP BY code, reason ORDER BY 3 DESC, 1, 2 LIMIT $3`);

const AMOUNTS = statement(`
  SELECT p.currency, p.precision, sum(y.amount_minor)::text AS "amountMinor"
  FROM ${RETRIES} AND p.status = 'succeeded' GROUP BY p.currency, p.precision ORDER BY p.currency`);
