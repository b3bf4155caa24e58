import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { connect } from "node:net";
import type { APIRequestContext } from "@playwright/test";
import { childEnvironment, passedOn } from "@/lib/process/child-environment";
import { prepareBuild } from "@/lib/server/build";
import { expect, test } from "./fixtures";
import { NO_LIMITS } from "./server";

// How the bytes travel is each server's own affair; so are the two that differ with every answer.
const NOT_COMPARED = [
  "connection",
  "content-length",
  "date",
  "keep-alive",
  "transfer-encoding",
  "vary",
  "x-request-id",
];

// Some doors repeat the request's id in the body.
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;

const OTHER_DOORS = [
  "/api/v1/payments",
  "/api/v2/tracking/conversion",
  "/api/payments/v3/payments",
  "/api/auth/oauth/token",
  "/v1/insurance/payments",
];

// Eight times what a door takes, and more than a connection holds by itself.
const WRITTEN_BYTES = 8_388_608;

let framework: { url: string; process: ChildProcess };

test.beforeAll(async () => {
  framework = await startFramework();
});
test.afterAll(() => {
  framework.process.kill();
});

test("the listener and the framework's routes give the same answers", async ({ request, apiKey }) => {
  const key = { authorization: `Bearer ${apiKey}` };
  const json = { ...key, "content-type": "application/json" };
  const order = JSON.stringify({ amount: 4900, currency: "GBP", idempotencyKey: `twin-${apiKey.slice(-8)}` });
  const asked: [string, string, Record<string, string>, string?][] = [
    ["GET", "/api/health", {}],
    ["GET", "/api/health?live", {}],
    ["GET", "/v0/payments", {}],
    ["GET", "/v0/payments?limit=2", key],
    ["GET", "/v0/payments?limit=none", key],
    ["HEAD", "/v0/payments", key],
    ["POST", "/v0/payments", json, "{"],
    ["POST", "/v0/payments", json, "{}"],
    ["POST", "/v0/payments", json, order],
    ["POST", "/v0/payments", json, order],
    ["PUT", "/v0/payments", json, order],
    ["PATCH", "/v0/payments", json, order],
    ["DELETE", "/v0/payments", key],
    ["OPTIONS", "/v0/payments", key],
    ["GET", "/v0/nothing", key],
    ["GET", "/v0/nothing/", key],
    ...OTHER_DOORS.flatMap((path): typeof asked => [
      ["GET", path, {}],
      ["GET", path, key],
      ["POST", path, json, "{"],
      ["POST", path, { ...key, "content-type": "text/plain" }, "{}"],
      ["OPTIONS", path, key],
      ["GET", `${path}/nothing-is-here`, key],
    ]),
  ];
  for (const [method, path, headers, body] of asked) {
    const ask = (base: string) =>
      answerOf(request, `${base}${path}`, { method, headers, ...(body ? { data: body } : {}) });
    // The first creates, and its twin is a replay: both are asked again so that each is compared as a replay.
    if (body === order) await ask(process.env.PUBLIC_URL ?? "");
    expect(await ask(framework.url), `${method} ${path}`).toEqual(await ask(process.env.PUBLIC_URL ?? ""));
  }
});

test("whoever writes eight mebibytes before they read a word still reads that it was too much", async ({
  apiKey,
}) => {
  for (const base of [process.env.PUBLIC_URL ?? "", framework.url]) {
    for (const framing of [`Content-Length: ${WRITTEN_BYTES}`, "Transfer-Encoding: chunked"]) {
      const answer = await writeThenRead(new URL(base), apiKey, framing);
      expect(answer.split("\r\n", 1)[0], `${base} ${framing}`).toBe("HTTP/1.1 413 Payload Too Large");
      expect(answer).toContain("bad_request");
    }
  }
});

function writeThenRead({ hostname, port }: URL, apiKey: string, framing: string): Promise<string> {
  const headers = [
    "POST /v0/payments HTTP/1.1",
    `Host: ${hostname}`,
    `Authorization: Bearer ${apiKey}`,
    "Content-Type: application/json",
    "Connection: close",
    framing,
  ];
  const body = Buffer.alloc(WRITTEN_BYTES, " ");
  const isChunked = framing.startsWith("Transfer");
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    const parts: Buffer[] = [];
    socket.pause();
    socket.write(`${headers.join("\r\n")}\r\n\r\n${isChunked ? `${WRITTEN_BYTES.toString(16)}\r\n` : ""}`);
    socket.write(body);
    // Read from only once the last byte has left.
    socket.write(isChunked ? "\r\n0\r\n\r\n" : "", () => socket.resume());
    socket.on("data", (part) => parts.push(part));
    socket.once("error", reject);
    socket.once("close", () => resolve(Buffer.concat(parts).toString("utf8")));
  });
}

async function answerOf(
  request: APIRequestContext,
  url: string,
  options: { method: string; headers: Record<string, string>; data?: string },
) {
  const answer = await request.fetch(url, { ...options, maxRedirects: 0 });
  const headers = Object.entries(answer.headers()).filter(([name]) => !NOT_COMPARED.includes(name));
  const body = (await answer.text()).replaceAll(UUID, "an id of this answer");
  return { status: answer.status(), headers: Object.fromEntries(headers), body };
}

async function startFramework(): Promise<typeof framework> {
  const build = await prepareBuild(new AbortController().signal);
  const cli = createRequire(import.meta.url).resolve("next/dist/bin/next");
  const child = spawn(process.execPath, [cli, "start", "--port", "0"], {
    env: childEnvironment({
      ...passedOn("DATABASE_URL", "PUBLIC_URL", "WEBHOOK_ALLOWED_ADDRESSES"),
      ...passedOn("COUNTERFOIL_ENCRYPTION_KEY", "NEXT_SERVER_ACTIONS_ENCRYPTION_KEY"),
      ...NO_LIMITS,
      NODE_ENV: "production",
      COUNTERFOIL_BUILD_DIR: build,
    }),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (part: Buffer) => {
      said += part.toString();
      const found = /http:\/\/localhost:\d+/.exec(said);
      if (found && said.includes("Ready")) resolve(found[0]);
    });
    child.once("close", () => reject(new Error(`The framework's own server ended:\n${said}`)));
  });
  return { url, process: child };
}
