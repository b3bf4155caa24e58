import { run, statement } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { noSuchMerchant } from "./lock-merchant";
import { MERCHANT_COLUMNS, type Merchant, type MerchantRow, toMerchant } from "./merchant";
import type { NameMerchant } from "./schemas";

const READ = statement(`SELECT ${MERCHANT_COLUMNS} FROM merchant WHERE id = $1`);

/** One merchant. Another merchant than the actor's own is not found. */
export async function getMerchant({ ctx, input }: { ctx: Ctx; input: NameMerchant }): Promise<Merchant> {
  authorize(ctx, "merchants:read");
  const bound = merchantBound(ctx.actor);
  const [row] = bound === null || bound === input.id ? await run<MerchantRow>(READ, [input.id]) : [];
  if (!row) throw noSuchMerchant(input.id);
  return toMerchant(row);
}
