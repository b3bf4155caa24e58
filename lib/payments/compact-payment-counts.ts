import { query } from "@/lib/db/sql";
import { COMPACT_COUNTS } from "@/lib/generated/sql/payments/compact-counts";

/**
 * Sums the tally's rows into one per merchant, kind and stage. Readers see either all of the old rows or the one new
 * one, so that a total is exact at every moment. Two at once take different rows.
 */
export async function compactPaymentCounts(): Promise<void> {
  await query(COMPACT_COUNTS, {});
}
