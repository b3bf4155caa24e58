import { recordAudit } from "@/lib/audit/record";
import { merchantOrFirst } from "@/lib/auth/first-merchant";
import { prisma } from "@/lib/db/prisma";
import { isUniqueViolation, type PrismaTransaction, prismaTransaction } from "@/lib/db/sql";
import { Prisma } from "@/lib/generated/prisma/client";
import { newId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused, refuseField } from "@/lib/verb/problem";
import { findPoolAccounts, type Pool, type PoolRow, withAccounts } from "./pool";
import { type PoolQuery, readPoolQuery } from "./pool-query";
import type { CreatePool } from "./wire";

/**
 * Makes a pool of accounts of one merchant: of those given, or of those that a query means. The same name again gives the
 * pool that is there, and is refused with `conflict` where it says something else.
 */
export async function createPool({ ctx, input }: { ctx: Ctx; input: CreatePool }): Promise<Pool> {
  authorize(ctx, "payments:create");
  const query = input.query ? readPoolQuery(input.query) : null;
  const accounts = await knownAccounts(ctx, input.accountIDs ?? []);
  const merchantId = accounts[0]?.merchantId ?? (await merchantOrFirst(ctx));
  const pool: PoolRow = { id: newId(), merchantId, name: input.name, query, createdAt: ctx.now };
  const accountIds = accounts.map(({ id }) => id);
  const made = await insert(ctx, pool, input.accountIDs ?? []).catch((err: unknown) => {
    if (!isUniqueViolation(err, "connected_pool_name")) throw err;
    return sameAs(pool, accountIds);
  });
  const [shown] = await withAccounts([made]);
  if (!shown) throw new Error("a pool was not written");
  return shown;
}

function insert(ctx: Ctx, pool: PoolRow, accountIDs: readonly string[]): Promise<PoolRow> {
  const { id: poolId, merchantId, name, query } = pool;
  return prismaTransaction(async (tx) => {
    // Again, and locked: their connector may have been taken away meanwhile, and they with it.
    const accounts = await knownAccounts(ctx, accountIDs, tx);
    await tx.db.connectedPool.create({ data: { ...pool, query: query ?? Prisma.DbNull } });
    const members = accounts.map(({ id }) => ({ poolId, accountId: id }));
    await tx.db.connectedPoolAccount.createMany({ data: members });
    await recordAudit(tx, ctx, {
      action: "pool.created",
      objectType: "pool",
      objectId: poolId,
      merchantId,
      data: { name, ...(query ? { query } : { accounts: accounts.length }) },
    });
    return pool;
  });
}

/** The accounts behind wire ids, each once; refuses one that is unknown or of another merchant than the first. */
async function knownAccounts(ctx: Ctx, ids: readonly string[], tx?: PrismaTransaction) {
  const found = await findPoolAccounts(ctx, ids, tx);
  const known = found.map((account, index) => {
    const isOfFirst = account && account.merchantId === found[0]?.merchantId;
    if (!account) return refuseField(`accountIDs.${index}`, "invalid_value", "is not a known account");
    if (!isOfFirst)
      return refuseField(`accountIDs.${index}`, "invalid_value", "is an account of another merchant");
    return account;
  });
  return [...new Map(known.map((account) => [account.id, account])).values()];
}

/** The pool of this name, where it says the same. */
async function sameAs({ merchantId, name, query }: PoolRow, accountIds: readonly string[]): Promise<PoolRow> {
  const found = await prisma().connectedPool.findFirst({
    where: { merchantId, name },
    include: { accounts: { select: { accountId: true } } },
  });
  if (found) {
    const { accounts, ...pool } = found;
    const held = new Set(accounts.map(({ accountId }) => accountId));
    const sameAccounts = held.size === accountIds.length && accountIds.every((id) => held.has(id));
    if (sameAccounts && isSameQuery(pool.query as PoolQuery | null, query)) return pool as PoolRow;
  }
  throw new Refused({ code: "conflict", message: "another pool has this name" });
}

function isSameQuery(one: PoolQuery | null, other: PoolQuery | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
