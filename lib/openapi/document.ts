import type { DescribedDoor, Operation } from "@/lib/http/operation";
import { pathItems } from "./paths";
import { responseComponents } from "./responses";
import type { Components, JsonSchema } from "./to-json-schema";
import { WEBHOOKS, type Webhook, webhookItems } from "./webhooks";

/** The version of the document: it changes with what the doors take and answer. */
export const API_VERSION = "1.0.0";

export interface OpenApiDocument {
  [section: string]: unknown;
  openapi: string;
  paths: Record<string, Record<string, PathOperation>>;
  components: { [kind: string]: Record<string, unknown>; schemas: Record<string, JsonSchema> };
}

export interface PathOperation {
  [field: string]: unknown;
  operationId: string;
  responses: Record<string, unknown>;
  "x-codeSamples": { lang: string; label: string; source: string }[];
}

/** Everything the doors take and answer, as OpenAPI 3.1, made from the schemas that validate. */
export function openApiDocument(
  serverUrl: string,
  doors: readonly DescribedDoor[],
  webhooks: readonly Webhook[] = WEBHOOKS,
): OpenApiDocument {
  const schemas: Components = new Map();
  const paths = pathItems(doors, schemas);
  const responses = responseComponents(doors, schemas);
  const called = webhookItems(webhooks, schemas);
  return {
    openapi: "3.1.0",
    info: {
      title: "Counterfoil",
      version: API_VERSION,
      license: { name: "MIT", identifier: "MIT" },
      description,
    },
    servers: [{ url: serverUrl }],
    tags: doors.map(({ tag, description }) => ({ name: tag, description })),
    paths,
    ...(webhooks.length > 0 && { webhooks: called }),
    components: {
      schemas: Object.fromEntries([...schemas].sort(([one], [other]) => (one < other ? -1 : 1))),
      responses,
      headers: HEADERS,
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

/** Every operation with the door it belongs to. */
export function operationsOf(
  doors: readonly DescribedDoor[],
): { door: DescribedDoor; operation: Operation }[] {
  return doors.flatMap((door) => door.operations.map((operation) => ({ door, operation })));
}

const description = [
  "One table of payments behind four doors, each of which speaks an API of the field: a client written for one of them can",
  "be pointed here unchanged. One API key opens all four.",
  "\n\nRequests are counted per key and per address: `RateLimit-Limit`, `RateLimit-Remaining` and `RateLimit-Reset` say how",
  "they stand, and a 429 says with `Retry-After` when to come back.",
  "\n\nEvery answer carries `X-Request-Id`. A `GET` may be asked with `HEAD`. Integers beyond 2^53-1 are read and written",
  "digit by digit. Fields a schema does not list are ignored where the schema is open, refused where it is closed; a query",
  "parameter that an operation does not list is refused by name.",
].join(" ");

const COUNT = { type: "integer", minimum: 0 };

const HEADERS = {
  RequestId: {
    description: "The request's id: quote it when something went wrong.",
    schema: { type: "string", format: "uuid" },
  },
  RateLimitLimit: { description: "How many requests the window allows.", schema: COUNT },
  RateLimitRemaining: { description: "How many are left of them.", schema: COUNT },
  RateLimitReset: { description: "Seconds until the window begins again.", schema: COUNT },
  RetryAfter: { description: "Seconds to wait.", schema: COUNT },
};

const SECURITY_SCHEMES = {
  bearer: { type: "http", scheme: "bearer", description: "The API key's secret." },
  basic: { type: "http", scheme: "basic", description: "The API key's secret as user name, no password." },
  oauth2: {
    type: "oauth2",
    flows: {
      clientCredentials: {
        tokenUrl: "/api/auth/oauth/token",
        scopes: { "payments:read": "Read everything.", "payments:write": "Read and write everything." },
      },
    },
  },
};
