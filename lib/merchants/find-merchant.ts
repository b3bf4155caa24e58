import { run, statement } from "@/lib/db/sql";
import { readAnyId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { MERCHANT_COLUMNS, type Merchant, type MerchantRow, toMerchant } from "./merchant";

const MATCHES_MAX = 10;

const FIND = statement(`
  SELECT ${MERCHANT_COLUMNS} FROM merchant WHERE id = $1 OR name = $2 ORDER BY created_at, id LIMIT ${MATCHES_MAX}`);

/** The merchants somebody may mean: the one with that id, in any spelling, or those of exactly that name. */
export async function findMerchants({ ctx, text }: { ctx: Ctx; text: string }): Promise<Merchant[]> {
  authorize(ctx, "merchants:read");
  const rows = await run<MerchantRow>(FIND, [readAnyId(text), text]);
  return rows.map(toMerchant);
}
