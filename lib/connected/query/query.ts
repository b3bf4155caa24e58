import { JsonFault, readJsonText } from "@/lib/http/read-json";
import { conditionsOf, type QueryValue, type ToSql } from "./list-fields";
import { type Columns, PAYMENT_FIELDS } from "./payment-fields";
import { refuseQuery } from "./refuse-query";

/** How deep $and, $or and $not may be nested. */
export const QUERY_DEPTH_MAX = 8;
/** How many conditions one query may have. */
export const QUERY_CONDITIONS_MAX = 50;
/** How long a query's JSON may be. */
export const QUERY_CHARACTERS_MAX = 8_192;

const COMPARISONS = { $gt: ">", $gte: ">=", $lt: "<", $lte: "<=", $match: "=" } as const;
type Comparison = keyof typeof COMPARISONS;

/** What the nodes of a query become: SQL, or the query as it is kept. */
export interface QueryForm<Node> {
  junction: (operator: "$and" | "$or", parts: Node[]) => Node;
  negation: (part: Node) => Node;
  condition: (operator: Comparison, key: string, value: unknown) => Node;
}

/** SQL over `payment p`, `connector k` and `connected_payment c`, with the values it names. */
export interface CompiledQuery {
  where: string;
  values: unknown[];
}

/**
 * The connected contract's query language as SQL with parameters. Refuses with `invalid` on `query`, naming the key,
 * what it does not know or what is nested or counted beyond its limits: a hostile query costs a 400, not a slow database.
 */
export function compileQuery(text: string, columns: Columns): CompiledQuery {
  return compileQueryBy(text, conditionsOf(PAYMENT_FIELDS[columns]));
}

/** The same over other tables, each condition as `toSql` says it. */
export function compileQueryBy(text: string, toSql: ToSql): CompiledQuery {
  if (text === "") return { where: "true", values: [] };
  if (text.length > QUERY_CHARACTERS_MAX) refuseQuery(`must be at most ${QUERY_CHARACTERS_MAX} characters`);
  const values: unknown[] = [];
  const bind: QueryValue = (given) => `$${values.push(given)}`;
  const where = readQuery<string>(parseJson(text), {
    junction: (operator, parts) => `(${parts.join(operator === "$and" ? " AND " : " OR ")})`,
    negation: (part) => `NOT coalesce(${part}, false)`,
    condition: (operator, key, value) => toSql({ key, value, sign: COMPARISONS[operator], operator }, bind),
  });
  return { where, values };
}

/** A query's nodes in another form, within the limits of the language. Refuses with `invalid` on `query`. */
export function readQuery<Node>(query: unknown, form: QueryForm<Node>): Node {
  return new Reader(form).node(query, 1);
}

class Reader<Node> {
  private conditions = 0;

  constructor(private readonly form: QueryForm<Node>) {}

  node(node: unknown, depth: number): Node {
    if (depth > QUERY_DEPTH_MAX) refuseQuery(`must not be nested deeper than ${QUERY_DEPTH_MAX} levels`);
    const [operator, operand] = single(node);
    switch (operator) {
      case "$and":
      case "$or":
        return this.junction(operator, operand, depth);
      case "$not":
        return this.form.negation(this.node(operand, depth + 1));
      case "$match":
      case "$gt":
      case "$gte":
      case "$lt":
      case "$lte":
        return this.condition(operator, operand);
      default:
        return refuseQuery(`does not know the operator ${operator}`);
    }
  }

  private junction(operator: "$and" | "$or", operand: unknown, depth: number): Node {
    if (!Array.isArray(operand) || operand.length === 0)
      refuseQuery(`${operator} needs an array of conditions`);
    const parts = (operand as unknown[]).map((each) => this.node(each, depth + 1));
    return this.form.junction(operator, parts);
  }

  private condition(operator: Comparison, operand: unknown): Node {
    if (++this.conditions > QUERY_CONDITIONS_MAX)
      refuseQuery(`must have at most ${QUERY_CONDITIONS_MAX} conditions`);
    return this.form.condition(operator, ...single(operand));
  }
}

function single(node: unknown): [string, unknown] {
  if (typeof node !== "object" || node === null || Array.isArray(node))
    refuseQuery("must be made of objects with one key each");
  const entries = Object.entries(node as object);
  const [entry] = entries;
  if (!entry || entries.length > 1) refuseQuery("must be made of objects with one key each");
  return entry as [string, unknown];
}

function parseJson(text: string): unknown {
  try {
    return readJsonText(text);
  } catch (err) {
    if (err instanceof JsonFault) return refuseQuery(err.message);
    throw err;
  }
}
