import path from "node:path";
import { RECORD_CHECKOUT } from "@/lib/checkout/record-checkout";
import { ROLES, SOCKET_PORT } from "@/lib/db/embedded/layout";
import { figure, type Missed, say, sayTable } from "../report";
import { copyDatabase, type Stage, startApp } from "../stage";
import { startCountingProxy } from "./counting-proxy";
import { BODY } from "./draft";

const CREATES = 1_000;
const WARM_UP_CREATES = 20;
const DATABASE = "round_trips";

/**
 * What a process asks in its own time, whatever is asked of it: the test clock, the keys it knows, when one was used, the
 * request log it writes in batches, its notifications to other processes, and a block of the rate limit's points once
 * for thousands of requests.
 */
const BACKGROUND = /\b(test_clock|api_key|request_log|pg_notify|rate_limit)\b/;

/** Counts what creating payments sends to the database, on the wire: one round trip each, and nothing else. */
export async function benchRoundTrips(stage: Stage): Promise<Missed> {
  await copyDatabase(stage, DATABASE);
  const proxy = await startCountingProxy(path.join(stage.layout.socketDirectory, `.s.PGSQL.${SOCKET_PORT}`));
  const databaseUrl = `postgresql://${ROLES.application}@127.0.0.1:${proxy.port}/${DATABASE}`;
  const app = await startApp(stage, databaseUrl, ["--only", "web"]);
  await create(app.url, stage.apiKey, WARM_UP_CREATES);
  proxy.reset();
  await create(app.url, stage.apiKey, CREATES);
  const { roundTrips, statements } = proxy.counted;
  await app.stop();
  await proxy.stop();

  const recordings = statements.get(RECORD_CHECKOUT.text) ?? 0;
  const background = sum(
    [...statements].filter(([text]) => BACKGROUND.test(text) && text !== RECORD_CHECKOUT.text),
  );
  // A statement of the background may still have been without its answer when the counting stopped.
  const others = Math.max(0, roundTrips - recordings - background);
  const perCreate = (recordings + others) / CREATES;
  say(`\nRound trips of ${figure(CREATES)} creations, counted on the wire`);
  sayTable(
    ["", "times", "per creation"],
    [
      ["the statement that records", figure(recordings), (recordings / CREATES).toFixed(3)],
      ["in the process's own time", figure(background), "-"],
      ["anything else", figure(others), ""],
      ["round trips of a creation", "", perCreate.toFixed(3)],
    ],
  );
  if (perCreate === 1 && recordings === CREATES) return [];
  const besides = [...statements].filter(([text]) => text !== RECORD_CHECKOUT.text);
  return [
    `a creation costs ${perCreate} round trips, and 1 is the target (besides: ${besides.map(([text, times]) => `${times} × ${text.trim().slice(0, 60)}`).join("; ")})`,
  ];
}

async function create(url: string, apiKey: string, times: number): Promise<void> {
  for (let number = 0; number < times; number++) {
    const answer = await fetch(`${url}/v0/payments`, {
      method: "POST",
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
      body: JSON.stringify({ ...BODY, idempotencyKey: `${times}-${number}` }),
    });
    if (answer.status !== 201) throw new Error(`a creation was answered with ${answer.status}`);
    await answer.arrayBuffer();
  }
}

function sum(entries: [string, number][]): number {
  return entries.reduce((total, [, times]) => total + times, 0);
}
