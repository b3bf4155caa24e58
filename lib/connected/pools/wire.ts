import { z } from "zod";
import { accountIdField } from "@/lib/connected/fields";
import { readInstant } from "@/lib/instant";
import { POOL_ACCOUNTS_MAX } from "./pool";

export const POOL_NAME_CHARACTERS_MAX = 1_000;

const text = z.string({ error: (issue) => (issue.input === undefined ? "is required" : "must be a string") });

const name = text
  .min(1, { error: "must not be empty" })
  .max(POOL_NAME_CHARACTERS_MAX, { error: `must have at most ${POOL_NAME_CHARACTERS_MAX} characters` });

const query = z
  .record(z.string(), z.unknown(), {
    error: (issue) => (issue.input === undefined ? "is required" : "must be an object"),
  })
  .meta({
    description:
      "`$match` of one key each, joined by `$and`, `$or` and `$not`; `{}` is every account. Keys: id, reference, " +
      "connector_id, type, default_asset, name, metadata[key], psu_id, open_banking_connection_id.",
  });

/** POST …/pools, in both wire versions: of accounts, or with a query. */
export const createPoolBody = z
  .object({
    name,
    query: query.optional(),
    accountIDs: z
      .array(accountIdField, { error: "must be an array of accounts' ids" })
      .max(POOL_ACCOUNTS_MAX, { error: `must have at most ${POOL_ACCOUNTS_MAX} accounts` })
      .optional(),
  })
  .superRefine(({ query: given, accountIDs = [] }, ctx) => {
    if (given && accountIDs.length > 0)
      ctx.addIssue({ code: "custom", path: ["query"], message: "and accountIDs exclude each other" });
    if (!given && accountIDs.length === 0)
      ctx.addIssue({ code: "custom", path: ["accountIDs"], message: "or a query must be given" });
  });
export type CreatePool = z.output<typeof createPoolBody>;

/** PATCH …/pools/{id}/query. */
export const updatePoolQueryBody = z.object({ query });

/** POST …/pools/{id}/accounts (v1). */
export const addAccountBody = z.object({ accountID: accountIdField });

const at = z
  .string({ error: (issue) => (issue.input === undefined ? "is required" : "must be a string") })
  .meta({ format: "date-time", description: "As they were then." })
  .transform((value, ctx) => {
    const instant = readInstant(value);
    if (instant) return instant.occurredAt;
    ctx.addIssue({ code: "custom", message: "must be an RFC 3339 time" });
    return z.NEVER;
  });

/** GET …/pools/{id}/balances. */
export const balancesAtQuery = z.object({ at });
