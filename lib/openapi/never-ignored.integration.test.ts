import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { isOffered, type KeyedOperation } from "@/lib/http/operation";
import { DESCRIBED_DOORS, doorAt } from "@/lib/server/doors";
import { operationsOf } from "./document";
import { fitting } from "./testing/arbitrary";
import { type Changed, exampleRequest } from "./testing/example-request";
import { aWorld, type Variables, type World } from "./testing/world";
import { toJsonSchema } from "./to-json-schema";

/** Which page of a list is asked for, in which order, and with what beside each row: all but these narrows. */
const NOT_NARROWING: ReadonlySet<string> = new Set([
  "limit",
  "offset",
  "page",
  "per_page",
  "page_size",
  "pageSize",
  "cursor",
  "sort",
  "include",
]);
/** Generated values tried of each filter, beside those that the rows themselves hold. */
const GENERATED_VALUES = 20;
/** Values of another filter tried beside each. */
const PAIRED_VALUES = 10;

const OPERATIONS = operationsOf(DESCRIBED_DOORS).flatMap(({ door, operation }) =>
  operation.permission === null ? [] : [{ id: operation.id, tag: door.tag, operation }],
);
/** Its filters change what is summed, not which rows there are. */
const SUMS: ReadonlySet<string> = new Set(["previewPayouts"]);
const LISTS = OPERATIONS.filter(
  ({ id, operation }) =>
    isOffered(operation) && operation.method === "GET" && filtersOf(operation).length > 0 && !SUMS.has(id),
);

let world: World;

beforeAll(async () => {
  world = await aWorld();
});

describe("a query parameter that an operation does not know", () => {
  it.each(OPERATIONS)("is refused by name by $id", async ({ tag, operation }) => {
    const variables = await world.keptVariablesOf(tag);
    const { status, text } = await ask(operation, variables, {
      secret: world.key,
      query: { colour: "blue" },
    });
    // Flat errors name nothing: its contract has one sentence for all.
    const named = tag === "Referral conversions" ? "Invalid request" : "colour";
    expect([status, text]).toEqual([400, expect.stringContaining(named)]);
  });
});

describe("a filter of a list", () => {
  it("is there to be tried", () => {
    expect(LISTS.length).toBeGreaterThan(8);
  });

  // Each tag has a world of its own: all that there is fits on one page.
  it.each(LISTS)("of $id narrows or refuses, and never adds", async ({ tag, operation }) => {
    const { key, keptVariablesOf } = await worldOf(tag);
    const variables = await keptVariablesOf(tag);
    const all = (await rowsOf(operation, variables, key, {})) ?? [];
    expect(all.length).toBeGreaterThan(0);
    for (const [name, values] of filtersWith(operation, all, variables)) {
      const narrower = await counted(values, async (value) => {
        const some = await rowsOf(operation, variables, key, { [name]: value });
        expect(addedTo(all, some), `${name}=${value}`).toEqual([]);
        return some === null || some.length < all.length;
      });
      expect([name, narrower]).not.toEqual([name, 0]);
    }
  });

  it.each(LISTS)("of $id never adds to the results of another", async ({ tag, operation }) => {
    const { key, keptVariablesOf } = await worldOf(tag);
    const variables = await keptVariablesOf(tag);
    const all = (await rowsOf(operation, variables, key, {})) ?? [];
    const filters = filtersWith(operation, all, variables);
    for (const [index, [name, values]] of filters.entries()) {
      const [other, others] = filters[index + 1] ?? filters[0] ?? [name, []];
      if (other === name) continue;
      for (const value of values) {
        const alone = await rowsOf(operation, variables, key, { [name]: value });
        if (!alone?.length) continue;
        for (const beside of others.slice(0, PAIRED_VALUES)) {
          const both = await rowsOf(operation, variables, key, { [name]: value, [other]: beside });
          expect(addedTo(alone, both), `${name}=${value}, ${other}=${beside}`).toEqual([]);
        }
      }
    }
  });
});

const worlds = new Map<string, Promise<World>>();

function worldOf(tag: string): Promise<World> {
  const known = worlds.get(tag) ?? aWorld();
  worlds.set(tag, known);
  return known;
}

/** How many of the values the test holds for. */
async function counted(values: readonly string[], test: (value: string) => Promise<boolean>) {
  let count = 0;
  for (const value of values) if (await test(value)) count += 1;
  return count;
}

function addedTo(all: readonly string[], some: readonly string[] | null): string[] {
  return (some ?? []).filter((row) => !all.includes(row));
}

async function ask(operation: KeyedOperation, variables: Variables, changed: Changed) {
  const response = await doorAt(operation.path)?.handle(exampleRequest(operation, variables, changed));
  return { status: response?.status, text: (await response?.text()) ?? "" };
}

/** A test clock runs on between two looks at it. */
const still = (name: string, value: unknown) => (name === "currentTime" ? undefined : value);

/** Each row as its text, of the largest page; null where the filter is refused. */
async function rowsOf(
  operation: KeyedOperation,
  variables: Variables,
  secret: string,
  query: Record<string, string>,
): Promise<string[] | null> {
  const plain = { ...operation, example: { ...operation.example, query: largestPage(operation) } };
  const { status, text } = await ask(plain, variables, { secret, query });
  if (status === 400 || status === 403) return null;
  expect([operation.id, query, status]).toEqual([operation.id, query, 200]);
  return rowsIn(JSON.parse(text) as Listed).map((row) => JSON.stringify(row, still));
}

type Listed = unknown[] | { data: unknown[] } | { cursor: { data: unknown[] } };

function rowsIn(body: Listed): unknown[] {
  if (Array.isArray(body)) return body;
  return "cursor" in body ? body.cursor.data : body.data;
}

function propertiesOf({ query }: KeyedOperation) {
  return (query && toJsonSchema(query, "input", new Map()).properties) ?? {};
}

// What has to be given narrows nothing: there is no answer without it.
function filtersOf(operation: KeyedOperation): string[] {
  const { required = [] } = operation.query ? toJsonSchema(operation.query, "input", new Map()) : {};
  const names = Object.keys(propertiesOf(operation));
  return names.filter((name) => !NOT_NARROWING.has(name) && !required.includes(name));
}

function largestPage(operation: KeyedOperation): Record<string, string> {
  const sizes = ["limit", "per_page", "page_size", "pageSize"].filter(
    (name) => name in propertiesOf(operation),
  );
  return Object.fromEntries(sizes.map((name) => [name, "50"]));
}

/** Every filter with what is asked of it. */
function filtersWith(operation: KeyedOperation, rows: readonly string[], variables: Variables) {
  return filtersOf(operation).map(
    (name) => [name, valuesFor(operation, name, rows, variables)] as [string, string[]],
  );
}

/** What the rows hold, what the schema allows, and what nothing is like. */
function valuesFor(
  operation: KeyedOperation,
  name: string,
  rows: readonly string[],
  variables: Variables,
): string[] {
  if (name === "query") return QUERIES;
  const schema = propertiesOf(operation)[name] ?? {};
  const allowed = Array.isArray(schema.enum) ? schema.enum.map(String) : [];
  const held = rows.flatMap((row) => scalarsIn(JSON.parse(row)));
  const generated = fc.sample(fitting(schema, Object.values(variables)), {
    numRuns: GENERATED_VALUES,
    seed: 42,
  });
  const values = [...allowed, ...held, ...generated.map(String), "nothing-like-it"];
  return [...new Set(values)].filter((value) => value !== "" && !value.includes("\0"));
}

/** The connected door's own language. */
const QUERIES = ["SUCCEEDED", "PENDING", "FAILED", "nothing-like-it"].flatMap((status) => [
  JSON.stringify({ $match: { status } }),
  JSON.stringify({ $match: { reference: status } }),
  JSON.stringify({ $and: [{ $match: { status } }, { $gte: { amount: 1 } }] }),
]);

function scalarsIn(value: unknown): string[] {
  if (typeof value !== "object") return [String(value)];
  return value === null ? [] : Object.values(value).flatMap(scalarsIn);
}
