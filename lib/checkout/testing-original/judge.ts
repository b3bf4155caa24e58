import Ajv from "ajv";
import shapes from "./shapes.json";

/**
 * What is wrong with an answer by the original's own document, of which `shapes.json` holds the schemas without a word.
 * `path` is as the document spells it: `/v0/customers/{id}`.
 */
export function faultsByOriginal(method: string, path: string, status: number, body: unknown): string[] {
  const { responses } = operationOf(method, path);
  const described = responses[status];
  if (!described) return [`${method} ${path} never answers ${status} there`];
  const schema = resolved(described).content?.["application/json"]?.schema;
  if (!schema) return body === null ? [] : ["no body is described"];
  return faultsOf(schema, body);
}

/** What is wrong with a request's body by the original's document. */
export function requestFaultsByOriginal(method: string, path: string, body: unknown): string[] {
  const schema = operationOf(method, path).requestBody?.content["application/json"]?.schema;
  return schema ? faultsOf(schema, body) : [];
}

interface Content {
  content?: Record<string, { schema: object }>;
  $ref?: string;
}
interface Described {
  responses: Record<string, Content>;
  requestBody?: { content: Record<string, { schema: object }> };
}

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
ajv.addSchema({ $id: "original", ...shapes });

function operationOf(method: string, path: string): Described {
  const paths: Record<string, Record<string, unknown>> = shapes.paths;
  return paths[path]?.[method.toLowerCase()] as Described;
}

function resolved(content: Content): Content {
  const name = content.$ref?.split("/").at(-1);
  const all: Record<string, Content> = shapes.components.responses;
  return (name && all[name]) || content;
}

function faultsOf(schema: object, value: unknown): string[] {
  const pointed = JSON.stringify(schema).replaceAll('"#/', '"original#/');
  const check = ajv.compile(JSON.parse(pointed) as object);
  check(value);
  return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
