import { z } from "zod";
import { one, page } from "@/lib/connected/answers";
import { losslessJson } from "@/lib/connected/present";
import { readPageRequest } from "@/lib/connected/query/page-request";
import { pageQuery } from "@/lib/connected/query/query-schema";
import { validateFirst } from "@/lib/connected/validate-first";
import { type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { poolBalance, poolV3 } from "./answers";
import { addAccountToPool, deletePool, removeAccountFromPool, updatePoolQuery } from "./change-pool";
import { createPool } from "./create-pool";
import { getPool, listPools } from "./pool";
import { getPoolBalances } from "./pool-balances";
import { presentPoolBalance, presentPoolV3 } from "./present";
import { balancesAtQuery, createPoolBody, updatePoolQueryBody } from "./wire";

const AT = "/api/payments/v3/pools";
const operation = operationsWith(validateFirst);
const DONE = () => new Response(null, { status: 204 });

export const POOL_PARAMS = { id: "The pool's id." };
export const MEMBER_PARAMS = { ...POOL_PARAMS, accountId: "The account's id, unpadded base64url." };

export const CREATE =
  "Of the accounts given, or of those that a query means, whenever they are made. The same name again gives the pool that is " +
  "there, and is a `CONFLICT` where it says something else.";
export const BALANCES =
  "The sum of what the pool's accounts hold, by asset: by the journal of adjustments, as the balances of each account are.";

export const POOL_EXAMPLE = { name: "Cash at banks", accountIDs: ["$POOLED_ACCOUNT_ID"] };
export const QUERY_EXAMPLE = { query: { $match: { type: "INTERNAL" } } };

/** Pools of accounts in the third wire version. */
export const poolOperationsV3: readonly KeyedOperation[] = [
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
    id: "listPoolsV3",
    method: "GET",
    path: AT,
    permission: "payments:read",
    summary: "List pools (v3)",
    query: pageQuery,
    answers: { 200: { description: "A page, newest first.", schema: page(poolV3) } },
    handle: async ({ ctx, url }) => {
      const found = await listPools({ ctx, input: readPageRequest("pools/v3", url.searchParams) });
      return Response.json({ cursor: { ...found, data: found.data.map(presentPoolV3) } });
    },
  }),
  operation({
    id: "getPoolV3",
    method: "GET",
    path: `${AT}/:id`,
    permission: "payments:read",
    summary: "Read a pool (v3)",
    params: POOL_PARAMS,
    answers: { 200: { description: "The pool.", schema: one(poolV3) } },
    example: { params: { id: "$POOL_ID" } },
    handle: async ({ ctx, params: { id = "" } }) =>
      Response.json({ data: presentPoolV3(await getPool({ ctx, input: { id } })) }),
  }),
  operation({
    id: "deletePoolV3",
    method: "DELETE",
    path: `${AT}/:id`,
    permission: "payments:create",
    summary: "Delete a pool (v3)",
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
    id: "updatePoolQueryV3",
    method: "PATCH",
    path: `${AT}/:id/query`,
    permission: "payments:create",
    summary: "Change a pool's query (v3)",
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
      return DONE();
    },
  }),
  operation({
    id: "removeAccountFromPoolV3",
    method: "DELETE",
    path: `${AT}/:id/accounts/:accountId`,
    permission: "payments:create",
    summary: "Take an account out of a pool (v3)",
    params: MEMBER_PARAMS,
    answers: { 204: { description: "It is not in the pool.", schema: null } },
    example: { params: { id: "$POOL_ID", accountId: "$ACCOUNT_ID" } },
    handle: async ({ ctx, params: { id = "", accountId = "" } }) => {
      await removeAccountFromPool({ ctx, input: { id, accountID: accountId } });
      return DONE();
    },
  }),
];

async function balancesOf(ctx: Parameters<typeof getPoolBalances>[0]["ctx"], id: string, at?: Date) {
  const balances = await getPoolBalances({ ctx, input: { id, at } });
  return losslessJson({ data: balances.map(presentPoolBalance) });
}
