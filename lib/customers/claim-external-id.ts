import { type PrismaTransaction, query, queryOne } from "@/lib/db/sql";
import { FIND_SAME } from "@/lib/generated/sql/customers/find-same";
import { LOCK_EXTERNAL_ID } from "@/lib/generated/sql/customers/lock-external-id";
import { Refused } from "@/lib/verb/problem";
import type { Customer } from "./customer";

/**
 * Refuses with `conflict` where another customer of the merchant has the external id; until the transaction ends, nobody
 * else is given it. Customers from before may share one, so no index holds this.
 */
export async function claimExternalId(
  tx: PrismaTransaction,
  { id, merchantId, externalId }: Pick<Customer, "id" | "merchantId" | "externalId">,
): Promise<void> {
  if (externalId === null) return;
  await query(LOCK_EXTERNAL_ID, { merchantId, externalId }, tx);
  if (!(await queryOne(FIND_SAME, { merchantId, externalId, exceptId: id }, tx))) return;
  const message = "Another customer of this merchant has this external id already.";
  throw new Refused({ code: "conflict", message });
}
