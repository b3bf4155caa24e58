import { z } from "zod";
import { one, page } from "@/lib/connected/answers";
import { losslessJson } from "@/lib/connected/present";
import { readPageRequest } from "@/lib/connected/query/page-request";
import { pageQuery } from "@/lib/connected/query/query-schema";
import { validateFirst } from "@/lib/connected/validate-first";
import { type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { poolBalance, poolV1 } from "./answers";
import { addAccountToPool, deletePool, removeAccountFromPool, updatePoolQuery } from "./change-pool";
import { createPool } from "./create-pool";
import { BALANCES, CREATE, MEMBER_PARAMS, POOL_EXAMPLE, POOL_PARAMS, QUERY_EXAMPLE } from "./operations";
import { getPool, listPools } from "./pool";
import { getPoolBalances } from "./pool-balances";
import { presentPoolBalance, presentPoolV1 } from "./present";
import { addAccountBody, balancesAtQuery, createPoolBody, updatePoolQueryBody } from "./wire";

const AT = "/api/payments/pools";
const operation = operationsWith(validateFirst);
const DONE = () => new Response(null, { status: 204 });

/** Pools of accounts in the first wire version. */
export const poolOperationsV1: readonly KeyedOperation[] = [
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
    id: "listPoolsV1",
    method: "GET",
    path: AT,
    permission: "payments:read",
    summary: "List pools",
    query: pageQuery,
    answers: { 200: { description: "A page, newest first.", schema: page(poolV1) } },
    handle: async ({ ctx, url }) => {
      const found = await listPools({ ctx, input: readPageRequest("pools/v1", url.searchParams) });
      return Response.json({ cursor: { ...found, data: found.data.map(presentPoolV1) } });
    },
  }),
  operation({
    id: "getPoolV1",
    method: "GET",
    path: `${AT}/:id`,
    permission: "payments:read",
    summary: "Read a pool",
    params: POOL_PARAMS,
    answers: { 200: { description: "The pool.", schema: one(poolV1) } },
    example: { params: { id: "$POOL_ID" } },
    handle: async ({ ctx, params: { id = "" } }) =>
      Response.json({ data: presentPoolV1(await getPool({ ctx, input: { id } })) }),
  }),
  operation({
    id: "deletePoolV1",
    method: "DELETE",
    path: `${AT}/:id`,
    permission: "payments:create",
    summary: "Delete a pool",
    description: "Its accounts stay.",
    params: POOL_PARAMS,
    answers: { 204: { description: "Deleted.", schema: null } },
    example: { params: { id: "$NEW_POOL_ID" } },
    handle: async ({ ctx, params: { id = "" } }) => {
      await deletePool({ ctx, input: { id } });
      return DONE();
    },
  }),
  operation({
    id: "updatePoolQueryV1",
    method: "PATCH",
    path: `${AT}/:id/query`,
    permission: "payments:create",
    summary: "Change a pool's query",
    params: POOL_PARAMS,
    body: { schema: updatePoolQueryBody },
    answers: { 204: { description: "Changed.", schema: null } },
    example: { params: { id: "$NEW_POOL_ID" }, body: QUERY_EXAMPLE },
    handle: async ({ ctx, params: { id = "" }, body: { query } }) => {
      await updatePoolQuery({ ctx, input: { id, query } });
      return DONE();
    },
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
      return DONE();
    },
  }),
  operation({
    id: "removeAccountFromPoolV1",
    method: "DELETE",
    path: `${AT}/:id/accounts/:accountId`,
    permission: "payments:create",
    summary: "Take an account out of a pool",
    params: MEMBER_PARAMS,
    answers: { 204: { description: "It is not in the pool.", schema: null } },
    example: { params: { id: "$POOL_ID", accountId: "$ACCOUNT_ID" } },
    handle: async ({ ctx, params: { id = "", accountId = "" } }) => {
      await removeAccountFromPool({ ctx, input: { id, accountID: accountId } });
      return DONE();
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
