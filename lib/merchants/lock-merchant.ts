import { type Queryable, run, statement } from "@/lib/db/sql";
import { spellId } from "@/lib/ids";
import { Refused } from "@/lib/verb/problem";
import { MERCHANT_COLUMNS, type Merchant, type MerchantRow, toMerchant } from "./merchant";

const READ_LOCKED = statement(`SELECT ${MERCHANT_COLUMNS} FROM merchant WHERE id = $1 FOR UPDATE`);

/** A merchant that nobody else may change until the transaction ends. Refuses when there is none. */
export async function lockMerchant(tx: Queryable, id: string): Promise<Merchant> {
  const [row] = await run<MerchantRow>(READ_LOCKED, [id], tx);
  if (!row) throw noSuchMerchant(id);
  return toMerchant(row);
}

export function noSuchMerchant(id: string): Refused {
  return new Refused({ code: "not_found", object: "merchant", id: spellId("mer", id) });
}
