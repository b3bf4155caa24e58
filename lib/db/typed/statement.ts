/**
 * A statement of prisma/sql. What may be given to it and what comes back of it is typed from the database: see
 * docs/decisions/typed-sql.md.
 */
export interface Statement<Parameters, Row> {
  /** What it is prepared under, stable per text; null where it is planned, or its text put together, for each use. */
  name: string | null;
  /** The whole text, or the lines it is put together from. */
  text: string | readonly StatementPart[];
  /** The names of its parameters: $1 is the first. */
  parameters: readonly string[];
  /** The parameters that are sent as JSON. */
  json: readonly string[];
  /** Whether it writes to the outbox, whose readers are then told once it is committed. */
  announces: boolean;
  /** Never there: what carries the types. */
  types?: (parameters: Parameters) => Row;
}

/** Lines that are part of the text when a parameter is given, or is not, or always; or stand for what is put together. */
export interface StatementPart {
  text: string;
  if?: string;
  unless?: string;
  replace?: string;
}

/** What is sent: the text, and its values by position. */
export interface SentStatement {
  text: string;
  values: unknown[];
}

/** A statement with its parameters in their places. */
export function bind<P extends object>(statement: Statement<P, unknown>, given: P): SentStatement {
  const named = new Map<string, unknown>(Object.entries(given));
  const sentFor = (name: string) => serialize(named.get(name), statement.json.includes(name));
  if (typeof statement.text === "string") {
    return { text: statement.text, values: statement.parameters.map(sentFor) };
  }
  if (statement.text.some(({ replace }) => replace))
    throw new Error("a statement with lines to replace is composed");
  const isGiven = (name: string) => named.get(name) !== undefined && named.get(name) !== false;
  const lines = statement.text.filter(
    (part) => (part.if === undefined || isGiven(part.if)) && (!part.unless || !isGiven(part.unless)),
  );
  const used: string[] = [];
  const text = lines.map((part) => part.text).join("\n");
  const renumbered = text.replace(/\$(\d+)/g, (_, position: string) => {
    const name = statement.parameters[Number(position) - 1] ?? "";
    const at = used.indexOf(name);
    return `$${at < 0 ? used.push(name) : at + 1}`;
  });
  return { text: renumbered, values: used.map(sentFor) };
}

/** The text of a statement with lines `@replace`, each of which is the SQL given for it. Such a statement has no parameters. */
export function compose<Lines extends object>(statement: Statement<Lines, unknown>, lines: Lines): string {
  if (typeof statement.text === "string")
    throw new Error("a statement without lines to replace is not composed");
  const given = new Map<string, unknown>(Object.entries(lines));
  return statement.text.map(({ text, replace }) => (replace ? sqlOf(replace, given) : text)).join("\n");
}

// Never the line as it stands in the file: that would be a search without its conditions.
function sqlOf(name: string, given: ReadonlyMap<string, unknown>): string {
  const sql = given.get(name);
  if (typeof sql !== "string") throw new Error(`nothing is given for the line ${name}`);
  return sql;
}

function serialize(value: unknown, json: boolean): unknown {
  if (value === undefined || value === null) return null;
  return json ? JSON.stringify(value, withBigints) : value;
}

// PostgreSQL reads a 64-bit integer out of a JSON string as well; JavaScript's numbers would lose digits.
function withBigints(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
