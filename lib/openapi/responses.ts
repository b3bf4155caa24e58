import type { Answer, DescribedDoor, Operation, Refusal } from "@/lib/http/operation";
import { type Components, toJsonSchema } from "./to-json-schema";

/** What an operation may answer: what it says itself, and its door's refusals that can come up. */
export function responsesOf(
  door: DescribedDoor,
  operation: Operation,
  components: Components,
): Record<string, unknown> {
  const good = Object.entries(operation.answers).map(([status, answer]) => [
    status,
    responseOf(answer, components),
  ]);
  const refused = refusalsOf(door, operation).map((status) => [
    String(status),
    { $ref: `#/components/responses/${responseName(door, status)}` },
  ]);
  return Object.fromEntries([...good, ...refused]);
}

/** The statuses an operation may refuse with. */
export function refusalsOf({ refusals }: DescribedDoor, operation: Operation): number[] {
  const { permission, params, query, body, refuses = [] } = operation;
  const possible = [
    // 400 wherever a key is asked for: a NUL in an address is refused whatever the operation.
    ...(permission === null ? [] : [400, 401, 403]),
    ...(query || body ? [400] : []),
    ...(body ? [413, 415] : []),
    ...(params ? [404] : []),
    429,
    500,
    503,
    ...refuses,
  ];
  const known = Object.keys(refusals).map(Number);
  return known.filter((status) => possible.includes(status)).sort((one, other) => one - other);
}

/** Every door's refusals, once each; 404 and 405 also answer for addresses and methods that are no operation. */
export function responseComponents(doors: readonly DescribedDoor[], components: Components) {
  return Object.fromEntries(
    doors.flatMap((door) =>
      Object.entries(door.refusals).map(([status, refusal]) => [
        responseName(door, status),
        refusalOf(Number(status), refusal, components),
      ]),
    ),
  );
}

export function responseName({ component }: DescribedDoor, status: number | string): string {
  return `${component}${status}`;
}

function responseOf({ description, schema, headers = {} }: Answer, components: Components) {
  return {
    description,
    headers: {
      ...REQUEST_ID,
      ...Object.fromEntries(
        Object.entries(headers).map(([name, about]) => [
          name,
          { description: about, schema: { type: "integer", minimum: 0 } },
        ]),
      ),
    },
    ...(schema && {
      content: { "application/json": { schema: toJsonSchema(schema, "output", components) } },
    }),
  };
}

function refusalOf(status: number, { description, schema }: Refusal, components: Components) {
  return {
    description,
    headers: {
      ...REQUEST_ID,
      ...(status === 429 && LIMITED),
      ...(status === 503 && UNAVAILABLE),
    },
    content: { "application/json": { schema: toJsonSchema(schema, "output", components) } },
  };
}

const LIMITED = {
  "Retry-After": { $ref: "#/components/headers/RetryAfter" },
  "RateLimit-Limit": { $ref: "#/components/headers/RateLimitLimit" },
  "RateLimit-Remaining": { $ref: "#/components/headers/RateLimitRemaining" },
  "RateLimit-Reset": { $ref: "#/components/headers/RateLimitReset" },
};

const UNAVAILABLE = { "Retry-After": { $ref: "#/components/headers/RetryAfter" } };

const REQUEST_ID = { "X-Request-Id": { $ref: "#/components/headers/RequestId" } };
