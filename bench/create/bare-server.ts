import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { directConnectionConfig, POOL_CONNECTIONS_MAX } from "@/lib/db/pool";
import { recordParameters } from "@/lib/payments/record-payments";
import { bareDoor } from "./bare-drafts";
import { benchContext } from "./draft";

/** Idle connections go soon, so that pgbench finds room while this server is not measured. */
const IDLE_MS_MAX = 500;

/** The least a server can do: read JSON, run the statement that records a payment, write JSON. Words: those of bareDoor. */
export async function run(words: string[]): Promise<void> {
  const { statement, draftOf } = await bareDoor(words);
  const pool = new pg.Pool({
    ...directConnectionConfig(),
    max: POOL_CONNECTIONS_MAX,
    idleTimeoutMillis: IDLE_MS_MAX,
  });
  const server = createServer(async (req, res) => {
    const draft = draftOf(JSON.parse(await bodyOf(req)));
    const { name, text } = statement;
    const { rows } = await pool.query({ name, text, values: recordParameters(benchContext(), [draft]) });
    res.writeHead(rows[0]?.verdict === "recorded" ? 201 : 500, { "Content-Type": "application/json" });
    res.end(JSON.stringify({ id: draft.id, amount: "49.00", currency: draft.currency }));
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
