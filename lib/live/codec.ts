/**
 * Plain data as one line of JSON and back, with the two things JSON lacks: integers of any size and instants. What happens
 * to look like one of its own marks is marked as not being one.
 */
export function encode(value: unknown): string {
  return JSON.stringify(mark(value)) ?? "null";
}

export function decode(text: string): unknown {
  return unmark(JSON.parse(text));
}

const INTEGER = "$integer";
const INSTANT = "$instant";
const OTHER = "$other";
const MARKS = [INTEGER, INSTANT, OTHER];

function mark(value: unknown): unknown {
  if (typeof value === "bigint") return { [INTEGER]: value.toString() };
  if (value instanceof Date) return { [INSTANT]: value.toISOString() };
  if (Array.isArray(value)) return value.map(mark);
  if (typeof value !== "object" || value === null) return value;
  const marked = within(value, mark);
  return markOf(value) ? { [OTHER]: marked } : marked;
}

function unmark(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unmark);
  if (typeof value !== "object" || value === null) return value;
  const [inner] = Object.values(value);
  switch (markOf(value)) {
    case INTEGER:
      return BigInt(String(inner));
    case INSTANT:
      return new Date(String(inner));
    case OTHER:
      return within(inner as object, unmark);
    default:
      return within(value, unmark);
  }
}

/** The mark a value consists of, or looks as if it did. */
function markOf(value: object): string | null {
  const [name, ...others] = Object.keys(value);
  return name !== undefined && others.length === 0 && MARKS.includes(name) ? name : null;
}

function within(value: object, change: (inner: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, change(inner)]));
}
