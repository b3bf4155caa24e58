import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/ids";
import { DESCRIBED_DOORS, doorAt } from "@/lib/server/doors";
import { operationsOf } from "./document";
import { authorizationAt } from "./testing/make";
import { aWorld, type Variables, type World } from "./testing/world";
import { type JsonSchema, toJsonSchema } from "./to-json-schema";

/** Where a text has no limit of its own: more than any index holds, less than a body may be. */
const UNLIMITED_CHARACTERS = 20_000;
/** The longest text in an address: percent-encoded it is twelve times as long, and a request's head has 16 KiB. */
const ADDRESS_CHARACTERS = 1_000;

type Path = readonly string[];

let world: World;

beforeAll(async () => {
  world = await aWorld();
});

const operations = operationsOf(DESCRIBED_DOORS).filter(({ operation }) => doorAt(operation.path));

describe("the longest text that fits, of characters of four bytes each", () => {
  const withBody = operations.filter(
    ({ operation: { body } }) => body && body.contentType !== "application/x-www-form-urlencoded",
  );
  it.each(withBody.map(({ door, operation }) => [operation.id, door, operation] as const))(
    "is taken in every field of %s",
    async (_, door, { method, path, body, example }) => {
      const schema = toJsonSchema(body?.schema ?? expect.unreachable(), "input", new Map());
      for (const { path: field, schema: text } of textsIn(schema)) {
        const variables = await world.variablesOf(door.tag);
        const sent = filled(example?.body, variables);
        const free =
          isWords(exampleAt(example?.body, field)) && text.maxLength && !text.format && !text.pattern;
        put(sent, field, rareText(Number(text.maxLength ?? UNLIMITED_CHARACTERS)));
        const { status, answer } = await ask(
          method,
          addressOf(path, example?.params, variables),
          sent,
          variables.API_KEY,
        );
        expect(status, `${field.join(".")}: ${answer}`).toBeLessThan(free ? 300 : 500);
      }
    },
  );

  const withQuery = operations.filter(({ operation: { query } }) => query);
  it.each(withQuery.map(({ door, operation }) => [operation.id, door, operation] as const))(
    "fails in no parameter of %s",
    async (_, door, { method, path, query, example }) => {
      const variables = await (method === "GET" ? world.keptVariablesOf : world.variablesOf)(door.tag);
      const { properties = {} } = toJsonSchema(query ?? expect.unreachable(), "input", new Map());
      for (const [name, { maxLength }] of Object.entries(properties)) {
        const characters = Math.min(Number(maxLength ?? ADDRESS_CHARACTERS), ADDRESS_CHARACTERS);
        const address = addressOf(path, example?.params, variables);
        const { status, answer } = await ask(
          method,
          `${address}?${name}=${encodeURIComponent(rareText(characters))}`,
        );
        expect(status, `${name}: ${answer}`).toBeLessThan(500);
      }
    },
  );

  const withParams = operations.filter(({ operation: { path } }) => path.includes(":"));
  it.each(withParams.map(({ operation }) => [operation.id, operation] as const))(
    "fails in no part of the address of %s",
    async (_, { method, path }) => {
      const address = path.replace(/:\w+/g, encodeURIComponent(rareText(ADDRESS_CHARACTERS)));
      const { status, answer } = await ask(method, address, method === "GET" ? undefined : {});
      expect(status, answer).toBeLessThan(500);
    },
  );
});

describe("a reference of a thousand characters outside Latin", () => {
  it("records, is found again by itself, and is told from one that differs in its last character", async () => {
    const { CONNECTOR_ID } = await world.variablesOf("Connected payments");
    const references = [rareText(1_000), rareText(999)].map((text) => text.padEnd(2_000, "𐍈"));
    const ids = [];
    for (const reference of references) {
      const sent = { ...PAYMENT, connectorID: CONNECTOR_ID, reference };
      const first = await ask("POST", "/api/payments/payments", sent);
      const again = await ask("POST", "/api/payments/payments", sent);
      expect([first.status, again.status], first.answer).toEqual([200, 200]);
      const id = (JSON.parse(first.answer) as { data: { id: string } }).data.id;
      expect((JSON.parse(again.answer) as { data: { id: string } }).data.id).toBe(id);
      expect((await ask("GET", `/api/payments/payments/${id}`)).status).toBe(200);
      ids.push(id);
    }
    expect(new Set(ids).size).toBe(2);
  });
});

const PAYMENT = {
  createdAt: "2026-01-05T10:00:00Z",
  type: "PAY-IN",
  amount: 1340,
  asset: "USD/2",
  scheme: "visa",
  status: "PENDING",
};

/** Every place in a body that takes a text of the sender's own. */
function textsIn(schema: JsonSchema, path: Path = []): { path: Path; schema: JsonSchema }[] {
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  if (branches.length > 0) return branches.flatMap((branch) => textsIn(branch, path));
  if ([schema.type].flat().includes("string"))
    return schema.enum || "const" in schema ? [] : [{ path, schema }];
  if (schema.items) return textsIn(schema.items, [...path, "0"]);
  const named = Object.entries(schema.properties ?? {}).flatMap(([name, each]) =>
    textsIn(each, [...path, name]),
  );
  const others = schema.additionalProperties as JsonSchema | boolean | undefined;
  return typeof others === "object" ? [...named, ...textsIn(others, [...path, "any name"])] : named;
}

function exampleAt(example: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], example);
}

/** Whether an example's value is the sender's own words, rather than the name of an object. */
function isWords(value: unknown): boolean {
  return typeof value === "string" && !value.startsWith("$");
}

function filled(example: unknown, variables: Variables): Record<string, unknown> {
  const text = JSON.stringify(example ?? {}).replace(
    /\$([A-Z_]+)/g,
    (_, name: string) => variables[name] ?? "",
  );
  const body = JSON.parse(text) as Record<string, unknown>;
  return "idempotency_key" in body ? { ...body, idempotency_key: newId() } : body;
}

function put(body: Record<string, unknown>, path: Path, text: string): void {
  const [key = "", ...rest] = path;
  if (rest.length === 0) body[key] = text;
  else {
    body[key] ??= rest[0] === "0" ? [] : {};
    put(body[key] as Record<string, unknown>, rest, text);
  }
}

function addressOf(
  path: string,
  params: Readonly<Record<string, string>> = {},
  variables: Variables,
): string {
  return path.replace(/:(\w+)/g, (_, name: string) => {
    const value = params[name] ?? "";
    return encodeURIComponent(value.startsWith("$") ? (variables[value.slice(1)] ?? "") : value);
  });
}

/** Characters outside the basic plane in no order that could be packed: an index may compress what repeats. */
function rareText(characters: number): string {
  let state = characters + 1;
  return Array.from({ length: characters }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return String.fromCodePoint(0x20000 + ((state >>> 8) % 0xa000));
  }).join("");
}

async function ask(method: string, path: string, body?: unknown, key = world.key) {
  const headers = { authorization: authorizationAt(path, key), "content-type": "application/json" };
  const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
  const response = await doorAt(path)?.handle(new Request(`http://localhost${path}`, init));
  return { status: response?.status ?? 404, answer: (await response?.text()) ?? "" };
}
