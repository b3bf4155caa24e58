import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { runPrepared, statement } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { newWebhookSecret, sealSecret } from "@/lib/webhooks/endpoints/seal-secret";

/** One message as a receiver got it. */
export interface Received {
  id: string;
  timestamp: string;
  signature: string;
  headers: IncomingMessage["headers"];
  body: string;
  json: { type: string; timestamp: string; data: Record<string, unknown> };
}

export interface Receiver {
  url: string;
  port: number;
  received: Received[];
  /** What it does from now on. */
  answerWith: (answer: (res: ServerResponse, received: Received) => void) => void;
}

/** A receiver on loopback that keeps what it is sent, and answers 204 until told otherwise. Ends with the test. */
export async function aReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let answer: Parameters<Receiver["answerWith"]>[0] = (res) => res.writeHead(204).end();
  const { port } = await aServer(async (req, res) => {
    const message = await readMessage(req);
    received.push(message);
    answer(res, message);
  });
  return {
    url: `http://127.0.0.1:${port}/hooks`,
    port,
    received,
    answerWith: (next) => {
      answer = next;
    },
  };
}

/** A server on loopback that ends with the test, whatever still hangs on it. */
export async function aServer(listener: RequestListener): Promise<{ port: number }> {
  const server = createServer(listener);
  // Before anything is waited for: tests that run at the same time are told apart by what is running just now.
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as AddressInfo).port };
}

async function readMessage(req: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  const header = (name: string) => String(req.headers[name] ?? "");
  return {
    id: header("webhook-id"),
    timestamp: header("webhook-timestamp"),
    signature: header("webhook-signature"),
    headers: req.headers,
    body,
    json: JSON.parse(body),
  };
}

/** An endpoint as the console would save it, with its secret. */
export async function anEndpoint(
  url: string,
  { types = [], merchantId = null }: { types?: string[]; merchantId?: string | null } = {},
): Promise<{ id: string; secret: string }> {
  const [id, secret] = [newId(), newWebhookSecret()];
  await runPrepared(ENDPOINT, [id, merchantId, url, types]);
  await runPrepared(SECRET, [newId(), id, sealSecret(id, secret)]);
  return { id, secret };
}

/** Puts an event into the outbox. Its subject is the payment, or else itself. */
export async function anEvent(type: string, paymentId: string | null, data: object = {}): Promise<string> {
  const id = newId();
  await runPrepared(EVENT, [id, type, paymentId, paymentId ?? id, JSON.stringify(data)]);
  return id;
}

const ENDPOINT = statement(`
  INSERT INTO webhook_endpoint (id, merchant_id, url, event_types, created_at, updated_at)
  VALUES ($1, $2, $3, $4, now(), now())`);

const SECRET = statement(
  "INSERT INTO webhook_secret (id, endpoint_id, sealed, created_at) VALUES ($1, $2, $3, now())",
);

const EVENT = statement(`
  INSERT INTO outbox (event_id, type, payment_id, object_id, request_id, data, occurred_at)
  VALUES ($1, $2, $3, $4, 'test', $5, now())`);
