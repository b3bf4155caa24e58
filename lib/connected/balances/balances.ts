import { spellAsset } from "@/lib/connected/assets";
import { getAccount } from "@/lib/connected/connectors/account";
import { encodeAccountId } from "@/lib/connected/ids";
import { query } from "@/lib/db/sql";
import { BALANCES_AT } from "@/lib/generated/sql/connected/balances/balances-at";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";

/** What an account holds of one asset. */
export interface Balance {
  accountId: string;
  currency: string;
  asset: string;
  balanceMinor: bigint;
  /** When the first and the last of what it comes from happened. */
  createdAt: Date;
  lastUpdatedAt: Date;
}

export interface BalanceRange {
  asset?: string | undefined;
  /** Balances that changed at or after it. */
  from?: Date | undefined;
  /** As they were then; now without one. */
  to?: Date | undefined;
}

/** What an account holds by the journal of adjustments, by asset; refuses with `invalid_id` or `not_found`. */
export async function listAccountBalances({
  ctx,
  input: { id, asset, from, to },
}: {
  ctx: Ctx;
  input: BalanceRange & { id: string };
}): Promise<Balance[]> {
  authorize(ctx, "payments:read");
  const { merchantId, provider, connectorReference, reference } = await getAccount({ ctx, input: { id } });
  const accountId = encodeAccountId({ connector: { provider, reference: connectorReference }, reference });
  const balances = await balancesAt({ merchantId, accountIds: [accountId], at: to ?? ctx.now });
  return balances.filter(
    (each) => (asset === undefined || each.asset === asset) && (!from || each.lastUpdatedAt >= from),
  );
}

/** What others record of an account, at a connector they share, is not in what its merchant has there. */
async function balancesAt(of: { merchantId: string; accountIds: string[]; at: Date }): Promise<Balance[]> {
  const rows = await query(BALANCES_AT, of);
  return rows.map(({ balance, precision, ...row }) => ({
    ...row,
    asset: spellAsset({ currency: row.currency, precision }),
    balanceMinor: BigInt(balance),
  }));
}
