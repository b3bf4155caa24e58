import { recordAudit } from "@/lib/audit/record";
import type { KeptAccount } from "@/lib/connected/connectors/account";
import { decodeAccountId } from "@/lib/connected/ids";
import { type PrismaTransaction, prismaTransaction } from "@/lib/db/sql";
import type { LockRow } from "@/lib/generated/sql/connected/pools/lock";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused, refuseField } from "@/lib/verb/problem";
import { findPoolAccounts, lockPool, POOL_ACCOUNTS_MAX } from "./pool";
import { readPoolQuery } from "./pool-query";

/** Takes a pool away; its accounts stay, and its name is free again. Refuses with `invalid_id` or `not_found`. */
export async function deletePool({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<void> {
  authorize(ctx, "payments:create");
  await prismaTransaction(async (tx) => {
    const pool = await lockPool(tx, ctx, input.id);
    await tx.db.connectedPool.delete({ where: { id: pool.id } });
    await audit(tx, ctx, pool, "deleted", { name: pool.name });
  });
}

/** Which account goes into which pool, or out of it. */
export interface PoolMember {
  id: string;
  accountID: string;
}

/**
 * Puts an account into a pool; twice is once. Refuses with `not_found` an account that is not there or is another
 * merchant's, and with `invalid` a pool that has a query, or is full.
 */
export async function addAccountToPool({ ctx, input }: { ctx: Ctx; input: PoolMember }): Promise<void> {
  authorize(ctx, "payments:create");
  await prismaTransaction(async (tx) => {
    const { pool, account } = await lockWithAccount(tx, ctx, input);
    const member = { poolId: pool.id, accountId: account.id };
    const { count } = await tx.db.connectedPoolAccount.createMany({ data: [member], skipDuplicates: true });
    if (count === 0) return;
    if ((await tx.db.connectedPoolAccount.count({ where: { poolId: pool.id } })) > POOL_ACCOUNTS_MAX)
      refuseField(
        "accountID",
        "too_big",
        `is one more than the ${POOL_ACCOUNTS_MAX} accounts a pool may have`,
      );
    await audit(tx, ctx, pool, "account_added", { accountId: account.id });
  });
}

/** Takes an account out of a pool; nothing happens where it is not in it. Refuses as `addAccountToPool` does. */
export async function removeAccountFromPool({ ctx, input }: { ctx: Ctx; input: PoolMember }): Promise<void> {
  authorize(ctx, "payments:create");
  await prismaTransaction(async (tx) => {
    const { pool, account } = await lockWithAccount(tx, ctx, input);
    const where = { poolId: pool.id, accountId: account.id };
    const { count } = await tx.db.connectedPoolAccount.deleteMany({ where });
    if (count > 0) await audit(tx, ctx, pool, "account_removed", { accountId: account.id });
  });
}

/** Changes which accounts a pool has that has a query; refuses with `invalid` one whose accounts were put in. */
export async function updatePoolQuery({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string; query: Readonly<Record<string, unknown>> };
}): Promise<void> {
  authorize(ctx, "payments:create");
  const query = readPoolQuery(input.query);
  await prismaTransaction(async (tx) => {
    const pool = await lockPool(tx, ctx, input.id);
    if (pool.query === null)
      refuseField("query", "invalid_value", "is only of a pool that was made with a query");
    if (JSON.stringify(pool.query) === JSON.stringify(query)) return;
    await tx.db.connectedPool.update({ where: { id: pool.id }, data: { query } });
    await audit(tx, ctx, pool, "query_changed", { query });
  });
}

async function lockWithAccount(
  tx: PrismaTransaction,
  ctx: Ctx,
  { id, accountID }: PoolMember,
): Promise<{ pool: LockRow; account: KeptAccount }> {
  const pool = await lockPool(tx, ctx, id);
  if (!decodeAccountId(accountID)) {
    const message = `${accountID.slice(0, 100)} is not the id of an account`;
    throw new Refused({ code: "invalid_id", message });
  }
  const [account] = await findPoolAccounts(ctx, [accountID], tx);
  if (account?.merchantId !== pool.merchantId)
    throw new Refused({ code: "not_found", object: "account", id: accountID });
  if (pool.query !== null)
    refuseField("accountID", "invalid_value", "is not put in by hand: the pool has a query");
  return { pool, account };
}

function audit(
  tx: PrismaTransaction,
  ctx: Ctx,
  { id, merchantId }: LockRow,
  what: "deleted" | "account_added" | "account_removed" | "query_changed",
  data: Record<string, unknown>,
): Promise<void> {
  return recordAudit(tx, ctx, {
    action: `pool.${what}`,
    objectType: "pool",
    objectId: id,
    merchantId,
    data,
  });
}
