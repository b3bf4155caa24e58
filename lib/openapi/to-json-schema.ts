import { z } from "zod";
import { readableSchema } from "./readable";

export interface JsonSchema {
  [keyword: string]: unknown;
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  description?: string;
}

/** Schemas that have a name, once each: the document's components. */
export type Components = Map<string, JsonSchema>;

/**
 * A zod schema as JSON Schema 2020-12, which is what OpenAPI 3.1 speaks. What carries an `id` in its metadata goes to the
 * components and is referred to. `input` is what may be sent, `output` what is answered.
 */
export function toJsonSchema(schema: z.ZodType, io: "input" | "output", components: Components): JsonSchema {
  const { $schema, $defs, ...root } = z.toJSONSchema(schema, { io, unrepresentable: "any" }) as JsonSchema & {
    $defs?: Record<string, JsonSchema>;
  };
  for (const [name, definition] of Object.entries($defs ?? {})) addComponent(name, definition, components);
  return tidy(root);
}

function addComponent(name: string, definition: JsonSchema, components: Components): void {
  const { id, ...rest } = definition;
  const tidied = tidy(rest);
  const known = components.get(name);
  if (known && JSON.stringify(known) !== JSON.stringify(tidied))
    throw new Error(`two schemas of the document are named ${name}`);
  components.set(name, tidied);
}

/** Without what zod says about JavaScript rather than about JSON. */
function tidy(schema: JsonSchema): JsonSchema {
  // `true` and `false` are schemas too, which generators of several languages cannot read.
  if (typeof schema !== "object") return schema ? {} : { not: {} };
  const tidied = Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => [keyword, tidyKeyword(keyword, value)]),
  ) as JsonSchema;
  if (tidied.$ref) tidied.$ref = tidied.$ref.replace("#/$defs/", "#/components/schemas/");
  // The keys of a JSON object are text anyway.
  if (isPlainText(tidied.propertyNames)) delete tidied.propertyNames;
  if (tidied.minimum === Number.MIN_SAFE_INTEGER) delete tidied.minimum;
  if (tidied.maximum === Number.MAX_SAFE_INTEGER) delete tidied.maximum;
  // A JSON integer is a number or, beyond what that can hold, a bigint to us; to the caller it is an integer.
  if (tidied.type === "integer") delete tidied.anyOf;
  // In an address an integer is text that is read as one.
  if (tidied.type === "integer" || tidied.pattern === undefined) delete tidied.pattern;
  return readableSchema(tidied);
}

function tidyKeyword(keyword: string, value: unknown): unknown {
  if (keyword === "properties") return mapValues(value as Record<string, JsonSchema>, tidy);
  if (Array.isArray(value) && ["anyOf", "oneOf", "allOf", "prefixItems"].includes(keyword))
    return value.map((each: JsonSchema) => tidy(each));
  // Every generator reads these two, and not every one reads `{}`, which says the same.
  if (keyword === "additionalProperties")
    return isEmpty(value) || (value !== false && tidy(value as JsonSchema));
  if (["items", "propertyNames", "not", "if", "then", "else"].includes(keyword))
    return tidy(value as JsonSchema);
  return value;
}

function isEmpty(schema: unknown): boolean {
  return JSON.stringify(schema) === "{}";
}

function isPlainText(schema: unknown): boolean {
  return JSON.stringify(schema) === '{"type":"string"}';
}

function mapValues<Value, Result>(
  record: Record<string, Value>,
  map: (value: Value) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
