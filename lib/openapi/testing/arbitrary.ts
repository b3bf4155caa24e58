import fc from "fast-check";
import type { JsonSchema } from "../to-json-schema";

const DEPTH_MAX = 6;

/** What fits a schema, mostly: whatever a careful client could think of sending. `ids` are known to the database. */
export function fitting(schema: JsonSchema, ids: readonly string[], depth = 0): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf;
  if (depth > DEPTH_MAX) return fc.constant(null);
  if ("const" in schema) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]));
  if (choices) return fc.oneof(...choices.map((each) => fitting(each, ids, depth + 1)));
  if (schema.allOf && !schema.properties)
    return fc
      .tuple(...schema.allOf.map((each) => fitting(each, ids, depth + 1)))
      .map((parts) => Object.assign({}, ...(parts as object[])) as unknown);
  if (Array.isArray(schema.type))
    return fc.oneof(...schema.type.map((type) => fitting({ ...schema, type }, ids, depth + 1)));
  switch (schema.type) {
    case "string":
      return text(schema, ids);
    case "integer":
      return integer(schema);
    case "number":
      return fc.double({
        min: Number(schema.minimum ?? -1e6),
        max: Number(schema.maximum ?? 1e6),
        noNaN: true,
      });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return fc.array(fitting(schema.items ?? {}, ids, depth + 1), { maxLength: 4 });
    case "object":
      return object(schema, ids, depth);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function object(schema: JsonSchema, ids: readonly string[], depth: number): fc.Arbitrary<unknown> {
  const { properties, required = [] } = schema;
  if (!properties)
    return fc.dictionary(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), { maxKeys: 4 });
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, each]) => [name, fitting(each, ids, depth + 1)]),
  );
  return fc.record(fields, { requiredKeys: required.filter((name) => name in fields) });
}

function integer({ minimum, maximum }: JsonSchema): fc.Arbitrary<unknown> {
  const least = BigInt(Number(minimum ?? -(2 ** 40)));
  const most = BigInt(Number(maximum ?? 2 ** 62));
  return fc.oneof(
    { weight: 3, arbitrary: fc.bigInt({ min: least, max: least + 10_000n < most ? least + 10_000n : most }) },
    { weight: 1, arbitrary: fc.bigInt({ min: least, max: most }) },
    { weight: 1, arbitrary: fc.constantFrom(least, most, 9_223_372_036_854_775_807n) },
  );
}

const instant = fc
  .date({ min: new Date("2015-01-01"), max: new Date("2026-06-01"), noInvalidDate: true })
  .map((date) => date.toISOString());

function text(schema: JsonSchema, ids: readonly string[]): fc.Arbitrary<unknown> {
  const maxLength = Math.min(Number(schema.maxLength ?? 40), 40);
  const minLength = Math.min(Number(schema.minLength ?? 0), maxLength);
  const free = fc.oneof(
    fc.string({ minLength, maxLength }),
    fc.string({ minLength, maxLength, unit: "grapheme" }),
    fc.constantFrom("USD/2", "JPY/0", "GBP", "usd", "eur", "2026-01-05", "2026-01-05T10:00:00+02:00", "P7D"),
    ...(ids.length > 0 ? [fc.constantFrom(...ids), fc.constantFrom(...ids)] : []),
  );
  if (typeof schema.pattern === "string" && schema.pattern.length < 60)
    return fc.oneof(fc.stringMatching(new RegExp(schema.pattern)), free);
  switch (schema.format) {
    case "date-time":
      return instant;
    case "uuid":
      return fc.oneof(fc.uuid(), free);
    case "uri":
      return fc.webUrl({ withQueryParameters: true });
    case "email":
      return fc.emailAddress();
    case "duration":
      return fc.constantFrom("P1D", "PT5M", "P31D", "P1W", "P1Y", "PT0S", "-P1D", "P99999999999D");
    default:
      return /ISO|YYYY/.test(schema.description ?? "") ? fc.oneof(instant, free) : free;
  }
}
