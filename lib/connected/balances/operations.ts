import { z } from "zod";
import { page } from "@/lib/connected/answers";
import { ASSET_PATTERN, readAsset, spellAsset } from "@/lib/connected/assets";
import { ACCOUNT_PARAMS } from "@/lib/connected/operations-connectors";
import { losslessJson } from "@/lib/connected/present";
import { pageOfList } from "@/lib/connected/query/page-of-list";
import { CREATED_SORTS, readPageRequest } from "@/lib/connected/query/page-request";
import { pageQuery } from "@/lib/connected/query/query-schema";
import { validateFirst } from "@/lib/connected/validate-first";
import { minorUnits, time } from "@/lib/http/answer-fields";
import { type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { readInstant } from "@/lib/instant";
import { type Balance, listAccountBalances } from "./balances";

const P = "/api/payments";
const operation = operationsWith(validateFirst);

const DESCRIPTION =
  "By the journal of adjustments: what arrived at the account less what left it, by asset. A payment counts while its money " +
  "has arrived, without what was refunded or is disputed.";

const at = z
  .string()
  .meta({ format: "date-time" })
  .transform((value, ctx) => {
    const instant = readInstant(value);
    if (instant) return instant.occurredAt;
    ctx.addIssue({ code: "custom", message: "must be an RFC 3339 time" });
    return z.NEVER;
  });

const asset = z
  .string()
  .meta({ pattern: ASSET_PATTERN, description: "Such as USD/2." })
  .transform((value, ctx) => {
    const read = readAsset(value);
    if (read) return spellAsset(read);
    ctx.addIssue({ code: "custom", message: "must be an ISO 4217 code and a precision, such as USD/2" });
    return z.NEVER;
  });

/** A balance has no row of its own: where nothing is said they go by their asset. */
const BY_ASSET = "asset:asc";
const BALANCE_SORTS = [...CREATED_SORTS, "lastUpdatedAt:desc", "lastUpdatedAt:asc"];

const FROM = { description: "Balances that changed at or after it." };
const TO = { description: "As they were then; now without one." };
const balancesV1 = pageQuery.extend({
  sort: z.string().meta({ enum: BALANCE_SORTS, description: "By asset where it is left out." }).optional(),
  limit: pageQuery.shape.pageSize.meta({
    type: "integer",
    minimum: 0,
    description: "The same as `pageSize`.",
  }),
  asset: asset.optional(),
  from: at.meta(FROM).optional(),
  to: at.meta(TO).optional(),
});
const balancesV3 = pageQuery.extend({
  asset: asset.optional(),
  fromTimestamp: at.meta(FROM).optional(),
  toTimestamp: at.meta(TO).optional(),
});

const shared = {
  createdAt: time,
  lastUpdatedAt: time,
  asset: z.string(),
  balance: minorUnits.meta({
    description: "In minor units; less than nothing where more left than arrived.",
  }),
};
const balanceV1 = z
  .object({ accountId: z.string(), currency: z.string(), ...shared })
  .meta({ id: "AccountBalanceV1" });
const balanceV3 = z.object({ accountID: z.string(), ...shared }).meta({ id: "AccountBalanceV3" });

/** Balances of accounts, in both wire versions. */
export const balanceOperations: readonly KeyedOperation[] = [
  operation({
    id: "getAccountBalancesV1",
    method: "GET",
    path: `${P}/accounts/:id/balances`,
    permission: "payments:read",
    summary: "List an account's balances",
    description: DESCRIPTION,
    params: ACCOUNT_PARAMS,
    query: balancesV1,
    answers: { 200: { description: "One for each asset.", schema: page(balanceV1) } },
    example: { params: { id: "$SANDBOX_ACCOUNT_ID" } },
    handle: async ({ ctx, params: { id = "" }, query, url }) =>
      paged(
        `balances/v1/${id}`,
        url,
        await listAccountBalances({ ctx, input: { ...query, id } }),
        (each) => ({
          accountId: each.accountId,
          currency: each.currency,
          ...presented(each),
        }),
      ),
  }),
  operation({
    id: "getAccountBalancesV3",
    method: "GET",
    path: `${P}/v3/accounts/:id/balances`,
    permission: "payments:read",
    summary: "List an account's balances (v3)",
    description: DESCRIPTION,
    params: ACCOUNT_PARAMS,
    query: balancesV3,
    answers: { 200: { description: "One for each asset.", schema: page(balanceV3) } },
    example: { params: { id: "$SANDBOX_ACCOUNT_ID" } },
    handle: async ({ ctx, params: { id = "" }, query, url }) => {
      const range = { asset: query.asset, from: query.fromTimestamp, to: query.toTimestamp };
      const found = await listAccountBalances({ ctx, input: { ...range, id } });
      return paged(`balances/v3/${id}`, url, found, (each) => ({
        accountID: each.accountId,
        ...presented(each),
      }));
    },
  }),
];

function paged(list: string, url: URL, balances: Balance[], present: (each: Balance) => object): Response {
  const input = readPageRequest(list, url.searchParams, BALANCE_SORTS, BY_ASSET);
  const found = pageOfList(inOrder(balances, input.sort), input, (each) => [each.asset, each.accountId]);
  return losslessJson({ cursor: { ...found, data: found.data.map(present) } });
}

/** Those of one moment stay in the order of their assets. */
function inOrder(balances: readonly Balance[], sort: string): Balance[] {
  const [key, direction] = sort.split(":");
  if (key !== "createdAt" && key !== "lastUpdatedAt") return [...balances];
  const later = direction === "desc" ? -1 : 1;
  return balances.toSorted((one, other) => later * (one[key].getTime() - other[key].getTime()));
}

function presented({ createdAt, lastUpdatedAt, asset: shown, balanceMinor }: Balance) {
  return {
    createdAt: createdAt.toISOString(),
    lastUpdatedAt: lastUpdatedAt.toISOString(),
    asset: shown,
    balance: balanceMinor,
  };
}
