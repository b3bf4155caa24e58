import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { RECORD_CHECKOUT } from "@/lib/checkout/record-checkout";
import { directConnectionConfig, POOL_CONNECTIONS_MAX } from "@/lib/db/pool";
import { recordParameters } from "@/lib/payments/record-payments";
import { benchContext, newDraft } from "./draft";

/** Idle connections go soon, so that pgbench finds room while this server is not measured. */
const IDLE_MS_MAX = 500;

/** The least a server can do: read JSON, run the statement that records a payment, write JSON. Words: the merchant's id. */
export async function run([merchantId = ""]: string[]): Promise<void> {
  const pool = new pg.Pool({
    ...directConnectionConfig(),
    max: POOL_CONNECTIONS_MAX,
    idleTimeoutMillis: IDLE_MS_MAX,
  });
  const server = createServer(async (req, res) => {
    const { idempotencyKey } = JSON.parse(await bodyOf(req)) as { idempotencyKey: string };
    const draft = newDraft(merchantId, idempotencyKey);
    await pool.query({ ...RECORD_CHECKOUT, values: recordParameters(benchContext(), [draft]) });
    res.writeHead(201, { "Content-Type": "application/json" });
    res.end(JSON.stringify({ id: draft.id, token: draft.detail.token }));
  });
  server.listen(0, "127.0.0.1", () => {
    console.log(`listening at http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  await once(process, "SIGTERM");
}

async function bodyOf(req: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of req.setEncoding("utf8")) text += part;
  return text;
}
