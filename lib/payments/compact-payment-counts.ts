import { run, statement } from "@/lib/db/sql";

/**
 * Sums the tally's rows into one per merchant, kind and stage. Readers see either all of the old rows or the one new
 * one, so that a total is exact at every moment. Two at once take different rows.
 */
export async function compactPaymentCounts(): Promise<void> {
  await run(COMPACT, []);
}

const COMPACT = statement(`
  WITH taken AS (
    DELETE FROM payment_tally WHERE id IN (SELECT id FROM payment_tally FOR UPDATE SKIP LOCKED)
    RETURNING merchant_id, kind, stage, payments
  )
  INSERT INTO payment_tally (merchant_id, kind, stage, payments)
  SELECT merchant_id, kind, stage, sum(payments) FROM taken GROUP BY merchant_id, kind, stage`);
