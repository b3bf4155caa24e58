// Cuts out of Stripe's OpenAPI document what the stand-in answers and is asked:
//
//   npx tsx lib/connectors/testing/stripe-fake/document/excerpt.ts <spec3.json>
//
// The document is in github.com/stripe/openapi (MIT), and in every copy of stripe-mock. What is cut out is written beside
// this file, a schema a line. Run it again when the stand-in learns an operation or a parameter.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { OPERATIONS } from "../operations";

type Schema = { [key: string]: unknown };

/** Objects of the API that are kept where another refers to them; of any other only that it is an object. */
const KEPT = [
  ...[
    "account",
    "balance_transaction",
    "charge",
    "checkout.session",
    "customer",
    "dispute",
    "event",
    "mandate",
  ],
  ...["payment_intent", "payment_method", "payout", "refund", "setup_intent"],
];

/** What has a part for each of fifty ways to pay. Those that the stand-in knows are kept. */
const BY_METHOD =
  /payment_method_options$|payment_method_details$|next_action$|destination_details$|^payment_method$/;
const METHODS = ["card", "sepa_debit"];

const document = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as {
  info: { version: string };
  components: { schemas: Record<string, Schema> };
  paths: Record<string, Record<string, Schema>>;
};
const all = document.components.schemas;
const kept = new Map<string, Schema>();

const entriesOf = (node: unknown): [string, unknown][] =>
  typeof node === "object" && node !== null && !Array.isArray(node) ? Object.entries(node) : [];
const schemaOf = (node: unknown): Schema => Object.fromEntries(entriesOf(node));

/** As JSON Schema has it, without words, and with what it refers to. Objects have no other fields than are named. */
function converted(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(converted);
  if (typeof node !== "object" || node === null) return node;
  const { nullable, $ref, ...rest } = schemaOf(node);
  if (typeof $ref === "string") return referred($ref.split("/").at(-1) ?? "");
  const schema = Object.fromEntries(
    entriesOf(rest)
      .filter(([key]) => !isWord(key, rest))
      .map(convertedField),
  );
  if (schema.properties && schema.additionalProperties === undefined) schema.additionalProperties = false;
  return nullable ? { anyOf: [schema, { type: "null" }] } : schema;
}

const isWord = (key: string, { type, anyOf }: Schema) =>
  key.startsWith("x-") || ((type || anyOf) && ["title", "description", "maxLength", "format"].includes(key));

function convertedField([key, value]: [string, unknown]): [string, unknown] {
  if (key !== "properties") return [key, converted(value)];
  return [key, Object.fromEntries(entriesOf(value).map(([name, each]) => [name, converted(each)]))];
}

function referred(name: string): Schema {
  const schema = all[name];
  const isCut = schema === undefined || ("x-resourceId" in schema && !KEPT.includes(name));
  if (isCut) return { type: "object" };
  if (!kept.has(name)) {
    kept.set(name, {});
    kept.set(name, converted(BY_METHOD.test(name) ? withFewMethods(schema) : schema) as Schema);
  }
  return { $ref: `#/schemas/${name}` };
}

function withFewMethods(schema: Schema): Schema {
  const properties = entriesOf(schema.properties).map(([name, each]) => {
    const isOther =
      JSON.stringify(each).includes('"$ref"') && !METHODS.includes(name) && name !== "billing_details";
    return [name, isOther ? {} : each];
  });
  return { ...schema, properties: Object.fromEntries(properties) };
}

/** What of a request the stand-in takes. */
function pruned(schema: unknown, places: readonly string[][]): Schema {
  const { anyOf, items, properties, additionalProperties, ...rest } = schemaOf(schema);
  const into = (name: string) =>
    places.flatMap(([first, ...more]) => (first === name && more.length ? [more] : []));
  if (Array.isArray(anyOf)) return { anyOf: anyOf.map((each) => pruned(each, places)) };
  if (items) return { ...rest, items: pruned(items, into("")) };
  if (!properties) return additionalProperties ? { ...rest, additionalProperties } : rest;
  const taken = entriesOf(properties).filter(([name]) => places.some(([first]) => first === name));
  return {
    ...rest,
    properties: Object.fromEntries(taken.map(([name, each]) => [name, pruned(each, into(name))])),
    additionalProperties: false,
  };
}

const partsOf = (place: string) => place.split("[").map((part) => part.replace(/\]$/, ""));

function documented({ method, path: pattern }: (typeof OPERATIONS)[number]): Schema {
  const asked = pattern.source.replace(/^\^|\$$|\\/g, "").replace("([^/]+)", "x");
  const found = Object.keys(document.paths)
    .filter((each) => new RegExp(`^${each.replace(/\{[^}]+\}/g, "[^/]+")}$`).test(asked))
    .sort((one, other) => one.split("{").length - other.split("{").length)[0];
  const operation = found && document.paths[found]?.[method.toLowerCase()];
  if (!operation) throw new Error(`Stripe's document has no ${method} ${asked}`);
  return operation;
}

function requestOf(operation: Schema, { method, takes }: (typeof OPERATIONS)[number]): Schema {
  const contentOf = (node: unknown, type: string) => schemaOf(schemaOf(schemaOf(node).content)[type]).schema;
  const body = contentOf(operation.requestBody, "application/x-www-form-urlencoded");
  const named = Array.isArray(operation.parameters) ? operation.parameters.map(schemaOf) : [];
  const queries = named.filter((each) => each.in === "query");
  const query = {
    type: "object",
    properties: Object.fromEntries(queries.map((each) => [String(each.name), each.schema])),
  };
  const asked = method === "POST" ? body : query;
  return converted(pruned(asked, takes.map(partsOf))) as Schema;
}

function answerOf(operation: Schema): unknown {
  const ok = schemaOf(schemaOf(operation.responses)["200"]);
  return converted(schemaOf(schemaOf(ok.content)["application/json"]).schema);
}

const operations = OPERATIONS.map((each) => {
  const operation = documented(each);
  const name = `${each.method} ${each.path.source}`;
  return [name, { request: requestOf(operation, each), answer: answerOf(operation) }] as const;
});
const failure = referred("error");
for (const name of KEPT) referred(name);

const line = ([name, schema]: readonly [string, unknown]) =>
  `    ${JSON.stringify(name)}: ${JSON.stringify(schema)}`;
const lines = (of: Iterable<readonly [string, unknown]>) =>
  [...of]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(line)
    .join(",\n");
writeFileSync(
  path.join(import.meta.dirname, "stripe-openapi.json"),
  `{
  "source": "github.com/stripe/openapi (MIT)",
  "version": ${JSON.stringify(document.info.version)},
  "failure": ${JSON.stringify(failure)},
  "operations": {\n${lines(operations)}\n  },
  "schemas": {\n${lines(kept)}\n  }
}
`,
);
