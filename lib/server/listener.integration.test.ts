import { type IncomingMessage, request, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { afterEach, expect, it, vi } from "vitest";
import { aKey } from "@/lib/checkout/testing";
import { log } from "@/lib/log/log";
import { type HttpServer, listenForRequests } from "./http";
import { createListener } from "./listener";

let server: HttpServer | null = null;
afterEach(async () => {
  vi.unstubAllEnvs();
  await server?.stop();
  server = null;
});

async function serving(
  trustedProxies: number,
  path = "/sign-in",
): Promise<(headers: Record<string, string>) => Promise<number>> {
  const http = await listenForRequests({ port: 0, host: "127.0.0.1" });
  server = http;
  vi.stubEnv("PUBLIC_URL", "https://pay.example.com");
  const pages = async (req: IncomingMessage, res: ServerResponse) => {
    // What the framework judges a server action by.
    const accepted = URL.canParse(req.headers.origin ?? "") && new URL(req.headers.origin ?? "").host;
    res.writeHead(accepted === req.headers["x-forwarded-host"] ? 200 : 500).end();
  };
  http.answerWith(createListener({ pages, trustedProxies, secure: true }));
  return (headers) =>
    new Promise((resolve, reject) => {
      const sent = request({ port: http.port, host: "127.0.0.1", method: "POST", path, headers });
      sent.once("response", (res) => resolve(res.resume().statusCode ?? 0)).once("error", reject);
      sent.end();
    });
}

it("lets an action through by its origin, whatever a proxy has put into Host", async () => {
  const origin = "https://pay.example.com";
  const post = await serving(1);
  for (const host of [
    "counterfoil",
    "app.internal:3000",
    "pay.example.com:443",
    "PAY.Example.com",
    "127.0.0.1:3000",
  ])
    expect(await post({ host, origin, "x-forwarded-for": "192.0.2.7" }), host).toBe(200);
  await server?.stop();
  const direct = await serving(0);
  for (const host of ["pay.example.com:443", "PAY.Example.com", "127.0.0.1:3000"])
    expect(await direct({ host, origin }), host).toBe(200);
});

it("refuses an action without an origin that a browser says another site sent", async () => {
  const post = await serving(0);
  const host = "pay.example.com";
  for (const site of ["cross-site", "same-site"])
    expect(await post({ host, "sec-fetch-site": site }), site).toBe(403);
  // What is let through here the framework judges: this one, of the test, asks for an origin.
  expect(await post({ host })).toBe(500);
  for (const site of ["same-origin", "none"]) expect(await post({ host, "sec-fetch-site": site })).toBe(500);
});

it.each(["/sign-in", "/pay/token", "/pay/token/challenge", "/pay/token/submit/", "/"])(
  "refuses what another site posts to %s itself, with one line in the log",
  async (path) => {
    const warn = vi.spyOn(log, "warn").mockImplementation(() => {});
    for (const origin of ["https://elsewhere.example", "null"]) {
      const post = await serving(0, path);
      expect(await post({ host: "pay.example.com", origin, "next-action": "x" }), origin).toBe(403);
      await server?.stop();
    }
    expect(refusalsIn(warn)).toBe(2);
    warn.mockRestore();
  },
);

it("answers a page under no name that is not this server's, and says which is", async () => {
  const warn = vi.spyOn(log, "warn").mockImplementation(() => {});
  for (const [line, host] of [
    ["GET /sign-in", "evil.example"],
    ["GET /pay/token", "evil.example:3000"],
    ["POST /sign-in", "rebound.example"],
    ["GET http://evil.example/sign-in", "pay.example.com"],
    ["GET /api/metrics", "evil.example"],
    ["GET /sign-in", "pay.example.com\r\nHost: evil.example"],
  ]) {
    const answer = await said(`${line} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    expect(answer, host).toMatch(/^HTTP\/1\.1 421 /);
    expect(answer).toContain("This server is https://pay.example.com");
    await server?.stop();
  }
  expect(refusalsIn(warn)).toBe(5);
  warn.mockRestore();
});

// The process has other things to say where the machine is slow.
function refusalsIn({ mock }: { mock: { calls: unknown[][] } }): number {
  return mock.calls.filter((words) => /was refused/.test(String(words.at(-1)))).length;
}

it("answers a health check and a door under any name: neither knows who asks by where they come from", async () => {
  for (const path of ["/api/health/live", "/api/openapi.json"]) {
    const answer = await said(`GET ${path} HTTP/1.1\r\nHost: 10.0.0.5:3000\r\nConnection: close\r\n\r\n`);
    expect(answer, path).toMatch(/^HTTP\/1\.1 200 /);
    await server?.stop();
  }
});

it("refuses an action from elsewhere itself, also when Host and X-Forwarded-Host agree with it", async () => {
  for (const origin of ["https://elsewhere.example", "http://pay.example.com", "null"]) {
    const host = origin.replace(/^https?:\/\//, "");
    const post = await serving(0);
    expect(await post({ host, origin, "x-forwarded-host": host }), origin).toBe(403);
    await server?.stop();
  }
});

async function said(request: string): Promise<string> {
  const http = await listenForRequests({ port: 0, host: "127.0.0.1" });
  server = http;
  vi.stubEnv("PUBLIC_URL", "https://pay.example.com");
  const pages = async (req: IncomingMessage, res: ServerResponse) => {
    res.end(`a page for ${req.headers.host}`);
  };
  http.answerWith(createListener({ pages, trustedProxies: 0, secure: true }));
  const socket = connect(http.port, "127.0.0.1");
  // Each character one byte.
  socket.write(request, "latin1");
  let answer = "";
  for await (const chunk of socket) answer += String(chunk);
  return answer;
}

it.each(["GET /api/health/live", "HEAD /api/health/live", "GET /api/openapi.json", "GET /sign-in"])(
  "serves %s to HTTP/1.0 without Host, as the site it is",
  async (line) => {
    const answer = await said(`${line} HTTP/1.0\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    if (line.endsWith("/sign-in")) expect(answer).toContain("a page for pay.example.com");
  },
);

it("refuses what is not UTF-8 in an address, and bytes that are not escaped", async () => {
  const basic = Buffer.from(`${await aKey(null)}:`).toString("base64");
  const searched = (text: string) =>
    said(`GET /v1/insurance/policies?search=${text} HTTP/1.0\r\nAuthorization: Basic ${basic}\r\n\r\n`);
  for (const [text, status] of [
    ["\xc3\xbf", 400],
    ["%C3%BF", 200],
    ["\xff", 400],
    ["%FF", 400],
    ["\xed\xa0\x80", 400],
  ] as const) {
    expect((await searched(text)).slice(0, 12), text).toBe(`HTTP/1.1 ${status}`);
    await server?.stop();
  }
});

it("refuses HTTP/1.1 without Host", async () => {
  expect(await said("GET /api/health/live HTTP/1.1\r\nConnection: close\r\n\r\n")).toMatch(
    /^HTTP\/1\.1 400 /,
  );
});

it("says what may be asked of the server as a whole", async () => {
  const answer = await said("OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  expect(answer).toMatch(/^HTTP\/1\.1 204 /);
  expect(answer).toContain("Allow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
});

it("knows the address that a trusted proxy was asked for as its own", async () => {
  const post = await serving(1);
  const headers = { host: "upstream", origin: "https://other.example", "x-forwarded-host": "other.example" };
  expect(await post(headers)).toBe(200);
});
