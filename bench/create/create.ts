import { startChild } from "../child";
import { figure, type Missed, say, sayTable } from "../report";
import { copyDatabase, type Stage, startApp } from "../stage";
import { median } from "../statistics";
import { BODY } from "./draft";
import { FLOOR_PATH, prepareFloor } from "./floor";
import { load } from "./load";
import { findPgbench, pgbench } from "./pgbench";

/** The least share of the bare server's speed that the whole way through HTTP keeps, at TARGET_CONNECTIONS. */
export const BARE_RATIO_MIN = 0.7;
const TARGET_CONNECTIONS = 16;

const CONNECTIONS = [1, 16, 64];
const ROUNDS = 3;
const SECONDS = 3;
const DATABASE = "create";

/** Measures one contender once, in creations a second (for the floor: answers a second). */
type Contender = (connections: number) => Promise<number>;

/** Creating a payment over HTTP, against the bare statement, the database alone and the framework's own floor. */
export async function benchCreate(stage: Stage): Promise<Missed> {
  say("\nCreate payment (POST /v0/payments), per second");
  const contenders = await startContenders(stage);
  const results = new Map<number, Record<string, number>>();
  for (const connections of CONNECTIONS) results.set(connections, await measure(contenders, connections));
  const names = Object.keys(contenders).slice(1);
  sayTable(
    ["connections", "through HTTP", ...names.flatMap((name) => [name, "ratio"])],
    [...results].map(([connections, of]) => {
      const ours = of.ours ?? 0;
      return [
        String(connections),
        figure(ours),
        ...names.flatMap((name) => [figure(of[name] ?? 0), (ours / (of[name] ?? 0)).toFixed(2)]),
      ];
    }),
  );
  const { ours = 0, "bare server": bare = 0 } = results.get(TARGET_CONNECTIONS) ?? {};
  if (ours / bare >= BARE_RATIO_MIN) return [];
  return [
    `create through HTTP is ${(ours / bare).toFixed(2)} of the bare server at ${TARGET_CONNECTIONS} connections, and ${BARE_RATIO_MIN} is the target`,
  ];
}

async function startContenders(stage: Stage): Promise<Record<string, Contender>> {
  const { lifecycle, layout, merchantId, apiKey } = stage;
  const databaseUrl = await copyDatabase(stage, DATABASE);
  const floorDirectory = await prepareFloor();
  const program = await findPgbench();
  if (!program) say("There is no pgbench on this machine (Debian: postgresql-contrib): it is left out.");
  const app = await startApp(stage, databaseUrl);
  const bench = (file: string) => `../../bench/create/${file}`;
  const bare = await startChild(lifecycle, [bench("bare-server"), merchantId], { DATABASE_URL: databaseUrl });
  const floor = await startChild(lifecycle, [bench("floor-server"), floorDirectory]);
  const body = JSON.stringify({ ...BODY, idempotencyKey: "[<id>]" });
  const post = (url: string, headers: Record<string, string>) => async (connections: number) =>
    (await load({ url, connections, seconds: SECONDS, headers, body })).perSecond;
  return {
    ours: post(`${app.url}/v0/payments`, { authorization: `Bearer ${apiKey}` }),
    "bare server": post(bare.url, {}),
    "framework's floor": async (connections) =>
      (await load({ url: floor.url + FLOOR_PATH, connections, seconds: SECONDS })).perSecond,
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
