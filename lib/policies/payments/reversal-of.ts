import { type Queryable, queryOne } from "@/lib/db/sql";
import { REVERSAL_OF } from "@/lib/generated/sql/policies/payments/reversal-of";

/** The reversal that says that a premium is given back; null where there is none. */
export async function reversalIdOf(tx: Queryable, paymentId: string): Promise<string | null> {
  return (await queryOne(REVERSAL_OF, { paymentId }, tx))?.id ?? null;
}
