import http from "node:http";
import type { AddressInfo } from "node:net";
import { closePool } from "@/lib/db/pool";
import { runPrepared, statement } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { newWebhookSecret, sealSecret } from "@/lib/webhooks/endpoints/seal-secret";
import { ENDPOINT_CONCURRENCY } from "@/lib/webhooks/sending/claim";
import { send } from "@/lib/webhooks/sending/send";
import { startSender } from "@/lib/webhooks/sending/sender";
import { figure, type Missed, say, sayTable } from "../report";
import { copyDatabase, type Stage } from "../stage";
import { median } from "../statistics";

/** The least share of the bare requests' speed that deliveries keep, with all that is written down. */
export const DELIVERED_RATIO_MIN = 0.5;

const EVENTS = 1_000;
const ROUNDS = 3;
const BODY = JSON.stringify({ type: "payment.created", timestamp: new Date().toISOString(), data: {} });

/** How fast one endpoint is told of what happened, against the same requests with nothing written down. */
export async function benchWebhooks(stage: Stage): Promise<Missed> {
  process.env.WEBHOOK_ALLOWED_ADDRESSES = "127.0.0.1";
  process.env.DATABASE_URL = await copyDatabase(stage, "webhooks");
  const receiver = await startReceiver();
  await addEndpoint(receiver);
  const bareMs: number[] = [];
  const sentMs: number[] = [];
  // Turn and turn about, so that what else the machine does falls on both.
  for (let round = 0; round < ROUNDS; round++) {
    bareMs.push(await bare(receiver));
    sentMs.push(await delivered(receiver));
  }
  await receiver.stop();
  await closePool();
  const ratio = median(bareMs) / median(sentMs);
  const rate = (ms: readonly number[]) => figure((EVENTS / median(ms)) * 1_000);
  say(`\nWebhooks: ${figure(EVENTS)} events for one endpoint on loopback, ${ENDPOINT_CONCURRENCY} at a time`);
  sayTable(
    ["", "a second", "of the bare requests"],
    [
      ["requests, nothing written down", rate(bareMs), "1.00"],
      ["deliveries, from the outbox to the settled attempt", rate(sentMs), ratio.toFixed(2)],
    ],
  );
  if (ratio >= DELIVERED_RATIO_MIN) return [];
  return [
    `deliveries are sent at ${ratio.toFixed(2)} of bare requests, and ${DELIVERED_RATIO_MIN} is the target`,
  ];
}

interface Receiver {
  url: string;
  /** Resolves once as many requests have come since it was called. */
  after: (requests: number) => Promise<void>;
  stop: () => Promise<void>;
}

async function startReceiver(): Promise<Receiver> {
  let waiting = { left: 0, done: () => {} };
  const server = http.createServer((req, res) => {
    req.resume().on("end", () => {
      res.writeHead(204).end();
      waiting.left -= 1;
      if (waiting.left === 0) waiting.done();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    after: (requests) =>
      new Promise<void>((done) => {
        waiting = { left: requests, done };
      }),
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

async function bare({ url }: Receiver): Promise<number> {
  const startedMs = performance.now();
  const left = Array.from({ length: EVENTS }).values();
  const sender = async () => {
    for (const _ of left) await send({ url, headers: {}, body: BODY });
  };
  await Promise.all(Array.from({ length: ENDPOINT_CONCURRENCY }, sender));
  return performance.now() - startedMs;
}

async function addEndpoint({ url }: Receiver): Promise<void> {
  const [id, secret] = [newId(), newWebhookSecret()];
  await runPrepared(ENDPOINT, [id, url]);
  await runPrepared(SECRET, [newId(), id, sealSecret(id, secret)]);
}

async function delivered({ after }: Receiver): Promise<number> {
  await runPrepared(HAPPEN, [EVENTS]);
  const all = after(EVENTS);
  const startedMs = performance.now();
  const sender = startSender();
  await all;
  // With what came of the last of them.
  await sender.stop();
  return performance.now() - startedMs;
}

const ENDPOINT = statement(
  "INSERT INTO webhook_endpoint (id, url, created_at, updated_at) VALUES ($1, $2, now(), now())",
);

const SECRET = statement(
  "INSERT INTO webhook_secret (id, endpoint_id, sealed, created_at) VALUES ($1, $2, $3, now())",
);

const HAPPEN = statement(`
  INSERT INTO outbox (event_id, type, payment_id, object_id, request_id, data, occurred_at)
  SELECT gen_random_uuid(), 'payment.created', id, id::text, 'bench', '{}', now()
  FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, $1::int)) each`);
