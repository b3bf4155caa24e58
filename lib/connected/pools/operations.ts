import { z } from "zod";
import { one } from "@/lib/connected/answers";
import { losslessJson } from "@/lib/connected/present";
import { validateFirst } from "@/lib/connected/validate-first";
import { noContent } from "@/lib/http/answer-json";
import { type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { poolBalance, poolV3 } from "./answers";
import { addAccountToPool } from "./change-pool";
import { createPool } from "./create-pool";
import {
  BALANCES,
  CREATE,
  MEMBER_PARAMS,
  POOL_EXAMPLE,
  POOL_PARAMS,
  poolOperationsOf,
} from "./operations-of-both";
import { getPoolBalances } from "./pool-balances";
import { presentPoolBalance, presentPoolV3 } from "./present";
import { balancesAtQuery, createPoolBody } from "./wire";

const AT = "/api/payments/v3/pools";
const operation = operationsWith(validateFirst);

/** Pools of accounts in the third wire version. */
export const poolOperationsV3: readonly KeyedOperation[] = [
  ...poolOperationsOf({ at: AT, version: "v3", answer: poolV3, present: presentPoolV3 }),
  operation({
    id: "createPoolV3",
    method: "POST",
    path: AT,
    permission: "payments:create",
    summary: "Make a pool of accounts (v3)",
    description: CREATE,
    body: { schema: createPoolBody },
    answers: { 201: { description: "The pool's id.", schema: one(z.string()) } },
    example: { body: POOL_EXAMPLE },
    handle: async ({ ctx, body }) => {
      const { id } = await createPool({ ctx, input: body });
      return Response.json({ data: id }, { status: 201 });
    },
  }),
  operation({
    id: "getPoolBalancesV3",
    method: "GET",
    path: `${AT}/:id/balances`,
    permission: "payments:read",
    summary: "Read a pool's balances at a time (v3)",
    description: `${BALANCES} Now without a time.`,
    params: POOL_PARAMS,
    query: balancesAtQuery.partial(),
    answers: { 200: { description: "One for each asset.", schema: one(z.array(poolBalance)) } },
    example: { params: { id: "$POOL_ID" }, query: { at: "2026-01-31T00:00:00Z" } },
    handle: async ({ ctx, params: { id = "" }, query: { at } }) => balancesOf(ctx, id, at),
  }),
  operation({
    id: "getPoolBalancesLatestV3",
    method: "GET",
    path: `${AT}/:id/balances/latest`,
    permission: "payments:read",
    summary: "Read a pool's balances now (v3)",
    description: BALANCES,
    params: POOL_PARAMS,
    answers: { 200: { description: "One for each asset.", schema: one(z.array(poolBalance)) } },
    example: { params: { id: "$POOL_ID" } },
    handle: async ({ ctx, params: { id = "" } }) => balancesOf(ctx, id),
  }),
  operation({
    id: "addAccountToPoolV3",
    method: "POST",
    path: `${AT}/:id/accounts/:accountId`,
    permission: "payments:create",
    summary: "Add an account to a pool (v3)",
    params: MEMBER_PARAMS,
    answers: { 204: { description: "It is in the pool.", schema: null } },
    example: { params: { id: "$POOL_ID", accountId: "$POOLED_ACCOUNT_ID" } },
    handle: async ({ ctx, params: { id = "", accountId = "" } }) => {
      await addAccountToPool({ ctx, input: { id, accountID: accountId } });
      return noContent();
    },
  }),
];

async function balancesOf(ctx: Parameters<typeof getPoolBalances>[0]["ctx"], id: string, at?: Date) {
  const balances = await getPoolBalances({ ctx, input: { id, at } });
  return losslessJson({ data: balances.map(presentPoolBalance) });
}
