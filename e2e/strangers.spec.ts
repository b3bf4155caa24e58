import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { newPerson } from "@/lib/auth/testing/people";
import { expect, test } from "./fixtures";
import { loggedBy, type RunningServer, startServer } from "./server";

// What a stranger may send that no program of ours and no page sends.

let server: RunningServer;
let logged = () => "";

test.describe.configure({ mode: "default" });

test.beforeAll(async () => {
  // Where nobody owns the place yet, there is nothing to sign in to.
  await newPerson("owner");
  const { DATABASE_URL = "", DATA_DIR = "" } = process.env;
  server = await startServer(DATA_DIR, ["--only", "web"], { DATABASE_URL });
  logged = loggedBy(server);
  // From the first page on the framework has all it wants of our server.
  expect((await fetch(`${server.url}/sign-in`)).status).toBe(200);
});

test.afterAll(async () => {
  await server?.stop();
});

test("whoever offers another protocol is answered in this one", async ({ apiKey }) => {
  const body = JSON.stringify({ amount: "12.00", currency: "GBP" });
  const key = `Authorization: Bearer ${apiKey}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n`;
  const h2c = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n";
  const websocket =
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZQ==\r\n";
  for (const [line, headers, status] of [
    ["GET /api/health", h2c, 200],
    ["POST /v0/payments", h2c + key, 201],
    ["GET /sign-in", websocket, 200],
    ["GET /api/health", websocket, 200],
    ["GET /_next/webpack-hmr", websocket, 404],
    ["GET /_next/hmr", websocket, 404],
  ] as const)
    expect(await statusOf(`${line} HTTP/1.1`, headers, headers.includes(key) ? body : ""), line).toBe(status);
});

test("the framework's addresses that no page of ours uses are nobody's", async () => {
  const forged = encodeURIComponent('/x\n{"level":"info","msg":"forged"}');
  for (const path of [
    `/_next/image?w=64&q=75&url=${forged}`,
    "/_next/image?w=64&q=75&url=%2Fpay%2FAb3dEf6hIj9kLm2nOp5qRs8t",
    `/_next/%69mage?w=64&q=75&url=${forged}`,
    `//_next/image/?w=64&q=75&url=${forged}`,
    `/%5C_next/image?w=64&q=75&url=${forged}`,
    `/_next%2Fimage?w=64&q=75&url=${forged}`,
    `/_next/static/../image?w=64&q=75&url=${forged}`,
    `/_next/static/%2e%2e/image?w=64&q=75&url=${forged}`,
    "/_next/data/x/sign-in.json",
    "/_next/",
  ])
    expect(await statusOf(`GET ${path} HTTP/1.1`), path).toBe(404);
  expect(await statusOf(`GET http://x/_next/image?w=64&q=75&url=${forged} HTTP/1.1`)).toBe(404);
});

test("whatever is sent to a page, the log has one JSON object per line, and nobody's link", async () => {
  const id = "40".padEnd(42, "a");
  for (const body of [
    "null",
    "",
    '["$Q1"]',
    '["$F1"]',
    "[",
    '{"a":1}',
    '["$K1"]',
    "/pay/Ab3dEf6hIj9kLm2nOp5qRs8t",
  ])
    for (const action of [id, "x", '\u00e9{"level":"info"}', "/pay/Ab3dEf6hIj9kLm2nOp5qRs8t"])
      for (const type of [
        "text/plain;charset=UTF-8",
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded",
      ]) {
        const headers = { "next-action": action, "content-type": type };
        await fetch(`${server.url}/sign-in`, { method: "POST", headers, body }).then((answer) =>
          answer.text(),
        );
      }
  const unreadable: Record<string, string>[] = [
    { rsc: "1", "next-router-state-tree": "%zz" },
    { "next-url": "%zz", rsc: "1" },
    { cookie: "a=%zz" },
  ];
  for (const headers of unreadable)
    await fetch(`${server.url}/sign-in?next=%00`, { headers }).then((answer) => answer.text());
  const lines = logged().trim().split("\n");
  for (const line of lines) expect(() => JSON.parse(line), line).not.toThrow();
  expect(logged()).not.toContain("Ab3dEf6h");
  expect(lines.filter((line) => JSON.parse(line).msg === "forged")).toEqual([]);
});

test("a cookie that nobody set is no fault of ours", async () => {
  const before = logged().length;
  for (const cookie of [
    "counterfoil.two_factor=%zz",
    "counterfoil.two_factor=%00",
    "counterfoil.session_token=%zz",
  ]) {
    const answer = await fetch(`${server.url}/two-factor/beside`, {
      method: "POST",
      headers: { cookie, "content-type": "application/json" },
      body: JSON.stringify({ code: "123456", next: "/" }),
    });
    expect(await answer.json(), cookie).toMatchObject({
      ok: false,
      problem: { code: "conflict", message: expect.stringContaining("The first step of signing in is over") },
    });
    expect((await fetch(`${server.url}/sign-in`, { headers: { cookie } })).status, cookie).toBe(200);
  }
  expect(logged().slice(before)).not.toContain('"error"');
});

/** The status that a request as it stands is answered with. */
async function statusOf(line: string, headers = "", body = ""): Promise<number> {
  const socket = connect(Number(new URL(server.url).port), "localhost");
  socket.write(`${line}\r\nHost: ${new URL(server.url).host}\r\n${headers}\r\n${body}`);
  const first = await firstOf(socket);
  socket.destroy();
  return Number(/^HTTP\/1\.1 (\d+) /.exec(first)?.[1]);
}

async function firstOf(socket: Socket): Promise<string> {
  const ended = once(socket, "end").then(() => ["(nothing)"]);
  const [said] = await Promise.race([once(socket, "data"), ended]);
  return String(said);
}
