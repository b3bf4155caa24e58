import { type Queryable, queryOne } from "@/lib/db/sql";
import { LOCK_MERCHANT } from "@/lib/generated/sql/merchants/lock-merchant";
import { spellId } from "@/lib/ids";
import { Refused } from "@/lib/verb/problem";
import type { Merchant } from "./merchant";

/** A merchant that nobody else may change until the transaction ends. Refuses when there is none. */
export async function lockMerchant(tx: Queryable, id: string): Promise<Merchant> {
  const merchant = await queryOne(LOCK_MERCHANT, { id }, tx);
  if (!merchant) throw noSuchMerchant(id);
  return merchant;
}

export function noSuchMerchant(id: string): Refused {
  return new Refused({ code: "not_found", object: "merchant", id: spellId("mer", id) });
}
