import { spawn } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { expect, it, onTestFinished, vi } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { createKey } from "@/lib/keys/create-key";
import { KEY_CACHE_MS } from "@/lib/keys/key-cache";
import { createMerchant } from "@/lib/merchants/create-merchant";
import { anEndpoint, aReceiver } from "@/lib/webhooks/sending/testing-receiver";

const STARTED_MS_MAX = 120_000;
const COMPILED_MS_MAX = 120_000;

// Apart from that of somebody who works here while the tests run.
const DIRECTORY = ".next/dev-tested";
// The framework points it at the types of what it served last.
const ENVIRONMENT_TYPES = "next-env.d.ts";

it("npm run dev logs requests, sends webhooks, counts, and hears of changed keys, as npm start does", {
  timeout: STARTED_MS_MAX + COMPILED_MS_MAX,
}, async () => {
  const receiver = await aReceiver();
  await anEndpoint(receiver.url);
  const { id, secret } = await aKey();
  const url = await startDevelopment();
  const ask = (method: string, path: string) =>
    fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      body: method === "POST" ? JSON.stringify({ amount: "12.00", currency: "GBP" }) : null,
    });

  const made = await ask("POST", "/v0/payments");
  expect(made.status).toBe(201);
  const { id: paymentId } = (await made.json()) as { id: string };
  await vi.waitFor(() => expect(receiver.received.map(({ json }) => json.data.id)).toContain(paymentId), {
    timeout: 20_000,
    interval: 100,
  });
  await vi.waitFor(
    async () =>
      expect(
        await runUnprepared("SELECT status FROM request_log WHERE id = $1", [
          made.headers.get("x-request-id"),
        ]),
      ).toEqual([{ status: 201 }]),
    { timeout: 20_000, interval: 100 },
  );
  const figures = await (await ask("GET", "/api/metrics")).text();
  expect(figures).toMatch(/counterfoil_request_duration_seconds_count\{door="checkout".*status="2xx"\} 1\n/);

  // Changed behind its back, and announced: what it kept of the key is forgotten before it would be by itself.
  expect((await ask("GET", "/v0/payments")).status).toBe(200);
  await runUnprepared("UPDATE api_key SET revoked_at = now() WHERE id = $1", [id]);
  await runUnprepared("SELECT pg_notify('counterfoil_keys', '')", []);
  await vi.waitFor(async () => expect((await ask("GET", "/v0/payments")).status).toBe(401), {
    timeout: KEY_CACHE_MS - 1_000,
    interval: 100,
  });
});

async function aKey(): Promise<{ id: string; secret: string }> {
  const ctx = contextOf("owner");
  const look = { logoColor: "#2f5d50", defaultCurrency: "GBP" as const, paymentLimit: 500_000n };
  const merchant = await createMerchant({ ctx, input: { id: newId(), name: `Shop ${newId()}`, ...look } });
  const scopes = ["payments:read" as const, "payments:write" as const];
  const id = newId();
  const { secret } = await createKey({ ctx, input: { id, name: "Till", scopes, merchantId: merchant.id } });
  return { id, secret: secret ?? "" };
}

async function startDevelopment(): Promise<string> {
  const types = await readFile(ENVIRONMENT_TYPES);
  const child = spawn(process.execPath, ["lib/server/start.js", "dev/dev", "--port", "0"], {
    env: {
      ...process.env,
      NODE_ENV: "development",
      PUBLIC_URL: "",
      WEBHOOK_ALLOWED_ADDRESSES: "127.0.0.1",
      COUNTERFOIL_BUILD_DIR: DIRECTORY,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  onTestFinished(async () => {
    child.kill("SIGTERM");
    await ended;
    await writeFile(ENVIRONMENT_TYPES, types);
    await rm(DIRECTORY, { recursive: true, force: true });
  });
  let said = "";
  return new Promise((resolve, reject) => {
    void ended.then(() => reject(new Error(`It ended:\n${said}`)));
    child.stdout.on("data", (part: Buffer) => {
      said += part.toString();
      const [, url] = /running at (\S+)\n/.exec(said) ?? [];
      if (url) resolve(url);
    });
  });
}
