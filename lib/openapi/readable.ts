import type { JsonSchema } from "./to-json-schema";

/**
 * The same schema in the spelling that generators of clients read; it allows what it allowed. Its parts have been spelled
 * already. `unreadable.ts` says what no schema of the document may hold.
 */
export function readableSchema({ default: initial, anyOf, ...rest }: JsonSchema): JsonSchema {
  return {
    ...(anyOf && alternatives(anyOf)),
    ...rest,
    // A default that is no plain value is written into code that does not compile.
    ...(initial !== undefined && typeof initial !== "object" && { default: initial }),
  };
}

function alternatives(anyOf: JsonSchema[]): JsonSchema {
  const all = anyOf.flatMap((each) => (isUnion(each) ? (each.anyOf ?? []) : [each]));
  const some = withoutIntegers(all.filter((each) => !isNull(each)));
  const [only] = some;
  if (!only || some.length > 1) return all.some(isNull) ? { oneOf: [...some, NULL] } : { anyOf: some };
  return all.some(isNull) ? nullable(only) : only;
}

function isUnion(schema: JsonSchema): boolean {
  return Object.keys(schema).join() === "anyOf";
}

/** Every integer is a number. */
function withoutIntegers(some: JsonSchema[]): JsonSchema[] {
  const hasNumber = some.some((each) => JSON.stringify(each) === '{"type":"number"}');
  return hasNumber ? some.filter(({ type }) => type !== "integer") : some;
}

/** The same, or null: by a list of types wherever it has a type. */
function nullable(schema: JsonSchema): JsonSchema {
  const { type, enum: values, const: value, ...rest } = schema;
  // oapi-codegen makes constants of an enum's values, and reads each as a number.
  const isNumbers = type === "number" || type === "integer";
  if (typeof type !== "string" || (isNumbers && (values ?? value) !== undefined))
    return Object.keys(schema).length > 0 ? { oneOf: [schema, NULL] } : {};
  const allowed = value === undefined ? values : [value];
  return {
    ...rest,
    type: [type, "null"],
    ...(Array.isArray(allowed) && { enum: [...(allowed as unknown[]), null] }),
  };
}

function isNull({ type }: JsonSchema): boolean {
  return type === "null";
}

const NULL: JsonSchema = { type: "null" };
