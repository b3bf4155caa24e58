import { type Queryable, runUnprepared } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { merchantBound } from "@/lib/verb/permissions";

/** One page of a list, newest first. Both times in Unix seconds: after the one, before the other, as they are shown. */
export interface PageInput<State extends string = string> {
  state_eq?: State | undefined;
  created_at_gt?: number | undefined;
  created_at_lt?: number | undefined;
  page: number;
  per_page: number;
}

export interface Page<Row> {
  rows: Row[];
  /** Whether another page follows. */
  more: boolean;
}

/** A list's own part of the query. `alias` is the table whose `created_at` and `id` order it. */
interface Source {
  columns: string;
  tables: string;
  alias: string;
  /** Conditions with their values; a `?` stands for the value. A condition without a value given is left out. */
  where: readonly (readonly [condition: string, value: unknown])[];
}

/** Reads one page of a merchant's rows, or of everybody's where the actor is bound to none. */
export async function readPage<Row extends object>(
  ctx: Ctx,
  input: PageInput,
  { columns, tables, alias, where }: Source,
  on?: Queryable,
): Promise<Page<Row>> {
  const values: unknown[] = [];
  const conditions = [
    [`${alias}.merchant_id = ?`, merchantBound(ctx.actor) ?? undefined] as const,
    // Shown without its fraction, a second ends where the next begins.
    [
      `${alias}.created_at >= to_timestamp(?)`,
      input.created_at_gt === undefined ? undefined : input.created_at_gt + 1,
    ] as const,
    [`${alias}.created_at < to_timestamp(?)`, input.created_at_lt] as const,
    ...where,
  ]
    .filter(([, value]) => value !== undefined)
    .map(([condition, value]) => {
      values.push(value);
      return condition.replaceAll("?", `$${values.length}`);
    });
  const rows = await runUnprepared<Row>(
    `SELECT ${columns} FROM ${tables}
     ${conditions.length > 0 ? `WHERE ${conditions.join(" AND ")}` : ""}
     ORDER BY ${alias}.created_at DESC, ${alias}.id DESC
     LIMIT ${input.per_page + 1} OFFSET ${(input.page - 1) * input.per_page}`,
    values,
    on,
  );
  return { rows: rows.slice(0, input.per_page), more: rows.length > input.per_page };
}
