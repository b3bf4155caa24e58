import { Ajv2020, type AnySchema, type ValidateFunction } from "ajv/dist/2020";
import addFormats from "ajv-formats";
import type { Operation } from "@/lib/http/operation";
import { DESCRIBED_DOORS } from "@/lib/server/doors";
import { operationsOf } from "../document";
import type { JsonSchema } from "../to-json-schema";
import checkout from "./checkout.json";
import connected from "./connected.json";
import policy from "./policy.json";

// Each file says which operations an original's OpenAPI document has, with the schemas of what is sent and answered, and
// none of its words: cut from the document by taking every description, example, default and extension away.
const ORIGINALS: Record<OriginalName, { cut: Cut; prefix: string }> = {
  checkout: { cut: checkout as unknown as Cut, prefix: "" },
  policy: { cut: policy as unknown as Cut, prefix: "/v1/insurance" },
  connected: { cut: connected as unknown as Cut, prefix: "/api/payments" },
};

export const ORIGINAL_NAMES = ["checkout", "policy", "connected"] as const;
export type OriginalName = (typeof ORIGINAL_NAMES)[number];

interface Cut {
  operations: Record<string, CutOperation>;
  $defs: Record<string, JsonSchema>;
}

interface CutOperation {
  query?: { name: string; required?: boolean; schema: JsonSchema }[];
  body?: JsonSchema;
  /** By status, or `default`; null where there is no body. */
  answers: Record<string, JsonSchema | null>;
}

/** One operation of an original's document, and ours at its address. */
export interface OriginalOperation {
  /** As the document spells it: `GET /v0/customers/{id}`. */
  key: string;
  original: OriginalName;
  query: NonNullable<CutOperation["query"]>;
  /** Of what is sent, with what it refers to in its place. */
  body: JsonSchema | null;
  /** Null where we have no such address. */
  ours: { tag: string; operation: Operation } | null;
  /** What is off about an answer, in words; null where the document says nothing of that status. */
  faultsOf: (status: number, body: unknown) => string[] | null;
  /** What is off about what is sent. */
  requestFaultsOf: (body: unknown) => string[];
}

/** Every operation of an original's document. */
export function operationsOfOriginal(original: OriginalName): OriginalOperation[] {
  const { cut, prefix } = ORIGINALS[original];
  const ajv = new Ajv2020({ strict: false, allErrors: true, verbose: true });
  addFormats.default(ajv);
  const $id = `https://originals.test/${original}`;
  ajv.addSchema({ $id, $defs: judged(cut.$defs) } as AnySchema);
  const compile = (schema: JsonSchema) =>
    ajv.compile(
      JSON.parse(JSON.stringify(judged(schema)).replaceAll('"#/$defs/', `"${$id}#/$defs/`)) as AnySchema,
    );
  return Object.entries(cut.operations).map(([key, { query = [], body, answers }]) => {
    const compiled = new Map<string, ValidateFunction>();
    const faultsOf: OriginalOperation["faultsOf"] = (status, answer) => {
      const name = String(status) in answers ? String(status) : "default";
      const schema = answers[name];
      if (schema === undefined) return null;
      if (schema === null)
        return status === 204 && answer !== null ? ["a body, where none is described"] : [];
      const validate = compiled.get(name) ?? compile(schema);
      compiled.set(name, validate);
      return validate(answer) ? [] : faultsIn(validate);
    };
    const requestFaultsOf = (sent: unknown) => {
      const validate = compiled.get("sent") ?? compile(body ?? {});
      compiled.set("sent", validate);
      return validate(sent) ? [] : faultsIn(validate);
    };
    const [method = "", path = ""] = key.split(" ");
    const ours = OURS.get(`${method} ${shapeOf(prefix + path)}`) ?? null;
    return {
      key,
      original,
      query,
      body: body ? inlined(body, cut.$defs) : null,
      ours,
      faultsOf,
      requestFaultsOf,
    };
  });
}

/** Ours by their shape: parameters have other names there. */
const OURS = new Map<string, OriginalOperation["ours"]>(
  operationsOf(DESCRIBED_DOORS).map(({ door, operation }) => [
    `${operation.method} ${shapeOf(operation.path)}`,
    { tag: door.tag, operation },
  ]),
);

function shapeOf(path: string): string {
  return path.replace(/\{\w+\}|:\w+/g, "*");
}

function faultsIn({ errors }: ValidateFunction): string[] {
  const words = (errors ?? []).flatMap(({ keyword, instancePath, message, params, data }) => {
    // What none of the alternatives fits is told by each of them.
    if (keyword === "anyOf") return [];
    const at = instancePath.replace(/\/\d+(?=\/|$)/g, "/*") || "/";
    if (data === null) return [`${at} is null`];
    const extra = keyword === "additionalProperties" ? ` (${params.additionalProperty})` : "";
    return [`${at} ${message}${extra}`];
  });
  return [...new Set(words)].sort();
}

/**
 * A schema as answers are held against it: OpenAPI 3.0's `nullable` in the words of 3.1, one of several alternatives as any
 * of them, because those of the documents overlap, and the formats that say what a text means.
 */
function judged<Schema>(schema: Schema): Schema {
  if (Array.isArray(schema)) return schema.map(judged) as Schema;
  if (typeof schema !== "object" || schema === null) return schema;
  const { nullable, oneOf, format, ...rest } = schema as JsonSchema & { nullable?: unknown };
  const plain = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, judged(value)]));
  const one = {
    ...plain,
    ...(oneOf && { anyOf: judged(oneOf) }),
    // A property of the name, not a keyword.
    ...(format !== undefined &&
      (typeof format !== "string" || FORMATS.has(format)) && { format: judged(format) }),
  } as JsonSchema;
  if (nullable !== true)
    return (nullable === undefined || nullable === false ? one : { ...one, nullable }) as Schema;
  if (typeof one.type !== "string" || "enum" in one) return { anyOf: [one, { type: "null" }] } as Schema;
  return { ...one, type: [one.type, "null"] } as Schema;
}

const FORMATS: ReadonlySet<string> = new Set(["date-time", "date", "uuid", "email", "uri"]);

/** A schema with what it refers to in its place, as far as anybody sends: what refers to itself ends. */
function inlined(schema: JsonSchema, $defs: Cut["$defs"], within: readonly string[] = []): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (_, value: unknown) => {
    if (typeof value !== "object" || value === null || !("$ref" in value)) return value;
    const name = String(value.$ref).split("/").at(-1) ?? "";
    return within.includes(name) ? {} : inlined($defs[name] ?? {}, $defs, [...within, name]);
  }) as JsonSchema;
}
