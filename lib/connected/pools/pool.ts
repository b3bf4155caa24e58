import { type KeptAccount, keepAccounts } from "@/lib/connected/connectors/account";
import { listConditions } from "@/lib/connected/query/list-conditions";
import { type Page, pageOf } from "@/lib/connected/query/page";
import type { PageRequest } from "@/lib/connected/query/page-request";
import { ofActor, uuidOf } from "@/lib/connected/query/read-by-time";
import { prisma } from "@/lib/db/prisma";
import { type Queryable, query, queryComposed, queryOne } from "@/lib/db/sql";
import { LIST } from "@/lib/generated/sql/connected/pools/list";
import { LIST_ACCOUNTS } from "@/lib/generated/sql/connected/pools/list-accounts";
import { LOCK, type LockRow } from "@/lib/generated/sql/connected/pools/lock";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { POOL_FIELDS } from "./pool-fields";
import type { PoolQuery } from "./pool-query";

/** How many accounts are put into one pool, and how many of them an answer shows. */
export const POOL_ACCOUNTS_MAX = 1_000;

const A_POOL = "a pool";

/** Accounts whose balances are told together: those that were put in, or those that a query means. */
export interface Pool {
  id: string;
  merchantId: string;
  name: string;
  /** Null where the accounts were put in. */
  query: PoolQuery | null;
  createdAt: Date;
  /** Wire ids, the oldest account first; no more than `POOL_ACCOUNTS_MAX`. */
  accountIds: string[];
}

/** One pool with its accounts as they are now; refuses with `invalid_id` or `not_found`. */
export async function getPool({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<Pool> {
  const [pool] = await withAccounts([await findPool({ ctx, input })]);
  if (!pool) throw new Error("a pool has gone while it was read");
  return pool;
}

/** One pool without its accounts; refuses with `invalid_id` or `not_found`. */
export async function findPool({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<PoolRow> {
  authorize(ctx, "payments:read");
  const where = { id: uuidOf(input.id, A_POOL), ...ofActor(ctx) };
  const found = await prisma().connectedPool.findFirst({ where });
  if (!found) throw new Refused({ code: "not_found", object: "pool", id: input.id });
  return found as PoolRow;
}

/** Pools, newest first, a page at a time by keyset. */
export async function listPools({ ctx, input }: { ctx: Ctx; input: PageRequest }): Promise<Page<Pool>> {
  authorize(ctx, "payments:read");
  const of = { merchantId: merchantBound(ctx.actor), input, fields: POOL_FIELDS };
  const { lines, values, options } = listConditions("p", of);
  const rows = await queryComposed(LIST, lines, values, options);
  const page = pageOf(rows, input, ({ createdAt, id }) => [createdAt.toISOString(), id]);
  return { ...page, data: await withAccounts(page.data) };
}

/** The pool as it is until the transaction ends; refuses with `invalid_id` or `not_found`. */
export async function lockPool(tx: Queryable, ctx: Ctx, id: string): Promise<LockRow> {
  const locked = await queryOne(LOCK, { id: uuidOf(id, A_POOL), merchantId: merchantBound(ctx.actor) }, tx);
  if (!locked) throw new Refused({ code: "not_found", object: "pool", id });
  return locked;
}

/** The accounts behind wire ids, in their order; null for one that the actor does not know. They stay as `keepAccounts` says. */
export function findPoolAccounts(
  ctx: Ctx,
  ids: readonly string[],
  on?: Queryable,
): Promise<(KeptAccount | null)[]> {
  return keepAccounts({ ids, merchantId: merchantBound(ctx.actor) }, on);
}

/** Pools, each with its accounts. */
export async function withAccounts(pools: readonly PoolRow[]): Promise<Pool[]> {
  if (pools.length === 0) return [];
  const read = await query(LIST_ACCOUNTS, { poolIds: pools.map(({ id }) => id), limit: POOL_ACCOUNTS_MAX });
  const accountsOf = new Map(read.map(({ poolId, accountIds }) => [poolId, accountIds]));
  return pools.map((pool) => ({ ...pool, accountIds: accountsOf.get(pool.id) ?? [] }));
}

export type PoolRow = Omit<Pool, "accountIds">;
