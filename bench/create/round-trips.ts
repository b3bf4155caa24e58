import path from "node:path";
import { DATABASE_ROLES, SOCKET_PORT } from "@/lib/db/embedded/layout";
import { figure, type Missed, say, sayTable } from "../report";
import { copyDatabase, type Stage, startApp } from "../stage";
import { startCountingProxy } from "./counting-proxy";
import { type BenchDoor, prepareDoors } from "./doors";

const CREATES = 500;
const WARM_UP_CREATES = 20;
const DATABASE = "round_trips";

/**
 * What a process asks in its own time, whatever is asked of it: the test clock, the keys it knows, when one was used, the
 * request log it writes in batches, its notifications to other processes, and a block of the rate limit's points once
 * for thousands of requests.
 */
const BACKGROUND = /\b(test_clock|api_key|request_log|pg_notify|rate_limit)\b/;

/** Counts what creating payments at each door sends to the database, on the wire: one round trip each, and nothing else. */
export async function benchRoundTrips(stage: Stage): Promise<Missed> {
  await copyDatabase(stage, DATABASE);
  const proxy = await startCountingProxy(path.join(stage.layout.socketDirectory, `.s.PGSQL.${SOCKET_PORT}`));
  const databaseUrl = `postgresql://${DATABASE_ROLES.application}@127.0.0.1:${proxy.port}/${DATABASE}`;
  const app = await startApp(stage, databaseUrl, ["--only", "web"]);
  say(`\nRound trips of ${figure(CREATES)} creations at each door, counted on the wire`);
  const missed: Missed = [];
  const rows: string[][] = [];
  for (const door of await prepareDoors(app.url, stage.merchantId, stage.apiKey)) {
    // Each referral and policy is read once, and then known.
    await create(app.url, door, Math.max(WARM_UP_CREATES, door.requests.length));
    proxy.reset();
    await create(app.url, door, CREATES);
    const { roundTrips, statements } = proxy.counted;
    const background = sum([...statements].filter(([text]) => BACKGROUND.test(text) && !RECORDS.test(text)));
    const recordings = sum([...statements].filter(([text]) => RECORDS.test(text)));
    // A statement of the background may still have been without its answer when the counting stopped.
    const others = Math.max(0, roundTrips - recordings - background);
    const perCreate = (recordings + others) / CREATES;
    rows.push([door.name, figure(recordings), figure(background), figure(others), perCreate.toFixed(3)]);
    if (perCreate === 1 && recordings === CREATES) continue;
    const besides = [...statements].filter(([text]) => !RECORDS.test(text));
    missed.push(
      `a creation (${door.name}) costs ${perCreate} round trips, and 1 is the target (besides: ${besides.map(([text, times]) => `${times} × ${text.trim().slice(0, 60)}`).join("; ")})`,
    );
  }
  await app.stop();
  await proxy.stop();
  sayTable(
    [
      "",
      "the statement that records",
      "in the process's own time",
      "anything else",
      "round trips of a creation",
    ],
    rows,
  );
  return missed;
}

const RECORDS = /INSERT INTO payment \(/;

let created = 0;

async function create(origin: string, { requests, headers }: BenchDoor, times: number): Promise<void> {
  for (let number = 0; number < times; number++) {
    const { path: at = "", body = "" } = requests[number % requests.length] ?? {};
    const answer = await fetch(origin + at, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: body.replaceAll("[<id>]", `payment-${++created}`),
    });
    if (!answer.ok) throw new Error(`a creation was answered with ${answer.status} ${await answer.text()}`);
    await answer.arrayBuffer();
  }
}

function sum(entries: [string, number][]): number {
  return entries.reduce((total, [, times]) => total + times, 0);
}
