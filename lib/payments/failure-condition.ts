import { query } from "@/lib/db/sql";
import { LOOK_UP_FAILED } from "@/lib/generated/sql/payments/search/look-up-failed";
import { WORD_PAYMENTS_MAX } from "./look-up-words";
import type { SqlValue } from "./word-condition";

/** A condition over `payment p`, and whether it names the few payments that it is true of. */
export interface RowCondition {
  sql: string;
  few: boolean;
}

/**
 * A condition: failed with one of these codes, or an attempt was declined with one while the payment itself
 * waits for another card. Without codes: any attempt failed.
 */
export async function failureCondition(
  codes: readonly string[] | null,
  value: SqlValue,
): Promise<RowCondition> {
  const [found] = await query(LOOK_UP_FAILED, { codes, foundMax: WORD_PAYMENTS_MAX });
  if (found?.ids) return { sql: `p.id = ANY (${value(found.ids)}::uuid[])`, few: true };
  // Of the row alone: else every attempt that ever failed would be gathered before the first row is read.
  const attempt = (which: string) => `EXISTS (
    SELECT 1 FROM attempt t WHERE t.payment_id = p.id AND t.state = 'failed' AND t.operation = 'charge'${which} OFFSET 0)`;
  if (codes === null) return { sql: attempt(""), few: false };
  const given = `${value(codes)}::text[]`;
  const sql = `(p.failure_code = ANY (${given}) OR ${attempt(` AND t.decline_code = ANY (${given})`)})`;
  return { sql, few: false };
}
