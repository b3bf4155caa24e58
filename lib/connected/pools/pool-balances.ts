import { spellAsset } from "@/lib/connected/assets";
import { query } from "@/lib/db/sql";
import { POOL_BALANCES_AT } from "@/lib/generated/sql/connected/balances/pool-balances-at";
import type { Ctx } from "@/lib/verb/context";
import { findPool, POOL_ACCOUNTS_MAX } from "./pool";

/** What a pool's accounts hold together of one asset. */
export interface PoolBalance {
  asset: string;
  /** Less than nothing where more left than arrived. */
  balanceMinor: bigint;
  /** Wire ids of the accounts it comes from; no more than `POOL_ACCOUNTS_MAX`. */
  accountIds: string[];
}

/**
 * What the accounts that a pool has now held together at a time, by asset: the sum of their balances, whatever their
 * number. Now without a time. Refuses with `invalid_id` or `not_found`.
 */
export async function getPoolBalances({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string; at?: Date | undefined };
}): Promise<PoolBalance[]> {
  const { id, merchantId } = await findPool({ ctx, input });
  const rows = await query(POOL_BALANCES_AT, {
    poolId: id,
    at: input.at ?? ctx.now,
    merchantId,
    accountsShown: POOL_ACCOUNTS_MAX,
  });
  return rows.map(({ balance, accountIds, ...asset }) => ({
    asset: spellAsset(asset),
    balanceMinor: BigInt(balance),
    accountIds,
  }));
}
