import { beforeAll, describe, expect, it } from "vitest";
import { isOffered } from "@/lib/http/operation";
import { DESCRIBED_DOORS, doorAt } from "@/lib/server/doors";
import { operationsOf } from "./document";
import { exampleRequest } from "./testing/example-request";
import { aWorld, type World } from "./testing/world";
import { changed, type Path } from "./testing/wrong-bodies";
import { type JsonSchema, toJsonSchema } from "./to-json-schema";

/** What every object has without anybody having put it there: where a client's word is looked up in one, each is found. */
const NAMES = ["constructor", "toString", "hasOwnProperty", "valueOf", "isPrototypeOf", "__proto__"];

/** Takes every item, and tells by event which it refused. */
const JUDGED_LATER = ["createPolicyPaymentsAsync", "updatePolicyPaymentsAsync"];

const OPERATIONS = operationsOf(DESCRIBED_DOORS).flatMap(({ door, operation }) => {
  const { id, body, query, permission } = operation;
  if (permission === null || !isOffered(operation) || JUDGED_LATER.includes(id)) return [];
  const schema = body && body.contentType === undefined ? toJsonSchema(body.schema, "input", new Map()) : {};
  const ofQuery = query ? toJsonSchema(query, "input", new Map()) : {};
  return [{ id, tag: door.tag, operation, inBody: choicesIn(schema), inQuery: choicesIn(ofQuery) }];
});

let world: World;

beforeAll(async () => {
  world = await aWorld();
});

describe("a name that every object has is none of a few there are", () => {
  const withBody = OPERATIONS.filter(({ inBody }) => inBody.length > 0);
  const withQuery = OPERATIONS.filter(({ inQuery }) => inQuery.length > 0);

  it("is tried in every door", () => {
    expect(withBody.length).toBeGreaterThan(30);
    expect(withQuery.length).toBeGreaterThan(15);
  });

  it.each(withBody)("in each field of $id", async ({ tag, operation, inBody }) => {
    const variables = await world.keptVariablesOf(tag);
    const secret = variables.API_KEY ?? world.key;
    const text = JSON.stringify(operation.example?.body ?? {});
    const right: unknown = JSON.parse(
      text.replace(/\$([A-Z_]+)/g, (_, name: string) => variables[name] ?? ""),
    );
    const taken: unknown[] = [];
    for (const path of inBody)
      for (const name of NAMES) {
        const body = JSON.stringify(changed(right, path, name));
        const response = await doorAt(operation.path)?.handle(
          exampleRequest(operation, variables, { secret, body }),
        );
        if (response?.status !== 400) taken.push([path.join("."), name, response?.status]);
      }
    expect(taken).toEqual([]);
  });

  it.each(withQuery)("in each parameter of $id", async ({ tag, operation, inQuery }) => {
    const variables = await world.keptVariablesOf(tag);
    const secret = variables.API_KEY ?? world.key;
    const taken: unknown[] = [];
    for (const [parameter] of inQuery)
      for (const name of NAMES) {
        const query = { [String(parameter)]: name };
        const response = await doorAt(operation.path)?.handle(
          exampleRequest(operation, variables, { secret, query }),
        );
        if (response?.status !== 400) taken.push([parameter, name, response?.status]);
      }
    expect(taken).toEqual([]);
  });
});

/** Where a schema takes one of a few texts. */
function choicesIn(schema: JsonSchema, at: Path = []): Path[] {
  if (Array.isArray(schema.enum) && schema.enum.some((each) => typeof each === "string")) return [at];
  const parts = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  return [
    ...parts.flatMap((part) => choicesIn(part, at)),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => choicesIn(inner, [...at, name])),
    ...(schema.items ? choicesIn(schema.items as JsonSchema, [...at, 0]) : []),
  ];
}
