import type { JsonSchema } from "../to-json-schema";

type Fields = Record<string, unknown>;

/** A body generated from a schema, and what is to be said of it. */
export interface Generated {
  what: string;
  /** The field that is not right, or null where all are. */
  field: string | null;
  body: Fields;
}

/**
 * Bodies of an original's schema: what has to be there alone, all there is, each required field missing, and each field of
 * another type. `known` are values that mean something here; whatever else is asked for is made from the schema.
 */
export function bodiesOf(schema: JsonSchema, known: Fields): Generated[] {
  const { properties, required } = fieldsOf(schema, known);
  const value = (name: string) => (name in known ? known[name] : sampleOf(properties[name] ?? {}));
  const of = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, value(name)]));
  // What is right besides: what our own example says, so that one field alone is wrong.
  const right = { ...of(required), ...known };
  return [
    { what: "minimal", field: null, body: of(required) },
    {
      what: "full",
      field: null,
      body: Object.keys(properties).length > 0 ? of(Object.keys(properties)) : known,
    },
    ...required.map((field) => {
      const { [field]: _, ...body } = right;
      return { what: `without ${field}`, field, body };
    }),
    ...Object.entries(properties).flatMap(([field, each]) => {
      const wrong = wrongTypeFor(each);
      if (wrong === undefined) return [];
      return [{ what: `${field} of another type`, field, body: { ...right, [field]: wrong } }];
    }),
  ];
}

/** An object's fields, of the alternative that knows most of what is known. */
export function fieldsOf(
  schema: JsonSchema,
  known: Fields,
): { properties: Record<string, JsonSchema>; required: string[] } {
  const parts = (schema.allOf ?? []).map((each) => fieldsOf(each, known));
  const choices = (schema.anyOf ?? schema.oneOf ?? []).map((each) => fieldsOf(each, known));
  const suits = ({ properties, required }: (typeof choices)[number]) =>
    Object.keys(properties).filter((name) => name in known).length -
    required.filter((name) => !(name in known)).length;
  const [chosen] = choices.sort((a, b) => suits(b) - suits(a));
  const all = [...parts, ...(chosen ? [chosen] : [])];
  return {
    properties: Object.assign({}, ...all.map(({ properties }) => properties), schema.properties) as Record<
      string,
      JsonSchema
    >,
    required: [...new Set([...all.flatMap(({ required }) => required), ...(schema.required ?? [])])],
  };
}

/** A value of a schema. */
export function sampleOf(schema: JsonSchema): unknown {
  const choice = (schema.anyOf ?? schema.oneOf ?? schema.allOf)?.[0];
  if ("const" in schema) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  if (choice && !schema.properties) return sampleOf(choice);
  switch (typeOf(schema)) {
    case "string":
      return TEXTS[String(schema.format)] ?? "x".repeat(Math.max(3, Number(schema.minLength ?? 0)));
    case "integer":
    case "number":
      return Math.max(1, Number(schema.minimum ?? 1));
    case "boolean":
      return false;
    case "array":
      return schema.items ? [sampleOf(schema.items)] : [];
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, each]) => [name, sampleOf(each)]),
      );
    default:
      return "x";
  }
}

const TEXTS: Readonly<Record<string, string>> = {
  "date-time": "2026-01-05T10:00:00Z",
  date: "2026-01-05",
  uuid: "00000000-0000-7000-8000-00000000ffff",
  email: "ana@example.com",
  uri: "https://shop.example/back",
};

/** Nothing that the schema allows; undefined where it allows anything. */
function wrongTypeFor(schema: JsonSchema): unknown {
  const types = typesIn(schema);
  if (types.length === 0) return undefined;
  if (!types.includes("string")) return "wrong";
  return types.includes("object") ? [["wrong"]] : { wrong: true };
}

/** Every JSON type that a schema allows. */
export function typesIn(schema: JsonSchema): string[] {
  const all = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  const own = schema.type ?? (schema.properties ? "object" : Array.isArray(schema.enum) ? "string" : []);
  return [...all.flatMap(typesIn), ...[own].flat()];
}

function typeOf({ type, properties }: JsonSchema): string | undefined {
  return [type ?? (properties ? "object" : undefined)].flat().find((each) => each !== "null");
}
