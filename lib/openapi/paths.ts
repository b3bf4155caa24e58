import type { DescribedDoor, Operation } from "@/lib/http/operation";
import { curlSample } from "./curl";
import type { PathOperation } from "./document";
import { responsesOf } from "./responses";
import { type Components, toJsonSchema } from "./to-json-schema";

/** The document's paths, in the order the doors list their operations. */
export function pathItems(
  doors: readonly DescribedDoor[],
  components: Components,
): Record<string, Record<string, PathOperation>> {
  const items: Record<string, Record<string, PathOperation>> = {};
  for (const door of doors) {
    for (const operation of door.operations) {
      const path = templateOf(operation.path);
      items[path] = {
        ...items[path],
        [operation.method.toLowerCase()]: pathOperation(door, operation, components),
      };
    }
  }
  return items;
}

/** `/v0/payments/:id` as the document spells it: `/v0/payments/{id}`. */
export function templateOf(routePath: string): string {
  return routePath.replace(/:(\w+)/g, "{$1}");
}

function pathOperation(door: DescribedDoor, operation: Operation, components: Components): PathOperation {
  const parameters = [...pathParameters(operation), ...queryParameters(operation, components)];
  return {
    operationId: operation.id,
    tags: [door.tag],
    summary: operation.summary,
    ...(operation.description && { description: operation.description }),
    security: operation.permission === null ? [] : door.security.map((scheme) => ({ [scheme]: [] })),
    ...(parameters.length > 0 && { parameters }),
    ...requestBody(operation, components),
    responses: responsesOf(door, operation, components),
    "x-codeSamples": [{ lang: "Shell", label: "curl", source: curlSample(door, operation) }],
  };
}

function pathParameters({ params = {}, path }: Operation) {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    ...(params[name] && { description: params[name] }),
    schema: { type: "string" },
  }));
}

function queryParameters({ query }: Operation, components: Components) {
  if (!query) return [];
  const { properties = {}, required = [] } = toJsonSchema(query, "input", components);
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: "query",
    ...(required.includes(name) && { required: true }),
    ...(description && { description }),
    schema,
  }));
}

function requestBody({ body, example }: Operation, components: Components) {
  if (!body) return {};
  const schema = toJsonSchema(body.schema, "input", components);
  const media = { schema, ...(example?.body !== undefined && { example: example.body }) };
  return { requestBody: { required: true, content: { [body.contentType ?? "application/json"]: media } } };
}
