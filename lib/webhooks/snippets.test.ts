import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newWebhookSecret } from "@/lib/webhooks/endpoints/seal-secret";
import { signedHeaders } from "@/lib/webhooks/sending/sign";
import { EVENT_TYPES } from "./event-types";
import { EXAMPLE_SECRET, exampleMessage, examplePayload } from "./example-message";
import { SNIPPETS } from "./snippets";

const run = promisify(execFile);
const BODY = '{"type":"payment.succeeded","data":{"name":"Zoë"}}';
let directory = "";
let receiver: ChildProcess | undefined;

// Inside the checkout, where the snippets find the package they import.
beforeAll(async () => {
  await mkdir("test-results", { recursive: true });
  directory = await mkdtemp(path.resolve("test-results", "snippets-"));
  await writeFile(path.join(directory, "receiver.mjs"), SNIPPETS.library);
  await writeFile(path.join(directory, "verify.mjs"), SNIPPETS.crypto);
  await writeFile(path.join(directory, "send.sh"), SNIPPETS.curl);
});

afterAll(async () => {
  receiver?.kill();
  await rm(directory, { recursive: true, force: true });
});

describe("the catalogue's examples", () => {
  it("carry a signature that verifies with the specification's own library", () => {
    const { headers, body } = exampleMessage();
    const [, signature] = (headers["webhook-signature"] ?? "").split(" ")[0]?.split(",") ?? [];
    const sentAt = new Date(Number(headers["webhook-timestamp"]) * 1_000);
    const expected = new Webhook(EXAMPLE_SECRET).sign(headers["webhook-id"] ?? "", sentAt, body);
    expect(`v1,${signature}`).toBe(expected);
  });

  it("are what is sent: type, timestamp and data with an id, for every type", () => {
    for (const event of EVENT_TYPES) {
      const { type, timestamp, data } = JSON.parse(examplePayload(event));
      expect([type, timestamp, data]).toEqual([event.type, "2026-11-21T09:30:00.000Z", event.example]);
      expect(typeof data.id).toBe("string");
    }
  });
});

describe("the snippet without a library", () => {
  const outcome = async (
    change: Partial<{ secret: string; body: string; at: Date; headers: object }> = {},
  ) => {
    const secret = newWebhookSecret();
    const older = newWebhookSecret();
    const at = change.at ?? new Date();
    const headers = { ...signedHeaders("evt_1", at, BODY, [older, secret]), ...change.headers };
    const { verify } = (await import(/* @vite-ignore */ path.join(directory, "verify.mjs"))) as {
      verify: (secret: string, headers: object, body: string) => boolean;
    };
    return verify(change.secret ?? secret, headers, change.body ?? BODY);
  };

  it("accepts a message signed with either secret of a rotation", async () => {
    expect(await outcome()).toBe(true);
  });

  it("refuses a changed byte, another secret, a stale clock, and headers that are missing", async () => {
    const stale = new Date(Date.now() - 301_000);
    expect(await outcome({ body: `${BODY} ` })).toBe(false);
    expect(await outcome({ secret: newWebhookSecret() })).toBe(false);
    expect(await outcome({ at: stale })).toBe(false);
    expect(await outcome({ headers: { "webhook-timestamp": "soon" } })).toBe(false);
    expect(await outcome({ headers: { "webhook-signature": "" } })).toBe(false);
  });
});

describe("the receiver and the command line", () => {
  it("agree: what curl and openssl sign, the library verifies", async () => {
    const secret = newWebhookSecret();
    const port = await startReceiver(secret);
    const send = async (WEBHOOK_SECRET: string) => {
      const env = { ...process.env, WEBHOOK_SECRET, RECEIVER: `http://127.0.0.1:${port}/` };
      return (await run("bash", [path.join(directory, "send.sh")], { env })).stdout.trim();
    };
    expect(await send(secret)).toBe("204");
    expect(await send(newWebhookSecret())).toBe("401");
  });
});

// The snippet says no port; the operating system chooses one, and a line before it says which.
async function startReceiver(secret: string): Promise<number> {
  const announced = SNIPPETS.library.replace(
    /\.listen\(.*\);/,
    ".listen(0, function () { console.log(this.address().port); });",
  );
  const file = path.join(directory, "announced.mjs");
  await writeFile(file, announced);
  const child = spawn(process.execPath, [file], { env: { ...process.env, WEBHOOK_SECRET: secret } });
  receiver = child;
  return new Promise((resolve, reject) => {
    child.stdout.once("data", (said) => resolve(Number(String(said))));
    child.once("exit", (code) => reject(new Error(`The receiver ended with ${code}.`)));
  });
}
