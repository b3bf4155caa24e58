import { z } from "zod";
import { one } from "@/lib/connected/answers";
import { losslessJson } from "@/lib/connected/present";
import { validateFirst } from "@/lib/connected/validate-first";
import { noContent } from "@/lib/http/answer-json";
import { type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { poolBalance, poolV1 } from "./answers";
import { addAccountToPool } from "./change-pool";
import { createPool } from "./create-pool";
import { BALANCES, CREATE, POOL_EXAMPLE, POOL_PARAMS, poolOperationsOf } from "./operations-of-both";
import { getPoolBalances } from "./pool-balances";
import { presentPoolBalance, presentPoolV1 } from "./present";
import { addAccountBody, balancesAtQuery, createPoolBody } from "./wire";

const AT = "/api/payments/pools";
const operation = operationsWith(validateFirst);

/** Pools of accounts in the first wire version. */
export const poolOperationsV1: readonly KeyedOperation[] = [
  ...poolOperationsOf({ at: AT, version: "v1", answer: poolV1, present: presentPoolV1 }),
  operation({
    id: "createPoolV1",
    method: "POST",
    path: AT,
    permission: "payments:create",
    summary: "Make a pool of accounts",
    description: CREATE,
    body: { schema: createPoolBody },
    answers: { 200: { description: "The pool, new or known.", schema: one(poolV1) } },
    example: { body: POOL_EXAMPLE },
    handle: async ({ ctx, body }) =>
      Response.json({ data: presentPoolV1(await createPool({ ctx, input: body })) }),
  }),
  operation({
    id: "addAccountToPoolV1",
    method: "POST",
    path: `${AT}/:id/accounts`,
    permission: "payments:create",
    summary: "Add an account to a pool",
    params: POOL_PARAMS,
    body: { schema: addAccountBody },
    answers: { 204: { description: "It is in the pool.", schema: null } },
    example: { params: { id: "$POOL_ID" }, body: { accountID: "$POOLED_ACCOUNT_ID" } },
    handle: async ({ ctx, params: { id = "" }, body: { accountID } }) => {
      await addAccountToPool({ ctx, input: { id, accountID } });
      return noContent();
    },
  }),
  operation({
    id: "getPoolBalancesV1",
    method: "GET",
    path: `${AT}/:id/balances`,
    permission: "payments:read",
    summary: "Read a pool's balances at a time",
    description: BALANCES,
    params: POOL_PARAMS,
    query: balancesAtQuery,
    answers: {
      200: { description: "One for each asset.", schema: one(z.object({ balances: z.array(poolBalance) })) },
    },
    example: { params: { id: "$POOL_ID" }, query: { at: "2026-01-31T00:00:00Z" } },
    handle: async ({ ctx, params: { id = "" }, query: { at } }) => {
      const balances = await getPoolBalances({ ctx, input: { id, at } });
      return losslessJson({ data: { balances: balances.map(presentPoolBalance) } });
    },
  }),
  operation({
    id: "getPoolBalancesLatestV1",
    method: "GET",
    path: `${AT}/:id/balances/latest`,
    permission: "payments:read",
    summary: "Read a pool's balances now",
    description: BALANCES,
    params: POOL_PARAMS,
    answers: { 200: { description: "One for each asset.", schema: one(z.array(poolBalance)) } },
    example: { params: { id: "$POOL_ID" } },
    handle: async ({ ctx, params: { id = "" } }) => {
      const balances = await getPoolBalances({ ctx, input: { id } });
      return losslessJson({ data: balances.map(presentPoolBalance) });
    },
  }),
];
