import { query } from "@/lib/db/sql";
import { COMPACT_COUNTS } from "@/lib/generated/sql/payments/compact-counts";
import { COMPACT_DECLINES } from "@/lib/generated/sql/payments/compact-declines";
import { COMPACT_OUTCOMES } from "@/lib/generated/sql/payments/compact-outcomes";
import { COMPACT_SUMS } from "@/lib/generated/sql/payments/compact-sums";

/** How many fresh rows of the sums one statement puts together. */
const SUM_ROWS_MAX = 10_000;

/**
 * Sums the tallies' rows: the counts into one per merchant, kind and stage, all others into one per quarter of an hour.
 * Readers see either all of the old rows or the one new one, so that a total is exact at every moment. Two at once take
 * different rows.
 */
export async function compactPaymentCounts(): Promise<void> {
  await query(COMPACT_COUNTS, {});
  for (const compact of [COMPACT_SUMS, COMPACT_OUTCOMES, COMPACT_DECLINES])
    await query(compact, { rows: SUM_ROWS_MAX });
}
