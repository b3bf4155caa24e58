import type { PoolBalanceAnswer, PoolV1, PoolV3 } from "./answers";
import type { Pool } from "./pool";
import type { PoolBalance } from "./pool-balances";

export function presentPoolV1(pool: Pool): PoolV1 {
  return { ...shared(pool), accounts: pool.accountIds };
}

export function presentPoolV3(pool: Pool): PoolV3 {
  return { ...shared(pool), createdAt: pool.createdAt.toISOString(), poolAccounts: pool.accountIds };
}

export function presentPoolBalance({ asset, balanceMinor, accountIds }: PoolBalance): PoolBalanceAnswer {
  return { asset, amount: balanceMinor, relatedAccounts: accountIds };
}

function shared({ id, name, query }: Pool) {
  return query === null
    ? { id, name, type: "STATIC" as const }
    : { id, name, type: "DYNAMIC" as const, query };
}
