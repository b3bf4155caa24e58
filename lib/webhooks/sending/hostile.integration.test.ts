import { createServer, type Socket } from "node:net";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { send } from "./send";
import { aServer } from "./testing-receiver";

const MESSAGE = { headers: { "webhook-id": "evt_1" }, body: "{}" };
const ENDED_MS = 15_000 + 2_000;
/** What an attempt may take of the heap while a gigabyte is poured at it. */
const HEAP_BYTES = 64 * 1024 * 1024;

describe.concurrent("an attempt at a hostile receiver ends in its named reason", () => {
  it.each([
    ["a 500", 500, {}, "server_error", null],
    ["a 404", 404, {}, "client_error", null],
    ["a 429 with Retry-After", 429, { "Retry-After": "120" }, "rate_limited", 120_000],
    ["a 503 with Retry-After", 503, { "Retry-After": "60" }, "server_error", 60_000],
    ["a 302", 302, { Location: "http://127.0.0.1:1/" }, "redirected", null],
    ["a 410", 410, {}, "gone", null],
  ])("%s", async (_name, status, headers, outcome, retryAfterMs) => {
    const { port } = await aServer((_req, res) => res.writeHead(status, headers).end("no"));
    const sent = await sendTo(port);
    expect(sent).toMatchObject({ outcome, statusCode: status, retryAfterMs, answerBody: "no" });
  });

  it("silence", async () => {
    const sent = await timed(await aSocket(() => {}));
    expect(sent).toMatchObject({ outcome: "response_timeout", statusCode: null });
  });

  it("headers that never end", async () => {
    const port = await aSocket((socket) => drip(socket, "HTTP/1.1 200 OK\r\nX-Drip: ", "x"));
    expect(await timed(port)).toMatchObject({ outcome: "response_timeout" });
  });

  it("a body that drips", async () => {
    const port = await aSocket((socket) =>
      drip(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", "."),
    );
    const sent = await timed(port);
    expect(sent).toMatchObject({ outcome: "response_timeout", statusCode: 200 });
    expect(sent.answerBody).toMatch(/^\.+$/);
  });

  it("a gigabyte, in flat memory", async () => {
    const chunk = Buffer.alloc(65_536, "a");
    let poured = 0;
    const { port } = await aServer((_req, res) => {
      res.writeHead(200);
      const pour = () => {
        while (poured < 1_073_741_824 && !res.destroyed) {
          poured += chunk.length;
          if (!res.write(chunk)) return res.once("drain", pour);
        }
        return res.end();
      };
      pour();
    });
    const before = process.memoryUsage().heapUsed;
    const sent = await timed(port);
    expect(sent).toMatchObject({ outcome: "response_too_large", statusCode: 200, answerCut: true });
    expect(Buffer.byteLength(sent.answerBody)).toBe(65_536);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(HEAP_BYTES);
    expect(poured).toBeLessThan(64 * 1024 * 1024);
  });

  it("a reset, before and in the middle of its answer", async () => {
    const [atOnce, halfway] = await Promise.all([
      aSocket((socket) => socket.resetAndDestroy()),
      aSocket((socket) => {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", () => socket.resetAndDestroy());
      }),
    ]);
    expect(await sendTo(atOnce)).toMatchObject({ outcome: "connection_reset" });
    expect(await sendTo(halfway)).toMatchObject({ outcome: "connection_reset", answerBody: "half" });
  });

  it("a connection closed without a word", async () => {
    expect(await sendTo(await aSocket((socket) => socket.end()))).toMatchObject({
      outcome: "connection_reset",
    });
  });

  it.each([
    ["garbage", "\0\x01\x02 what is this\r\n\r\n"],
    ["another protocol", "SSH-2.0-OpenSSH_9.2p1\r\n"],
    ["a status that is none", "HTTP/1.1 99999 Odd\r\n\r\n"],
    ["headers beyond measure", `HTTP/1.1 200 OK\r\nX: ${"x".repeat(100_000)}\r\n\r\n`],
    ["two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"],
  ])("%s", async (_name, answer) => {
    const port = await aSocket((socket) => socket.end(answer, "latin1"));
    expect(await sendTo(port)).toMatchObject({ outcome: "invalid_response" });
  });

  it("an upgrade that nobody asked for", async () => {
    const answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";
    const sent = await timed(await aSocket((socket) => socket.write(answer)));
    expect(sent.outcome).not.toBe("delivered");
  });

  it("nobody there, a name that is none, and a certificate that is not its own", async () => {
    const [nobody, plain] = await Promise.all([
      aSocket(() => {}, { closed: true }),
      aServer((_req, res) => res.end()),
    ]);
    expect(await sendTo(nobody)).toMatchObject({ outcome: "connection_refused" });
    expect(await send({ ...MESSAGE, url: "https://no-such-name.invalid/" })).toMatchObject({
      outcome: "dns_failure",
    });
    expect(await send({ ...MESSAGE, url: `https://127.0.0.1:${plain.port}/` })).toMatchObject({
      outcome: "tls_failure",
    });
  });

  it("our own stop", async () => {
    const stop = new AbortController();
    const port = await aSocket(() => stop.abort());
    const sent = await send({ ...MESSAGE, url: `http://127.0.0.1:${port}/` }, { signal: stop.signal });
    expect(sent).toMatchObject({ outcome: "interrupted" });
  });
});

vi.stubEnv("WEBHOOK_ALLOWED_ADDRESSES", "127.0.0.1");

function sendTo(port: number) {
  return send({ ...MESSAGE, url: `http://127.0.0.1:${port}/` });
}

async function timed(port: number) {
  const startedMs = performance.now();
  const sent = await sendTo(port);
  expect(performance.now() - startedMs).toBeLessThan(ENDED_MS);
  return sent;
}

/** A server of raw bytes: what it does once a request has begun to arrive. */
async function aSocket(act: (socket: Socket) => void, { closed = false } = {}): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("data", () => act(socket));
  });
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  if (!closed) onTestFinished(close);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  if (closed) await close();
  return port;
}

function drip(socket: Socket, head: string, drop: string): void {
  socket.write(head);
  const dripping = setInterval(() => socket.write(drop), 200);
  socket.once("close", () => clearInterval(dripping));
}
