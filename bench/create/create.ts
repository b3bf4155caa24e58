import { startChild } from "../child";
import { figure, type Missed, say, sayTable } from "../report";
import { copyDatabase, type Stage, startApp } from "../stage";
import { median } from "../statistics";
import { type BenchDoor, prepareDoors } from "./doors";
import { FLOOR_PATH, prepareFloor } from "./floor";
import { generatorName, load } from "./load";
import { findPgbench, pgbench } from "./pgbench";

/** The least share of the bare server's speed that the whole way through HTTP keeps, by connections. */
export const BARE_RATIO_MIN: ReadonlyMap<number, number> = new Map([
  [1, 0.65],
  [16, 0.95],
  [64, 1.2],
]);

const ROUNDS = 3;
const SECONDS = 3;
const DATABASE = "create";

/** Measures one contender once, in creations a second (for the floor: answers a second). */
type Contender = (connections: number) => Promise<number>;

/** Creating a payment over HTTP at each door, against its bare statement, and for checkout the database alone and the framework's own floor. */
export async function benchCreate(stage: Stage): Promise<Missed> {
  const databaseUrl = await copyDatabase(stage, DATABASE);
  const app = await startApp(stage, databaseUrl);
  const missed: Missed = [];
  for (const door of await prepareDoors(app.url, stage.merchantId, stage.apiKey))
    missed.push(...(await benchDoor(stage, { door, databaseUrl, origin: app.url })));
  return missed;
}

interface Bench {
  door: BenchDoor;
  databaseUrl: string;
  origin: string;
}

async function benchDoor(stage: Stage, bench: Bench): Promise<Missed> {
  const { name } = bench.door;
  say(`\nCreate payment (${name}), per second; the load is made by ${await generatorName()}`);
  const contenders = await startContenders(stage, bench);
  const results = new Map<number, Record<string, number>>();
  for (const connections of BARE_RATIO_MIN.keys())
    results.set(connections, await measure(contenders, connections));
  const names = Object.keys(contenders).slice(1);
  sayTable(
    ["connections", "through HTTP", ...names.flatMap((each) => [each, "ratio"])],
    [...results].map(([connections, of]) => {
      const ours = of.ours ?? 0;
      return [
        String(connections),
        figure(ours),
        ...names.flatMap((each) => [figure(of[each] ?? 0), (ours / (of[each] ?? 0)).toFixed(2)]),
      ];
    }),
  );
  return [...BARE_RATIO_MIN].flatMap(([connections, ratioMin]) => {
    const { ours = 0, "bare server": bare = 0 } = results.get(connections) ?? {};
    if (ours / bare >= ratioMin) return [];
    return [
      `create (${name}) through HTTP is ${(ours / bare).toFixed(2)} of the bare server at ${connections} connections, and ${ratioMin} is the target`,
    ];
  });
}

async function startContenders(stage: Stage, bench: Bench): Promise<Record<string, Contender>> {
  const { door, databaseUrl, origin } = bench;
  const { requests, headers } = door;
  const bare = await startChild(stage.lifecycle, ["../../bench/create/bare-server", ...door.bare], {
    DATABASE_URL: databaseUrl,
  });
  const asked = (at: string) => async (connections: number) =>
    (await load({ origin: at, requests, headers, connections, seconds: SECONDS })).perSecond;
  return {
    ours: asked(origin),
    "bare server": asked(bare.url),
    ...(door.name === "checkout" && (await startFloors(stage))),
  };
}

/** What the framework does without a database, and the database without anybody. */
async function startFloors({ lifecycle, layout, merchantId }: Stage): Promise<Record<string, Contender>> {
  const directory = await prepareFloor();
  const floor = await startChild(lifecycle, ["../../bench/create/floor-server", directory]);
  const program = await findPgbench();
  if (!program) say("There is no pgbench on this machine (Debian: postgresql-contrib): it is left out.");
  return {
    "framework's floor": async (connections) =>
      (await load({ origin: floor.url, requests: [{ path: FLOOR_PATH }], connections, seconds: SECONDS }))
        .perSecond,
    ...(program && {
      pgbench: (clients: number) =>
        pgbench({
          ...{ program, merchantId, clients, seconds: SECONDS },
          ...{ dataDirectory: layout.root, database: DATABASE },
        }),
    }),
  };
}

// Turn and turn about, so that what else the machine does falls on all of them.
async function measure(contenders: Record<string, Contender>, connections: number) {
  const rounds: Record<string, number[]> = {};
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, contender] of Object.entries(contenders)) {
      rounds[name] = [...(rounds[name] ?? []), await contender(connections)];
    }
  }
  return Object.fromEntries(Object.entries(rounds).map(([name, values]) => [name, median(values)]));
}
