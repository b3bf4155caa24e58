import { beforeAll, describe, expect, it } from "vitest";
import type { KeyedOperation } from "@/lib/http/operation";
import { DESCRIBED_DOORS, doorAt } from "@/lib/server/doors";
import { operationsOf } from "./document";
import { exampleRequest } from "./testing/example-request";
import { aWorld, type Variables, type World } from "./testing/world";
import { wrongBodies } from "./testing/wrong-bodies";
import { toJsonSchema } from "./to-json-schema";

/** What a library that validates says by itself, and what a form tells a person to do. */
const NOT_OURS = [
  /Invalid (input|option|string|key|element|UUID|URL|email|ISO|number|discriminator)/i,
  /expected .*(received|one of|to)\b/i,
  /Too (small|big)/,
  /Unrecognized|Not a multiple|undefined|NaN/,
];
const OF_A_FORM = /(^|[\s"])(Enter|Choose|Type|Give|Select|Pick|Tick|Fill|Reload|Press|At most) /;

const TIMEOUT_MS = 120_000;

const OPERATIONS = operationsOf(DESCRIBED_DOORS).flatMap(({ door, operation }) =>
  operation.permission === null ? [] : [{ id: operation.id, tag: door.tag, operation }],
);
const WITH_BODY = OPERATIONS.filter(({ operation: { body } }) => body && body.contentType === undefined);
const WITH_QUERY = OPERATIONS.filter(({ operation: { query } }) => query);

let world: World;

beforeAll(async () => {
  world = await aWorld();
});

describe("a refusal tells a program's author what is wrong, in this door's own words", () => {
  it.each(WITH_BODY)(
    "for each field of $id",
    async ({ tag, operation }) => {
      const variables = await world.keptVariablesOf(tag);
      const schema = toJsonSchema(operation.body?.schema as never, "input", new Map());
      const right = filled(operation.example?.body, variables);
      const faults: unknown[] = [];
      for (const { path, how, body } of [
        ...wrongBodies(schema, right),
        { path: "", how: "null", body: null },
        { path: "", how: "nothing", body: {} },
      ]) {
        const told = await refusalOf(operation, variables, { body: JSON.stringify(body) });
        faults.push(...told.filter(isNotOurs).map((message) => [path, how, message]));
      }
      expect(faults).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it.each(WITH_QUERY)(
    "for each parameter of $id",
    async ({ tag, operation }) => {
      const variables = await world.keptVariablesOf(tag);
      const faults: unknown[] = [];
      for (const name of [...Object.keys(operation.query?.shape ?? {}), "colour"])
        for (const value of ["", "wrong", "-1", "x".repeat(5_000)]) {
          const told = await refusalOf(operation, variables, { query: { [name]: value } });
          faults.push(...told.filter(isNotOurs).map((message) => [name, value.slice(0, 10), message]));
        }
      expect(faults).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

describe("a field that is missing", () => {
  const coded = WITH_BODY.filter(({ tag }) => tag === "Checkout" || tag === "Management");
  it.each(coded)("is required, in the message and in the code, at $id", async ({ tag, operation }) => {
    const variables = await world.keptVariablesOf(tag);
    const response = await ask(operation, variables, { body: "{}" });
    const { errors = [] } = JSON.parse(response.text) as { errors?: Told[] };
    const missing = errors.filter(({ message, code }) => message === "is required" || code === "required");
    for (const told of missing)
      expect(told).toEqual({ ...told, message: expect.stringMatching(/^is required/), code: "required" });
  });
});

interface Told {
  field: string;
  message: string;
  code: string;
}

function isNotOurs(message: string): boolean {
  return OF_A_FORM.test(message) || NOT_OURS.some((words) => words.test(message));
}

/** Every text of a refusal that is the caller's to mend; none where it is not refused for what it says. */
async function refusalOf(operation: KeyedOperation, variables: Variables, changed: Changed) {
  const { status, text } = await ask(operation, variables, changed);
  expect(status).toBeLessThan(500);
  return status === 400 ? textsIn(JSON.parse(text)) : [];
}

type Changed = Pick<Parameters<typeof exampleRequest>[2], "body" | "query">;

async function ask(operation: KeyedOperation, variables: Variables, changed: Changed) {
  const secret = variables.API_KEY ?? world.key;
  const request = exampleRequest(operation, variables, { secret, ...changed });
  const response = await doorAt(operation.path)?.handle(request);
  return { status: response?.status ?? 0, text: (await response?.text()) ?? "" };
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function filled(example: unknown, variables: Variables): unknown {
  const text = JSON.stringify(example ?? {});
  return JSON.parse(text.replace(/\$([A-Z_]+)/g, (_, name: string) => variables[name] ?? ""));
}
