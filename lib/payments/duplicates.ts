import { query, queryOne } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
import { OF_PAYMENTS } from "@/lib/generated/sql/payments/duplicates/of-payments";
import { SINCE } from "@/lib/generated/sql/payments/duplicates/since";
import { DUPLICATES_DAYS, DUPLICATES_FOUND_MAX } from "./search";

/**
 * Of each of these payments those that may be the same money paid twice: of the same merchant, amount and currency within a
 * day, by the same person or under the same reference, with money of both still there. Payments without any are left out.
 * prisma/sql/payments/duplicates has the rule, for the filter too.
 */
export async function duplicatesOf(paymentIds: readonly string[]): Promise<ReadonlyMap<string, string[]>> {
  const others = new Map<string, string[]>();
  if (paymentIds.length === 0) return others;
  for (const { id, otherId } of await query(OF_PAYMENTS, { ids: paymentIds })) {
    if (id && otherId) others.set(id, [...(others.get(id) ?? []), otherId]);
  }
  return others;
}

/** The newest payments that may be paid twice, as the text of an array. */
export async function recentDuplicates(now: Date, merchantId: string | null): Promise<string> {
  const since = new Date(now.getTime() - DUPLICATES_DAYS * DAY_MS);
  const found = await queryOne(SINCE, { since, merchantId, limit: DUPLICATES_FOUND_MAX });
  return found?.ids ?? "{}";
}
