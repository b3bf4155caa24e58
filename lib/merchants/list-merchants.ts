import { run, statement } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { MERCHANT_COLUMNS, type Merchant, type MerchantRow, toMerchant } from "./merchant";
import { type ListMerchants, MERCHANTS_PER_PAGE } from "./schemas";

export interface MerchantPage {
  merchants: Merchant[];
  /** What `after` must name to see the next ones, or null at the end. */
  next: string | null;
}

const LIST = statement(`
  SELECT ${MERCHANT_COLUMNS} FROM merchant
  WHERE $1::uuid IS NULL OR (created_at, id) > (SELECT created_at, id FROM merchant WHERE id = $1)
  ORDER BY created_at, id LIMIT $2`);

/** A page of merchants in the order they were made, so that the first stays the first. */
export async function listMerchants({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ListMerchants;
}): Promise<MerchantPage> {
  authorize(ctx, "merchants:read");
  const rows = await run<MerchantRow>(LIST, [input.after, MERCHANTS_PER_PAGE + 1]);
  const merchants = rows.slice(0, MERCHANTS_PER_PAGE).map(toMerchant);
  return { merchants, next: rows.length > MERCHANTS_PER_PAGE ? (merchants.at(-1)?.id ?? null) : null };
}
