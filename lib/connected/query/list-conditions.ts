import { conditionsOf, type ListFields } from "./list-fields";
import { type PageRequest, readsOldestFirst } from "./page-request";
import { compileQueryBy } from "./query";

/** A page of what one merchant has, or of everything where none is named, as lines of a list's statement. */
export function listConditions(
  table: string,
  { merchantId, input, fields }: { merchantId: string | null; input: PageRequest; fields: ListFields },
) {
  const { where, values } = compileQueryBy(input.query, conditionsOf(fields));
  const bind = (given: unknown) => `$${values.push(given)}`;
  const parts = [`(${where})`];
  if (merchantId) parts.push(`${table}.merchant_id = ${bind(merchantId)}::uuid`);
  const [sign, order] = readsOldestFirst(input) ? [">", "ASC"] : ["<", "DESC"];
  const { at } = input;
  if (at)
    parts.push(
      `(${table}.created_at, ${table}.id) ${sign} (${bind(at[0])}::timestamptz, ${bind(at[1])}::uuid)`,
    );
  const conditions = parts.join(" AND ");
  const place = `${table}.created_at ${order}, ${table}.id ${order} LIMIT ${input.pageSize + 1}`;
  // Without a filter there are few texts, and one plan is right for all of their values.
  return { lines: { conditions, order: place }, values, options: { prepared: input.query === "" } };
}
