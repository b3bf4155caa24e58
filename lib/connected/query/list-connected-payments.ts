import { type ShownPayment, withHistory } from "@/lib/connected/payments/connected-payment";
import { readOnce } from "@/lib/db/read-once";
import { onReplica } from "@/lib/db/replicas";
import { queryComposed } from "@/lib/db/sql";
import { compose } from "@/lib/db/typed/statement";
import { LIST_CONNECTED_PAYMENTS } from "@/lib/generated/sql/connected/query/list-connected-payments";
import { LIST_WHOLE_PAYMENTS } from "@/lib/generated/sql/connected/query/list-whole-payments";
import { amountOrder } from "@/lib/money/amount";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import type { Cursor } from "./cursor";
import { type Page, pageOf } from "./page";
import type { PageRequest } from "./page-request";
import type { Columns } from "./payment-fields";
import { type CompiledQuery, compileQuery } from "./query";

/**
 * Payments of every door, a page at a time by keyset: stable while rows arrive, as quick on the last page as on the first.
 * In one round trip; only v3 shows histories in lists, so only for it they are read.
 */
export async function listConnectedPayments({
  ctx,
  input,
  version,
}: {
  ctx: Ctx;
  input: PageRequest;
  version: Columns;
}): Promise<Readonly<Page<ShownPayment>>> {
  authorize(ctx, "payments:read");
  const compiled = compileQuery(input.query, version);
  const { page, values } = pageConditions(merchantBound(ctx.actor), input, compiled);
  // Without a filter there are few texts, one plan is right for all of their values, and any page is quick.
  const prepared = input.query === "";
  const read = async () => {
    const rows = await onReplica(
      async (): Promise<ShownPayment[]> =>
        version === "v1"
          ? queryComposed(LIST_CONNECTED_PAYMENTS, { page }, values, { prepared })
          : (await queryComposed(LIST_WHOLE_PAYMENTS, { page }, values, { prepared })).map(withHistory),
    );
    return pageOf(rows, input, (row) => placeOf(row, input.sort));
  };
  return prepared ? pageOnce(JSON.stringify([version, input, values]), read) : read();
}

const pageOnce = readOnce<Page<ShownPayment>>();

/** The statement behind a page, with its values: for the benchmarks. */
export function pageStatement(
  { merchantId, version }: { merchantId: string | null; version: Columns },
  input: PageRequest,
) {
  const { page, values } = pageConditions(merchantId, input, compileQuery(input.query, version));
  const text = compose(version === "v1" ? LIST_CONNECTED_PAYMENTS : LIST_WHOLE_PAYMENTS, { page });
  return { text, values };
}

function pageConditions(merchantId: string | null, input: PageRequest, { where, values }: CompiledQuery) {
  const bound = [...values];
  const bind = (given: unknown) => `$${bound.push(given)}`;
  const parts = [`(${where})`];
  if (merchantId) parts.push(`p.merchant_id = ${bind(merchantId)}::uuid`);
  const { key, descending } = sortOf(input.sort);
  const backwards = input.side === "before";
  const falls = descending !== backwards;
  if (input.at) parts.push(beyond(key, falls, backwards, bind(input.at[0]), bind(input.at[1])));
  // Ties go by the latest arrival first, whatever the direction: an id's order is that of its making.
  const order = `${key.sql} ${falls ? "DESC" : "ASC"}, p.id ${backwards ? "ASC" : "DESC"}`;
  const page = `WHERE ${parts.join(" AND ")} ORDER BY ${order} LIMIT ${input.pageSize + 1}`;
  return { page, values: bound };
}

function beyond(key: SortKey, falls: boolean, backwards: boolean, value: string, id: string): string {
  const { sql, cast } = key;
  const [onward, tie] = [falls ? "<" : ">", backwards ? ">" : "<"];
  if (falls === (tie === "<")) return `(${sql}, p.id) ${onward} (${value}${cast}, ${id}::uuid)`;
  // The first condition repeats the second, so that an index can begin there.
  return `${sql} ${onward}= ${value}${cast} AND (${sql} ${onward} ${value}${cast} OR p.id ${tie} ${id}::uuid)`;
}

function placeOf(row: ShownPayment, sort: string): Cursor["at"] {
  return [sortOf(sort).key.of(row), row.id];
}

/** What a list is sorted by: in SQL, and of a row that was read. */
interface SortKey {
  sql: string;
  cast: string;
  of: (row: ShownPayment) => string;
}

const CREATED_AT: SortKey = {
  sql: "p.created_at",
  cast: "::timestamptz",
  of: ({ createdAt }) => createdAt.toISOString(),
};

const AMOUNT: SortKey = {
  sql: "amount_order(p.amount_minor, p.currency, p.precision)",
  cast: "::numeric",
  of: (row) => amountOrder(row).toString(),
};

function sortOf(sort: string): { key: SortKey; descending: boolean } {
  const [key, direction] = sort.split(":");
  return { key: key === "amount" ? AMOUNT : CREATED_AT, descending: direction !== "asc" };
}
