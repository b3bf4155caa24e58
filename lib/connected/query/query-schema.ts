import { z } from "zod";
import { CREATED_SORTS, PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX, SORTS } from "./page-request";
import { QUERY_CHARACTERS_MAX, QUERY_CONDITIONS_MAX, QUERY_DEPTH_MAX } from "./query";

/** What a list's address may carry, as the reference shows it; `readPageRequest` and `compileQuery` judge it. */
export const pageQuery = z.object({
  pageSize: z
    .string()
    .meta({
      type: "integer",
      minimum: 0,
      default: PAGE_SIZE_DEFAULT,
      description: `0 is ${PAGE_SIZE_DEFAULT}, more than ${PAGE_SIZE_MAX} is ${PAGE_SIZE_MAX}.`,
    })
    .optional(),
  cursor: z
    .string()
    .meta({ description: "`next` or `previous` of another page; overrides everything else." })
    .optional(),
});

/** The same of the lists that version 1 sorts. */
export const sortedPageQuery = pageQuery.extend({
  sort: z.string().meta({ enum: CREATED_SORTS, default: CREATED_SORTS[0] }).optional(),
});

const LANGUAGE =
  "JSON: `$match`, `$gt`, `$gte`, `$lt`, `$lte` of one key each, joined by `$and`, `$or` and `$not`; at most " +
  `${QUERY_DEPTH_MAX} levels and ${QUERY_CONDITIONS_MAX} conditions.`;

/** The query of a list, with the keys that it knows. */
function queryOf(...keys: string[]) {
  const description = `${LANGUAGE} Keys: ${keys.join(", ")}.`;
  return z.string().meta({ maxLength: QUERY_CHARACTERS_MAX, description }).optional();
}

export const accountsQuery = queryOf(
  ...["id", "reference", "connector_id", "type", "default_asset", "name", "metadata[key]", "created_at"],
);

export const poolsQuery = queryOf("id", "name", "created_at");

const OF_INITIATIONS = [
  ...["id", "reference", "connector_id", "type", "asset", "amount", "status", "source_account_id"],
  ...["destination_account_id", "metadata[key]", "created_at"],
];
export const initiationsQuery = queryOf(...OF_INITIATIONS);
export const transferInitiationsQuery = queryOf(...OF_INITIATIONS, "initial_amount");

export const paymentsQuery = pageQuery.extend({
  sort: z
    .string()
    .meta({
      enum: SORTS,
      default: SORTS[0],
      description:
        "Amounts go by what they are worth in their currency, whatever the precision of their asset.",
    })
    .optional(),
  query: z
    .string()
    .meta({
      maxLength: QUERY_CHARACTERS_MAX,
      description:
        `${LANGUAGE} Keys: reference, id, connector_id, type, asset, ` +
        "scheme, status, source_account_id, destination_account_id, metadata[key], amount, initial_amount, created_at. Amounts " +
        "are compared as they are written, in the minor units of each payment's own asset: ask for the `asset` with them.",
    })
    .optional(),
});

export const PAYMENT_PARAMS = { id: "The payment's id, unpadded base64url." };

export const REPORT =
  "The same reference again is how a payment moves: another status or another `createdAt` is appended as an adjustment, an " +
  "exact repeat changes nothing. The connector must be installed and take payments.";
