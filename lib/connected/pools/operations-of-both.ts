import type { z } from "zod";
import { one, page } from "@/lib/connected/answers";
import { readPageRequest } from "@/lib/connected/query/page-request";
import { pageQuery, poolsQuery, sortedPageQuery } from "@/lib/connected/query/query-schema";
import { validateFirst } from "@/lib/connected/validate-first";
import { noContent } from "@/lib/http/answer-json";
import { type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { deletePool, removeAccountFromPool, updatePoolQuery } from "./change-pool";
import { getPool, listPools, type Pool } from "./pool";
import { updatePoolQueryBody } from "./wire";

const operation = operationsWith(validateFirst);

export const POOL_PARAMS = { id: "The pool's id." };
export const MEMBER_PARAMS = { ...POOL_PARAMS, accountId: "The account's id, unpadded base64url." };

export const CREATE =
  "Of the accounts given, or of those that a query means, whenever they are made. The same name again gives the pool that is " +
  "there, and is a `CONFLICT` where it says something else.";
export const BALANCES =
  "The sum of what the pool's accounts hold, by asset: by the journal of adjustments, as the balances of each account are.";

export const POOL_EXAMPLE = { name: "Cash at banks", accountIDs: ["$POOLED_ACCOUNT_ID"] };

/** A wire version: where it has pools, what it adds to ids and to summaries, and how it shows a pool. */
interface Version {
  at: string;
  version: "v1" | "v3";
  answer: z.ZodType;
  present: (pool: Pool) => unknown;
}

/** What is the same of pools in both wire versions, but for how a pool is shown. */
export function poolOperationsOf({ at, version, answer, present }: Version): readonly KeyedOperation[] {
  const id = (name: string) => name + version.toUpperCase();
  const summary = (words: string) => (version === "v1" ? words : `${words} (${version})`);
  return [
    operation({
      id: id("listPools"),
      method: "GET",
      path: at,
      permission: "payments:read",
      summary: summary("List pools"),
      query: (version === "v1" ? sortedPageQuery : pageQuery).extend({ query: poolsQuery }),
      answers: { 200: { description: "A page, newest first.", schema: page(answer) } },
      handle: async ({ ctx, url }) => {
        const found = await listPools({ ctx, input: readPageRequest(`pools/${version}`, url.searchParams) });
        return Response.json({ cursor: { ...found, data: found.data.map(present) } });
      },
    }),
    operation({
      id: id("getPool"),
      method: "GET",
      path: `${at}/:id`,
      permission: "payments:read",
      summary: summary("Read a pool"),
      params: POOL_PARAMS,
      answers: { 200: { description: "The pool.", schema: one(answer) } },
      example: { params: { id: "$POOL_ID" } },
      handle: async ({ ctx, params }) =>
        Response.json({ data: present(await getPool({ ctx, input: { id: params.id ?? "" } })) }),
    }),
    operation({
      id: id("deletePool"),
      method: "DELETE",
      path: `${at}/:id`,
      permission: "payments:create",
      summary: summary("Delete a pool"),
      description: "Its accounts stay.",
      params: POOL_PARAMS,
      answers: { 204: { description: "Deleted.", schema: null } },
      example: { params: { id: "$NEW_POOL_ID" } },
      handle: async ({ ctx, params }) => {
        await deletePool({ ctx, input: { id: params.id ?? "" } });
        return noContent();
      },
    }),
    operation({
      id: id("updatePoolQuery"),
      method: "PATCH",
      path: `${at}/:id/query`,
      permission: "payments:create",
      summary: summary("Change a pool's query"),
      params: POOL_PARAMS,
      body: { schema: updatePoolQueryBody },
      answers: { 204: { description: "Changed.", schema: null } },
      example: { params: { id: "$NEW_POOL_ID" }, body: { query: { $match: { type: "INTERNAL" } } } },
      handle: async ({ ctx, params, body: { query } }) => {
        await updatePoolQuery({ ctx, input: { id: params.id ?? "", query } });
        return noContent();
      },
    }),
    operation({
      id: id("removeAccountFromPool"),
      method: "DELETE",
      path: `${at}/:id/accounts/:accountId`,
      permission: "payments:create",
      summary: summary("Take an account out of a pool"),
      params: MEMBER_PARAMS,
      answers: { 204: { description: "It is not in the pool.", schema: null } },
      example: { params: { id: "$POOL_ID", accountId: "$ACCOUNT_ID" } },
      handle: async ({ ctx, params }) => {
        await removeAccountFromPool({
          ctx,
          input: { id: params.id ?? "", accountID: params.accountId ?? "" },
        });
        return noContent();
      },
    }),
  ];
}
