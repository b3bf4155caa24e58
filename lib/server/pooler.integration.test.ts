import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { aKey, aMerchant, ask } from "@/lib/checkout/testing";
import { closePool, pool } from "@/lib/db/pool";
import { startJobs } from "@/lib/jobs/runner";
import { log } from "@/lib/log/log";
import { isInstalled, withSbin } from "@/lib/process/testing/programs";
import { openDatabase } from "./database";

const own = new URL(process.env.DATABASE_URL ?? "");
const socketDirectory = own.searchParams.get("host") ?? "";
const installed = isInstalled("pgbouncer");

const SESSION_LOCKS = `
  SELECT pid, objid FROM pg_locks
  WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

let pooler: { process: ChildProcess; directory: string } | null = null;
afterEach(async () => {
  await closePool();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await killPooler();
});

async function killPooler(): Promise<void> {
  if (!pooler) return;
  const { process: child, directory } = pooler;
  pooler = null;
  child.kill("SIGKILL");
  await once(child, "close");
  rmSync(directory, { recursive: true, force: true });
}

/** A pgbouncer in transaction mode in front of the tests' own server; its address. */
async function pgbouncer(settings = ""): Promise<string> {
  const directory = mkdtempSync(path.join(os.tmpdir(), "counterfoil-pgbouncer-"));
  const { uid, gid } = statSync(socketDirectory);
  const file = path.join(directory, "pgbouncer.ini");
  const port = 20_000 + (process.pid % 20_000);
  writeFileSync(
    file,
    `[databases]\n* = host=${socketDirectory} port=5432 user=${own.username}\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = ${port}\nunix_socket_dir =\nauth_type = any\npool_mode = transaction\ndefault_pool_size = 5\n${settings}\n`,
  );
  for (const each of [directory, file]) chownSync(each, uid, gid);
  const child = spawn("pgbouncer", ["-q", file], {
    env: withSbin(),
    stdio: "ignore",
    ...(process.getuid?.() === 0 ? { uid, gid } : {}),
  });
  pooler = { process: child, directory };
  await vi.waitFor(() => reach(port), { timeout: 10_000 });
  return `postgresql://${own.username}@127.0.0.1:${port}${own.pathname}`;
}

async function reach(port: number): Promise<void> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
  } finally {
    socket.destroy();
  }
}

async function open(databaseUrl: string) {
  vi.stubEnv("DATABASE_URL", databaseUrl);
  return openDatabase({ databaseUrl, dataDirectory: null });
}

describe.skipIf(installed)("without pgbouncer", () => {
  it.skip("pgbouncer is not installed on this machine (Debian: pgbouncer): nothing was tried behind it");
});

describe.skipIf(!installed)("behind pgbouncer in transaction mode", () => {
  it("a start without a direct address is refused in one sentence that says what to do", async () => {
    await expect(open(await pgbouncer())).rejects.toThrow(/^[^\n]*DATABASE_DIRECT_URL[^\n]*$/);
  });

  it("a start is refused as well where the pooler ignores what connections begin with", async () => {
    const url = await pgbouncer("ignore_startup_parameters = options,extra_float_digits");
    await expect(open(url)).rejects.toThrow(/each transaction another connection.*DATABASE_DIRECT_URL/);
  });

  it("a direct address that leads through the pooler as well is refused", async () => {
    const url = await pgbouncer();
    vi.stubEnv("DATABASE_DIRECT_URL", url);
    await expect(open(url)).rejects.toThrow("DATABASE_DIRECT_URL");
  });

  it("payments are recorded, jobs run and nothing is left locked, with a direct address", async () => {
    vi.stubEnv("DATABASE_DIRECT_URL", own.href);
    const database = await open(await pgbouncer());
    const secret = await aKey((await aMerchant()).id);
    let runs = 0;
    const jobs = await startJobs([{ name: "pooled", schedule: { everyMs: 20 }, run: async () => runs++ }]);
    const pay = () => ask(secret, "POST", "/v0/payments", { amount: "4.00", currency: "EUR" });
    for (let round = 0; round < 3; round++) {
      const answers = await Promise.all(Array.from({ length: 20 }, pay));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    }
    await vi.waitFor(() => expect(runs).toBeGreaterThan(2), { timeout: 15_000 });
    await jobs.stop();
    await database.stop();
    const { rows } = await pool().query(SESSION_LOCKS);
    expect(rows).toEqual([]);
  });

  it("job queues that run through it all the same, and lose it, leave no rejection without a handler", async () => {
    const unhandled: unknown[] = [];
    const note = (err: unknown) => unhandled.push(err);
    process.on("unhandledRejection", note);
    vi.stubEnv("DATABASE_URL", await pgbouncer("ignore_startup_parameters = options,extra_float_digits"));
    const warn = vi.spyOn(log, "warn");
    let runs = 0;
    const jobs = await startJobs([{ name: "lost", schedule: { everyMs: 20 }, run: async () => runs++ }]);
    // Once is all that is certain: the lock of a job may stay with a connection that the pooler gives to others.
    await vi.waitFor(() => expect(runs).toBeGreaterThan(0), { timeout: 15_000 });
    await killPooler();
    await vi.waitFor(() => expect(warn).toHaveBeenCalled(), { timeout: 15_000 });
    await jobs.stop();
    process.off("unhandledRejection", note);
    expect(unhandled).toEqual([]);
  });
});
