import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isOffered, type Operation } from "@/lib/http/operation";
import { doorAt } from "@/lib/server/doors";
import { exampleRequest } from "../testing/example-request";
import { aWorld, type Variables, type World } from "../testing/world";
import type { JsonSchema } from "../to-json-schema";
import { DIFFERENCES, MORE_REQUIRED, NO_ADDRESS, READ_OTHERWISE } from "./differences";
import { bodiesOf, type Generated, sampleOf, typesIn } from "./generated";
import { ORIGINAL_NAMES, type OriginalOperation, operationsOfOriginal } from "./original";

const TIMEOUT_MS = 120_000;

let world: World;
/** Which of the differences, and of what is read otherwise, was met. */
const met = new Set<RegExp | string>();

beforeAll(async () => {
  world = await aWorld();
});

describe.each(ORIGINAL_NAMES)("the original of %s", (name) => {
  const all = operationsOfOriginal(name);
  const there = all.filter(({ ours }) => ours !== null);

  it("has an address of ours for each of its own", () => {
    const missing = all.filter(({ ours, key }) => ours === null && !(key in NO_ADDRESS));
    expect(missing.map(({ key }) => key)).toEqual([]);
  });

  it.each(there)("says what $key answers", async (original) => {
    const { ours, query } = original;
    const { operation, tag } = ours as NonNullable<typeof ours>;
    const asked = await world.variablesOf(tag);
    const answer = await ask(operation, asked, {});
    if (isOffered(operation)) expect([answer.status, answer.text]).toEqual([isGood, answer.text]);
    else expect(answer.status).toEqual(isRefusal);
    expect(faultsOf(original, answer)).toEqual([]);
    if (operation.permission === null) return;
    expect(faultsOf(original, await ask(operation, asked, { secret: null }))).toEqual([]);
    for (const parameter of isOffered(operation) ? query : []) await askWith(original, asked, parameter);
  });

  it.each(there.filter(({ body, ours }) => body && ours && isOffered(ours.operation)))(
    "generates requests that $key takes, or refuses by the names of their fields",
    async (original) => {
      const { key, ours, body: schema } = original;
      const { operation, tag } = ours as NonNullable<typeof ours>;
      let variables = await world.variablesOf(tag);
      const example = filled(operation.example?.body, variables);
      const listed = Array.isArray(example);
      const known = { ...((listed ? example[0] : example) as Fields), ...AS_SHOWN[key] };
      const bodies = bodiesOf((listed ? schema?.items : schema) ?? {}, known);
      const faults: [string, string[]][] = [];
      for (const generated of bodies) {
        const sent = listed ? [generated.body] : generated.body;
        const answer = await ask(operation, variables, { body: JSON.stringify(sent) });
        faults.push([generated.what, judge(original, generated, answer)]);
        if (answer.status < 300) variables = await world.variablesOf(tag);
      }
      expect(faults.filter(([, each]) => each.length > 0)).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it("differs where it is said, and nowhere else", () => {
    expect(DIFFERENCES[name].filter(([fault]) => !met.has(fault)).map(([, reason]) => reason)).toEqual([]);
  });
});

afterAll(() => {
  const named = [...Object.keys(MORE_REQUIRED), ...Object.keys(READ_OTHERWISE)];
  expect(named.filter((key) => !met.has(key))).toEqual([]);
});

type Fields = Record<string, unknown>;
type Answer = Awaited<ReturnType<typeof ask>>;

const isGood = expect.toSatisfy((status: number) => status >= 200 && status < 300);
const isRefusal = expect.toSatisfy((status: number) => status >= 400 && status < 500);

/** What a configuration may say of what is not kept. */
const AS_SHOWN: Readonly<Record<string, Fields>> = {
  "POST /connectors/{connector}/{connectorId}/config": { apiKey: "", endpoint: "", directory: "" },
  "PATCH /v3/connectors/{connectorID}/config": { apiKey: "", endpoint: "", directory: "" },
};

/** What is not as it should be about the answer to a generated request. */
function judge(original: OriginalOperation, { what, field, body }: Generated, answer: Answer): string[] {
  const { key } = original;
  const { status, text } = answer;
  if (status >= 500) return [text];
  const faults = faultsOf(original, answer);
  if (status < 300) {
    if (!what.endsWith("another type")) return faults;
    met.add(key);
    return key in READ_OTHERWISE ? faults : [...faults, `${field} was not read`];
  }
  if (field !== null) return text.includes(field) ? faults : [...faults, `${field} is not named: ${text}`];
  if (what === "minimal") {
    met.add(key);
    return key in MORE_REQUIRED ? faults : [...faults, text];
  }
  // Values made of a schema alone may mean nothing here: then they are named.
  return Object.keys(body).some((name) => text.includes(name)) ? faults : [...faults, text];
}

/** A parameter as the document has it is heeded or refused by name, and one of another type is refused by name. */
async function askWith(
  { key, ours }: OriginalOperation,
  variables: Variables,
  { name, schema }: OriginalOperation["query"][number],
): Promise<void> {
  const { operation } = ours as NonNullable<typeof ours>;
  const right = await ask(operation, variables, { query: { [name]: spelled(sampleOf(schema)) } });
  // A key that was used before, or another merchant's object, is refused for what it says.
  const heeded =
    right.status < 300 || right.status === 403 || right.status === 409 || right.text.includes(name);
  expect([key, name, right.status < 500 && heeded, right.text]).toEqual([key, name, true, right.text]);
  if (isAnyText(schema)) return;
  const wrong = await ask(operation, variables, { query: { [name]: "%wrong%" } });
  expect([key, name, wrong.status, wrong.text]).toEqual([
    ...[key, name, isRefusal],
    wrong.status === 403 ? wrong.text : expect.stringContaining(name),
  ]);
}

function isAnyText(schema: JsonSchema): boolean {
  const item = schema.items ?? schema;
  return (
    typesIn(item).every((type) => type === "string") &&
    !JSON.stringify(item).includes('"enum"') &&
    !item.format
  );
}

function faultsOf({ key, original, faultsOf }: OriginalOperation, { status, body }: Answer): string[] {
  return (faultsOf(status, body) ?? []).flatMap((fault) => {
    const [known] = DIFFERENCES[original].find(([each]) => each.test(fault)) ?? [];
    if (!known) return [`${key} ${status}: ${fault}`];
    met.add(known);
    return [];
  });
}

interface Changed {
  secret?: string | null;
  query?: Record<string, string>;
  body?: string;
}

async function ask(operation: Operation, variables: Variables, { secret = world.key, ...changed }: Changed) {
  const response = await doorAt(operation.path)?.handle(
    exampleRequest(operation, variables, { secret, ...changed }),
  );
  const text = (await response?.text()) ?? "";
  return { status: response?.status ?? 0, text, body: text === "" ? null : (JSON.parse(text) as unknown) };
}

function filled(example: unknown, variables: Variables): unknown {
  const text = JSON.stringify(example ?? {});
  return JSON.parse(text.replace(/\$([A-Z_]+)/g, (_, name: string) => variables[name] ?? ""));
}

function spelled(value: unknown): string {
  return Array.isArray(value)
    ? value.map(spelled).join(",")
    : typeof value === "object"
      ? JSON.stringify(value)
      : String(value);
}
