import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { type Exchange, onExchange } from "@/lib/http/exchange";
import { DESCRIBED_DOORS, doorAt } from "@/lib/server/doors";
import { operationsOf } from "./document";
import { authorizationAt } from "./testing/make";
import { providedJudge } from "./testing/provided-judge";
import { aWorld, type World } from "./testing/world";

// Contracts, README, "Common to all four": each in the shape of the door that is asked.
const judge = providedJudge();
const heard: Exchange[] = [];
let world: World;

beforeAll(async () => {
  world = await aWorld();
  onExchange((exchange) => heard.push(exchange));
});

const operations = operationsOf(DESCRIBED_DOORS)
  .map(({ operation }) => operation)
  .filter(({ path, permission }) => doorAt(path) && permission !== null);
const named = (each: (typeof operations)[number]) => [each.id, each] as const;
const withBody = operations.filter(({ body }) => body && body.contentType === undefined);

async function answerTo(method: string, path: string, init: RequestInit = {}): Promise<[number, string[]]> {
  heard.length = 0;
  const headers = {
    authorization: authorizationAt(path, world.key),
    "content-type": "application/json",
    ...Object.fromEntries(new Headers(init.headers)),
  };
  const address = `http://localhost${path.replace(/:\w+/g, "0190f2c4-7b0a-7b1e-8c3d-000000000000")}`;
  const response = await doorAt(path)?.handle(new Request(address, { ...init, method, headers }));
  return [response?.status ?? 0, heard.flatMap(judge)];
}

describe("a body in a content coding", () => {
  it.each(withBody.map(named))("is a 415 at %s", async (_, { method, path }) => {
    const body = new Uint8Array(gzipSync("{}"));
    for (const coding of ["gzip", "br", "GZIP", "gzip, identity"])
      expect(await answerTo(method, path, { body, headers: { "content-encoding": coding } })).toEqual([
        415,
        [],
      ]);
    const [status] = await answerTo(method, path, {
      body: "{}",
      headers: { "content-encoding": "identity" },
    });
    expect(status).not.toBe(415);
  });
});

describe("a body in another charset than UTF-8", () => {
  it.each(withBody.map(named))("is a 415 at %s", async (_, { method, path, body: declared }) => {
    const type = declared?.contentType ?? "application/json";
    const statusOf = async (charset: string) =>
      answerTo(method, path, { body: "{}", headers: { "content-type": `${type}${charset}` } });
    for (const charset of [
      "; charset=iso-8859-1",
      ";Charset=UTF-16",
      '; charset="utf-7"',
      "; a=b; charset=x",
    ])
      expect([charset, ...(await statusOf(charset))]).toEqual([charset, 415, []]);
    for (const charset of ["; charset=utf-8", ';charset="UTF-8"', "; charset=us-ascii", "; version=1"])
      expect([charset, (await statusOf(charset))[0]]).not.toEqual([charset, 415]);
  });
});

describe("a parameter given twice", () => {
  it.each(operations.map(named))("is a 400 at %s, alike or not", async (_, { method, path, query }) => {
    const init = method === "GET" ? {} : { body: "{}" };
    for (const name of [...Object.keys(query?.shape ?? {}), "anything"])
      for (const twice of [`${name}=1&${name}=1`, `${name}=1&other=2&${name}=3`])
        expect([name, ...(await answerTo(method, `${path}?${twice}`, init))]).toEqual([name, 400, []]);
  });
});

/** No UTF-8: stray bytes, one too few, one too long, and half of a pair. */
const NO_UTF8 = ["%FF", "%fe", "a%C3", "%80", "%C0%AF", "%ED%A0%80", "%F5%80%80%80", "%E4%F6%FC", "%zz%FF"];

describe("a parameter that is not UTF-8", () => {
  it.each(operations.map(named))(
    "is a 400 at %s, in its name or its value",
    async (_, { method, path, query }) => {
      const init = method === "GET" ? {} : { body: "{}" };
      for (const bytes of NO_UTF8)
        for (const search of [
          `${bytes}=1`,
          ...Object.keys(query?.shape ?? {}).map((name) => `${name}=${bytes}`),
        ])
          expect([search, ...(await answerTo(method, `${path}?${search}`, init))]).toEqual([search, 400, []]);
    },
  );
});

describe("a path that is not UTF-8", () => {
  const withParams = operations.filter(({ path }) => path.includes("/:"));
  it.each(withParams.map(named))("names nothing there is at %s", async (_, { method, path }) => {
    const init = method === "GET" ? {} : { body: "{}" };
    for (const bytes of NO_UTF8) {
      const at = path.replace(/:\w+/g, bytes);
      expect([at, ...(await answerTo(method, at, init))]).toEqual([at, 404, []]);
    }
  });
});

describe("a body whose numbers or names are not what they seem", () => {
  const deep = "[".repeat(4_000) + "]".repeat(4_000);
  it.each(withBody.map(named))("is a 400 at %s", async (_, { method, path }) => {
    for (const body of [
      '{"a":1,"a":2}',
      `{"a":"1234567890123456","b":${deep}}`,
      "[1e999,",
      '{"a":"\\ud800"}',
    ])
      expect([body.slice(0, 20), ...(await answerTo(method, path, { body }))]).toEqual([
        body.slice(0, 20),
        400,
        [],
      ]);
  });
});
