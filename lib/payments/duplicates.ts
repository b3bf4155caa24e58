import { query } from "@/lib/db/sql";
import { OF_PAYMENTS } from "@/lib/generated/sql/payments/duplicates/of-payments";
import type { RowCondition } from "./failure-condition";

/**
 * Of each of these payments those that may be the same money paid twice: of the same merchant, amount and currency within a
 * day, by the same person or under the same reference, with money of both still there. Payments without any are left out.
 * The database has the rule (payments_alike), for the filter too.
 */
export async function duplicatesOf(paymentIds: readonly string[]): Promise<ReadonlyMap<string, string[]>> {
  const others = new Map<string, string[]>();
  if (paymentIds.length === 0) return others;
  for (const { id, otherId } of await query(OF_PAYMENTS, { ids: paymentIds })) {
    if (id && otherId) others.set(id, [...(others.get(id) ?? []), otherId]);
  }
  return others;
}

/** The condition that a payment `p` may be one paid twice: asked of each row, as nothing finds them all. */
export const POSSIBLY_PAID_TWICE: RowCondition = {
  sql: "EXISTS (SELECT FROM payments_alike(p.id))",
  few: false,
};
