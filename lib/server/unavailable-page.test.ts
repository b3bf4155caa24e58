import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, expect, it, vi } from "vitest";
import { type HttpServer, listenForRequests } from "./http";
import { createListener } from "./listener";
import { noteFailureOfPage } from "./unavailable-page";

const AWAY = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED", syscall: "connect" });

let server: HttpServer | null = null;
afterEach(async () => {
  vi.unstubAllEnvs();
  await server?.stop();
  server = null;
});

/** Asks for an address whose page fails as the framework's do: some time later, in parts, under a 500. */
async function asking(path: string, failure: Error | null, init: RequestInit = {}): Promise<Response> {
  server = await listenForRequests({ port: 0, host: "127.0.0.1" });
  vi.stubEnv("PUBLIC_URL", `http://127.0.0.1:${server.port}`);
  const pages = async (_: IncomingMessage, res: ServerResponse) => {
    await delay(1);
    if (failure) noteFailureOfPage(failure);
    res.statusCode = failure ? 500 : 200;
    res.setHeader("Content-Type", "text/html");
    res.setHeader("Link", "</_next/static/x.js>; rel=preload");
    res.write("<html>the framework's ");
    await delay(1);
    res.end("page</html>");
  };
  server.answerWith(createListener({ pages, trustedProxies: 0, secure: false }));
  return fetch(`http://127.0.0.1:${server.port}${path}`, init);
}

it.each([
  ["/pay/Ab3dEf6hIj9kLm2nOp5qRs8t", "whether it was paid. Opening this page charged nothing."],
  ["/mandate/Ab3dEf6hIj9kLm2nOp5qRs8t", "whether it was made. Opening this page agreed to nothing."],
  ["/sign-in", "The database does not answer just now."],
])(
  "says in words of ours, without a script, that %s cannot be shown while the database is away",
  async (path, words) => {
    const answer = await asking(path, AWAY);
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("link")).toBeNull();
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'self'");
    const page = await answer.text();
    expect(page).toContain(words);
    expect(page).not.toMatch(/<script|framework/);
  },
);

it("says so to HEAD as well", async () => {
  const answer = await asking("/sign-in", AWAY, { method: "HEAD" });
  expect([answer.status, answer.headers.get("retry-after"), await answer.text()]).toEqual([503, "2", ""]);
});

it("leaves every other page as the framework made it", async () => {
  for (const [failure, status] of [
    [null, 200],
    [new Error("a fault of ours"), 500],
  ] as const) {
    const answer = await asking("/sign-in", failure);
    expect([answer.status, await answer.text()]).toEqual([status, "<html>the framework's page</html>"]);
    expect(answer.headers.get("link")).toContain("preload");
    await server?.stop();
  }
});

it("leaves an action's answer as it is: what was done is not known", async () => {
  const answer = await asking("/sign-in", AWAY, { method: "POST", headers: { "next-action": "x" } });
  expect([answer.status, await answer.text()]).toEqual([500, "<html>the framework's page</html>"]);
});
