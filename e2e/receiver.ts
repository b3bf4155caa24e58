import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

/** What a receiver was sent. */
export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A program that listens for webhooks, and answers as it is told. */
export interface Receiver {
  url: string;
  received: Received[];
  answer: { status: number; body: string };
  close: () => Promise<void>;
}

/** A receiver on this machine, on a port nobody has. */
export async function startReceiver(): Promise<Receiver> {
  const receiver = {
    received: [] as Received[],
    answer: { status: 200, body: "Thank you" },
  };
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    receiver.received.push({ headers: req.headers, body: Buffer.concat(chunks).toString("utf8") });
    res.writeHead(receiver.answer.status, { "content-type": "text/plain" }).end(receiver.answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(receiver, {
    url: `http://127.0.0.1:${port}/hooks`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  });
}
