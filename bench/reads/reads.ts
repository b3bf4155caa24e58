import pg from "pg";
import { encodePaymentId } from "@/lib/connected/ids";
import { startChild } from "../child";
import { generatorName, type LoadRequest, load } from "../create/load";
import { fill } from "../lists/lists";
import { figure, type Missed, say, sayTable } from "../report";
import { asAdministrator, type Stage, startApp } from "../stage";
import { median } from "../statistics";

/** The least share of the bare server's speed that the door keeps at 16 connections. */
export const BARE_RATIO_MIN: Readonly<Record<string, number>> = {
  "a payment": 0.7,
  "a payment, v3": 0.7,
  "the first 15": 0.5,
  "the first 15, v3": 0.5,
  "the first 100": 0.5,
  "the first 100, v3": 0.5,
};

const PAYMENTS = 100_000;
const CONNECTIONS = 16;
const ROUNDS = 3;
const SECONDS = 3;
/** Enough that no payment is asked for twice at the same moment. */
const ASKED_FOR = 2_000;

/** Reading at the connected door, in both wire versions, against the same statements behind a bare server. */
export async function benchReads(stage: Stage): Promise<Missed> {
  const databaseUrl = await fill(stage, "reads", PAYMENTS);
  const app = await startApp(stage, databaseUrl);
  const bare = await startChild(stage.lifecycle, ["../../bench/reads/bare-server", stage.merchantId], {
    DATABASE_URL: databaseUrl,
  });
  say(
    `\nReads at the connected door, per second, ${CONNECTIONS} connections; the load is made by ${await generatorName()}`,
  );
  const headers = { authorization: `Bearer ${stage.apiKey}` };
  const missed: Missed = [];
  const rows: string[][] = [];
  for (const [name, requests] of await readsOf(databaseUrl)) {
    const [ours, bareServer] = await measure([app.url, bare.url], { requests, headers });
    const ratio = ours / bareServer;
    const ratioMin = BARE_RATIO_MIN[name] ?? 0;
    rows.push([name, figure(ours), figure(bareServer), ratio.toFixed(2), ratioMin.toFixed(2)]);
    if (ratio < ratioMin)
      missed.push(
        `${name} is read at ${ratio.toFixed(2)} of the bare server's speed, and ${ratioMin} is the target`,
      );
  }
  await Promise.all([app.stop(), bare.stop()]);
  sayTable(["", "the door", "bare server", "ratio", "target"], rows);
  return missed;
}

async function readsOf(databaseUrl: string): Promise<[name: string, requests: LoadRequest[]][]> {
  const client = new pg.Client({ connectionString: asAdministrator(databaseUrl) });
  await client.connect();
  const { rows } = await client.query<{ reference: string }>(
    "SELECT reference FROM payment ORDER BY md5(reference) LIMIT $1",
    [ASKED_FOR],
  );
  await client.end();
  const connector = { provider: "GENERIC", reference: "checkout" };
  const ids = rows.map(({ reference }) => encodePaymentId({ connector, reference, type: "PAY-IN" }));
  return [
    ["a payment", ids.map((id) => ({ path: `/api/payments/payments/${id}` }))],
    ["a payment, v3", ids.map((id) => ({ path: `/api/payments/v3/payments/${id}` }))],
    ["the first 15", [{ path: "/api/payments/payments?pageSize=15" }]],
    ["the first 15, v3", [{ path: "/api/payments/v3/payments?pageSize=15" }]],
    ["the first 100", [{ path: "/api/payments/payments?pageSize=100" }]],
    ["the first 100, v3", [{ path: "/api/payments/v3/payments?pageSize=100" }]],
  ];
}

// Turn and turn about, so that what else the machine does falls on both.
async function measure(
  [ours, bare]: [string, string],
  given: { requests: LoadRequest[]; headers: Record<string, string> },
): Promise<[number, number]> {
  const of = { ours: [] as number[], bare: [] as number[] };
  const ask = async (origin: string) =>
    (await load({ ...given, origin, connections: CONNECTIONS, seconds: SECONDS })).perSecond;
  for (let round = 0; round < ROUNDS; round++) {
    of.ours.push(await ask(ours));
    of.bare.push(await ask(bare));
  }
  return [median(of.ours), median(of.bare)];
}
