import { type ChildProcess, spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { expect, it, onTestFinished, vi } from "vitest";
import { pool } from "@/lib/db/pool";
import { runAs } from "@/lib/db/testing/roles";
import { findViolations } from "@/lib/invariants/find-violations";

/** Three processes that each begin anew, and thousands of small statements, on a machine that does other things as well. */
const BUSY_MACHINE_MS = 300_000;
const LOOK_EVERY_MS = 50;

it(
  "an owner with sample data is made whole or not at all, while the jobs of a server run in a process of their own",
  async () => {
    await jobsRunning();
    await runAs(
      "owner",
      `CREATE FUNCTION refuse_payout() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no payout today'; END $$;
      CREATE TRIGGER refuse_payout BEFORE INSERT ON payout_run FOR EACH ROW EXECUTE FUNCTION refuse_payout()`,
    );
    const before = await counts();
    const failed = await createOwner();
    expect(failed.code).not.toBe(0);
    expect(failed.err).toContain("no payout today");
    expect(await counts()).toEqual(before);
    await runAs("owner", "DROP TRIGGER refuse_payout ON payout_run");

    const seen = new Set<number | undefined>();
    const look = setInterval(async () => seen.add((await counts())?.merchants), LOOK_EVERY_MS);
    const made = await createOwner().finally(() => clearInterval(look));
    expect(made).toMatchObject({ code: 0, out: expect.stringContaining("maya@example.com") });
    const after = await counts();
    expect(after).toMatchObject({ users: 1, merchants: 5, payouts: 1 });
    expect(after?.payments).toBeGreaterThan(250);
    expect([...seen].filter((merchants) => merchants !== 0 && merchants !== 5)).toEqual([]);
    expect(await findViolations()).toEqual([]);
  },
  BUSY_MACHINE_MS,
);

async function jobsRunning(): Promise<void> {
  const child = start(["main", "--only", "jobs"]);
  onTestFinished(async () => {
    const over = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await over;
  });
  await vi.waitFor(
    async () => {
      const { rows } = await pool().query<{ n: number }>(
        "SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND pid <> pg_backend_pid()",
      );
      expect(rows[0]?.n, "a job or the sender holds its lock").toBeGreaterThan(0);
    },
    { timeout: 60_000, interval: 100 },
  );
}

async function createOwner() {
  const name = ["--name", "Maya Okonkwo", "--email", "maya@example.com"];
  const child = start(["cli/owner", "create", ...name, "--sample", "--json"]);
  const code = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const [out, err] = await Promise.all([read(child.stdout), read(child.stderr)]);
  return { code: await code, out, err };
}

function start(args: string[]): ChildProcess {
  const env = { ...process.env, NODE_ENV: "production", PORT: "0" } as const;
  return spawn(process.execPath, ["lib/server/start.js", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env,
  });
}

function read(stream: ChildProcess["stdout"]): Promise<string> {
  return stream ? text(stream) : Promise.resolve("");
}

async function counts() {
  const { rows } = await pool().query<Record<string, number>>(`
    SELECT (SELECT count(*)::int FROM "user") AS users, (SELECT count(*)::int FROM merchant) AS merchants,
      (SELECT count(*)::int FROM payment) AS payments, (SELECT count(*)::int FROM outbox) AS events,
      (SELECT count(*)::int FROM api_key) AS keys, (SELECT count(*)::int FROM payout_run) AS payouts,
      (SELECT count(*)::int FROM audit_entry) AS entries`);
  return rows[0];
}
