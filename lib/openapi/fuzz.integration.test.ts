import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Exchange, onExchange } from "@/lib/http/exchange";
import { findViolations } from "@/lib/invariants/find-violations";
import { DESCRIBED_DOORS, doorAt } from "@/lib/server/doors";
import { operationsOf } from "./document";
import { providedJudge } from "./testing/provided-judge";
import { type Asked, requestsOf } from "./testing/requests";
import { aWorld, type World } from "./testing/world";

/** Requests per operation; FUZZ_RUNS in the environment asks for more, FUZZ_SEED for the same again. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 40);
const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
const REQUEST_MS_MAX = 250;

const judge = providedJudge();
let world: World;
let heard: Exchange[] = [];

beforeAll(async () => {
  world = await aWorld();
  onExchange((exchange) => heard.push(exchange));
});

afterAll(async () => {
  expect(await findViolations()).toEqual([]);
});

describe(`whatever is sent (${RUNS} requests per operation, seed ${SEED})`, () => {
  const described = operationsOf(DESCRIBED_DOORS).filter(({ operation }) => doorAt(operation.path));
  it.each(described.map(({ door, operation }) => [operation.id, door, operation] as const))(
    "%s never fails, and answers on its schema",
    async (_, door, operation) => {
      const variables = await world.variablesOf(door.tag);
      await fc.assert(
        fc.asyncProperty(requestsOf(operation, variables.API_KEY ?? world.key, variables), async (asked) => {
          expect(await deviationsOf(asked)).toEqual([]);
        }),
        { numRuns: RUNS, seed: SEED, endOnFailure: false },
      );
    },
    30_000 + RUNS * REQUEST_MS_MAX,
  );
});

async function deviationsOf({ method, path, headers, body }: Asked): Promise<string[]> {
  heard = [];
  const request = new Request(`http://localhost${path}`, { method, headers, body });
  const response = await doorAt(new URL(request.url).pathname)?.handle(request);
  if (!response) return [];
  const text = await response.text();
  if (response.status >= 500) return [`${method} ${path.slice(0, 200)} → ${response.status} ${text}`];
  return heard.flatMap(judge);
}
