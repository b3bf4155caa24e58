/**
 * A statement of prisma/sql. What may be given to it and what comes back of it is typed from the database: see
 * docs/decisions/typed-sql.md.
 */
export interface Statement<Parameters, Row> {
  /** What it is prepared under, stable per text; null where the text is put together for each use. */
  name: string | null;
  /** The whole text, or the lines it is put together from. */
  text: string | readonly Part[];
  /** The names of its parameters: $1 is the first. */
  parameters: readonly string[];
  /** The parameters that are sent as JSON. */
  json: readonly string[];
  /** Whether it writes to the outbox, whose readers are then told once it is committed. */
  announces: boolean;
  /** Never there: what carries the types. */
  types?: (parameters: Parameters) => Row;
}

/** Lines that are part of the text when a parameter is given, or is not, or always. */
export interface Part {
  text: string;
  if?: string;
  unless?: string;
}

/** What is sent: the text, and its values by position. */
export interface Sent {
  text: string;
  values: unknown[];
}

/** A statement with its parameters in their places. */
export function bind<P extends object>(statement: Statement<P, unknown>, given: P): Sent {
  const named = new Map<string, unknown>(Object.entries(given));
  const sentFor = (name: string) => serialize(named.get(name), statement.json.includes(name));
  if (typeof statement.text === "string") {
    return { text: statement.text, values: statement.parameters.map(sentFor) };
  }
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

function serialize(value: unknown, json: boolean): unknown {
  if (value === undefined || value === null) return null;
  return json ? JSON.stringify(value, withBigints) : value;
}

// PostgreSQL reads a 64-bit integer out of a JSON string as well; JavaScript's numbers would lose digits.
function withBigints(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
