import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, describe, expect, it, vi } from "vitest";
import { aKey, aMerchant, ask } from "@/lib/checkout/testing";
import { DATABASE_ROLES } from "@/lib/db/embedded/layout";
import { closePool, pool } from "@/lib/db/pool";
import { addressAs } from "@/lib/db/testing/roles";
import { startJobs } from "@/lib/jobs/runner";
import { log } from "@/lib/log/log";
import { isInstalled, withSbin } from "@/lib/process/testing/programs";
import { writeBackup } from "./backup/write-backup";
import { run as restore } from "./cli/restore";
import { openDatabase } from "./database";

const own = new URL(process.env.DATABASE_URL ?? "");
const socketDirectory = own.searchParams.get("host") ?? "";
const installed = isInstalled("pgbouncer");

const SESSION_LOCKS = `
  SELECT pid, objid FROM pg_locks
  WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

const SETTINGS = `
  SELECT name, setting FROM pg_settings
  WHERE name IN ('datestyle', 'bytea_output', 'intervalstyle', 'statement_timeout', 'lock_timeout', 'TimeZone',
    'idle_in_transaction_session_timeout', 'extra_float_digits', 'client_min_messages') ORDER BY name`;

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
async function pgbouncer(settings = "", user = own.username): Promise<string> {
  const directory = mkdtempSync(path.join(os.tmpdir(), "counterfoil-pgbouncer-"));
  const { uid, gid } = statSync(socketDirectory);
  const file = path.join(directory, "pgbouncer.ini");
  const port = 20_000 + (process.pid % 20_000);
  writeFileSync(
    file,
    `[databases]\n* = host=${socketDirectory} port=5432 user=${user}\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = ${port}\nunix_socket_dir =\nauth_type = any\npool_mode = transaction\ndefault_pool_size = 5\n${settings}\n`,
  );
  for (const each of [directory, file]) chownSync(each, uid, gid);
  const child = spawn("pgbouncer", ["-q", file], {
    env: withSbin(),
    stdio: "ignore",
    ...(process.getuid?.() === 0 ? { uid, gid } : {}),
  });
  pooler = { process: child, directory };
  await vi.waitFor(() => reach(port), { timeout: 10_000 });
  return `postgresql://${user}@127.0.0.1:${port}${own.pathname}`;
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

  it("a backup leaves nobody's connection otherwise than it found it, and writes the same; a restore is refused", async () => {
    const settings =
      "ignore_startup_parameters = options,extra_float_digits\nserver_reset_query =\ndefault_pool_size = 1";
    const url = await pgbouncer(settings, DATABASE_ROLES.owner);
    const through = new pg.Client({ connectionString: url });
    const directory = mkdtempSync(path.join(os.tmpdir(), "counterfoil-pooled-"));
    const signal = new AbortController().signal;
    const written = (address: string, name: string) =>
      writeBackup({
        ...{
          url: address,
          to: path.join(directory, name),
          appVersion: "1",
          secrets: null,
          keyIds: [],
          signal,
        },
      });
    try {
      await aMerchant();
      await through.connect();
      // Others' settings, on which the text of a COPY would depend.
      await through.query(
        "SET datestyle = 'SQL, DMY'; SET bytea_output = 'escape'; SET intervalstyle = 'iso_8601'",
      );
      const before = (await through.query(SETTINGS)).rows;
      const pooled = await written(url, "pooled.tar.gz");
      expect((await through.query(SETTINGS)).rows).toEqual(before);
      const direct = await written(addressAs("owner", own.href), "direct.tar.gz");
      expect(pooled.tables).toEqual(direct.tables);
      vi.stubEnv("DATABASE_URL", url);
      vi.stubEnv("DATABASE_MIGRATION_URL", "");
      await expect(restore(["--from", path.join(directory, "pooled.tar.gz")])).rejects.toThrow(
        /^[^\n]*each transaction another connection[^\n]*DATABASE_DIRECT_URL[^\n]*$/,
      );
    } finally {
      await through.end();
      rmSync(directory, { recursive: true, force: true });
    }
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
