import fc from "fast-check";
import { stringify } from "lossless-json";
import type { Operation } from "@/lib/http/operation";
import { type JsonSchema, toJsonSchema } from "../to-json-schema";
import { fitting } from "./arbitrary";
import { hostileText, hostileValue, spoiled } from "./hostile";
import { authorizationAt } from "./make";
import type { Variables } from "./world";

/** A request as it goes out. */
export interface Asked {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | Uint8Array<ArrayBuffer> | null;
}

/** Requests of one operation: most nearly right, some hostile in their address, their key, their type or their body. */
export function requestsOf(operation: Operation, key: string, variables: Variables): fc.Arbitrary<Asked> {
  const ids = Object.values(variables);
  return fc
    .record({
      path: path(operation, variables),
      query: query(operation, ids),
      authorization: authorization(operation.path, key),
      sent: body(operation, variables),
    })
    .map(({ path, query, authorization, sent }) => ({
      method: operation.method,
      path: query === "" ? path : `${path}?${query}`,
      headers: {
        ...(authorization !== null && { authorization }),
        ...(sent?.type !== undefined && { "content-type": sent.type }),
      },
      body: sent?.text ?? null,
    }));
}

function path({ path, example }: Operation, variables: Variables): fc.Arbitrary<string> {
  const segments = path.split("/").map((segment): fc.Arbitrary<string> => {
    if (!segment.startsWith(":")) return fc.constant(segment);
    const named = example?.params?.[segment.slice(1)] ?? "";
    const right = named.startsWith("$") ? (variables[named.slice(1)] ?? "") : named;
    return fc.oneof(
      { weight: 6, arbitrary: fc.constant(encodeURIComponent(right)) },
      { weight: 1, arbitrary: fc.constantFrom(...Object.values(variables)).map(encodeURIComponent) },
      { weight: 2, arbitrary: hostileText.map((text) => encodeURIComponent(text.toWellFormed())) },
      {
        weight: 1,
        arbitrary: fc.constantFrom("%00", "%ff", "%E0%A4%A", "%2F", "..", "%2e%2e", ";", "a".repeat(6_000)),
      },
    );
  });
  return fc.tuple(...segments).map((parts) => parts.join("/"));
}

function query({ query, id }: Operation, ids: readonly string[]): fc.Arbitrary<string> {
  const { properties = {} } = query ? toJsonSchema(query, "input", new Map()) : {};
  const names = [...Object.keys(properties), "unknown"];
  const pair = fc.constantFrom(...names).chain((name) => {
    const schema: JsonSchema = properties[name] ?? {};
    const value = fc.oneof(
      { weight: 3, arbitrary: fitting(schema, ids).map(spelled) },
      {
        weight: 1,
        arbitrary: id.startsWith("listPayments") && name === "query" ? filters(ids) : hostileText,
      },
      { weight: 1, arbitrary: hostileText },
    );
    return value.map((text) => `${encodeURIComponent(name)}=${encodeURIComponent(text.toWellFormed())}`);
  });
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant("") },
    { weight: 4, arbitrary: fc.array(pair, { maxLength: 4 }).map((pairs) => pairs.join("&")) },
    {
      weight: 1,
      arbitrary: fc.constantFrom("%", "=", "&&", "cursor=%00", "limit=1&limit=x", "idempotency_key=%ff"),
    },
  );
}

function spelled(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** The connected door's query language, from nearly right to hostile. */
function filters(ids: readonly string[]): fc.Arbitrary<string> {
  const names = [
    "reference",
    "id",
    "status",
    "asset",
    "amount",
    "created_at",
    "metadata[a]",
    "connector_id",
    "type",
    "zz",
  ];
  const leaf = fc
    .tuple(
      fc.constantFrom("$match", "$gt", "$lte", "$zz"),
      fc.constantFrom(...names),
      fc.oneof(hostileValue, fc.constantFrom(...ids, "SUCCEEDED", "2026-01-05T10:00:00Z"), fc.integer()),
    )
    .map(([operator, name, value]): unknown => ({ [operator]: { [name]: value } }));
  const { node } = fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie("node"), { maxLength: 3 }).map((all) => ({ $and: all })),
      fc.array(tie("node"), { maxLength: 3 }).map((all) => ({ $or: all })),
      tie("node").map((inner) => ({ $not: inner })),
    ),
  }));
  return node.map((value) => stringify(value) ?? "");
}

function authorization(path: string, key: string): fc.Arbitrary<string | null> {
  const right = authorizationAt(path, key);
  const odd = [
    "Bearer ",
    "Bearer x",
    "Bearer a.b.c",
    "Basic ",
    "Basic !!!",
    "Basic Og==",
    `Digest ${key}`,
    key,
  ];
  return fc.oneof(
    { weight: 15, arbitrary: fc.constant(right) },
    { weight: 1, arbitrary: fc.constantFrom(null, ...odd) },
  );
}

/** The example as it is, or with some fields as generated; or something generated altogether. */
function nearly(
  example: unknown,
  variables: Variables,
  generated: fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  if (example === undefined) return generated;
  const text = JSON.stringify(example).replace(/\$([A-Z_]+)/g, (_, name: string) => variables[name] ?? "");
  const mixed = fc.tuple(generated, fc.nat()).map(([other, chosen]): unknown => {
    const base = JSON.parse(text) as unknown;
    if (typeof other !== "object" || other === null || Array.isArray(base)) return base;
    // A quarter of the fields, each by bits of its own.
    const taken = Object.entries(other).filter((_, place) => ((chosen >> place) & 0b11) === 0);
    return { ...(base as object), ...Object.fromEntries(taken) };
  });
  return fc.oneof({ weight: 4, arbitrary: mixed }, { weight: 1, arbitrary: generated });
}

interface Sent {
  type?: string;
  text: string | Uint8Array<ArrayBuffer>;
}

function body({ body, method, example }: Operation, variables: Variables): fc.Arbitrary<Sent | null> {
  if (method === "GET") return fc.constant(null);
  const ids = Object.values(variables);
  const type = body?.contentType ?? "application/json";
  const schema = body ? toJsonSchema(body.schema, "input", new Map()) : {};
  const value = spoiled(nearly(example?.body, variables, fitting(schema, ids)));
  const written = value.map((each) =>
    type === "application/json"
      ? (stringify(each) ?? "")
      : new URLSearchParams(
          Object.entries(each as object).map(([name, given]) => [name, spelled(given)]),
        ).toString(),
  );
  return fc.oneof(
    { weight: 12, arbitrary: written.map((text) => ({ type, text })) },
    { weight: 1, arbitrary: written.map((text) => ({ type, text: text.slice(0, -1) })) },
    { weight: 1, arbitrary: hostileValue.map((each) => ({ type, text: stringify(each) ?? "" })) },
    { weight: 1, arbitrary: fc.constantFrom(...ODD.map((text) => ({ type, text }))) },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom(...TYPES), written).map(([odd, text]) => ({ type: odd, text })),
    },
    {
      weight: 1,
      arbitrary: fc.uint8Array({ maxLength: 50 }).map((bytes) => ({ type, text: new Uint8Array(bytes) })),
    },
    { weight: 1, arbitrary: fc.constant(null) },
  );
}

const TYPES = [
  "text/plain",
  "application/xml",
  "multipart/form-data; boundary=x",
  "application/json; charset=latin1",
];
const ODD = [
  "",
  " ",
  "{",
  "nul",
  "\ufeff{}",
  '{"a":1,"a":2}',
  '{"__proto__":{"a":1}}',
  "[".repeat(5_000),
  '"\\ud800"',
];
