import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterEach, describe, expect, it, vi } from "vitest";
import { DATABASE_ROLES } from "@/lib/db/embedded/layout";
import { log } from "@/lib/log/log";
import { MIGRATION_LOCK, MIGRATIONS_DIRECTORY, migrate } from "./migrate";
import { addressAs, runAs } from "./testing/roles";

afterEach(() => vi.restoreAllMocks());

const own = addressAs("owner");

async function withEmptyDatabase(work: (url: string) => Promise<void>): Promise<void> {
  const name = `empty_${randomUUID().replaceAll("-", "")}`;
  await runAs("administrator", `CREATE DATABASE ${name} OWNER ${DATABASE_ROLES.owner} TEMPLATE template0`);
  try {
    await work(addressAs("owner", own, name));
  } finally {
    await runAs("administrator", `DROP DATABASE ${name} WITH (FORCE)`);
  }
}

/** A lock that nobody will let go of: what a pooler leaves of a start that was killed. */
async function leakLock(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: "leaked" });
  client.on("error", () => {});
  await client.connect();
  await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
  return client;
}

describe("migrating", () => {
  it("applies nothing to a database that is up to date, however many start at once", async () => {
    await expect(Promise.all([migrate(own), migrate(own), migrate(own)])).resolves.toEqual([[], [], []]);
  });

  it("applies each migration once to an empty database, however many start at once", async () => {
    await withEmptyDatabase(async (url) => {
      const applied = await Promise.all([migrate(url), migrate(url), migrate(url)]);
      const names = applied.flat();
      expect(names.length).toBeGreaterThan(0);
      expect(new Set(names).size).toBe(names.length);
    });
  }, 120_000);

  it("is not held up by a lock that was left behind, where there is nothing to apply", async () => {
    const leaked = await leakLock(own);
    await expect(migrate(own)).resolves.toEqual([]);
    await leaked.end();
  });

  it("says within seconds what it waits for and who has it, and breaks off when it is told to", async () => {
    await withEmptyDatabase(async (url) => {
      const leaked = await leakLock(url);
      const warn = vi.spyOn(log, "warn");
      const stopping = new AbortController();
      const waiting = migrate(url, MIGRATIONS_DIRECTORY, stopping.signal);
      waiting.catch(() => {});
      const said = expect.stringMatching(/lock on the migrations.*leaked.*pg_terminate_backend/);
      await vi.waitFor(() => expect(warn).toHaveBeenCalledWith(said), { timeout: 20_000 });
      stopping.abort();
      await expect(waiting).rejects.toThrow();
      await leaked.end();
    });
  }, 60_000);

  it("keeps history append-only in the database itself", async () => {
    await expect(runAs("owner", "TRUNCATE audit_entry")).rejects.toThrow("append-only");
    await expect(runAs("owner", "TRUNCATE adjustment")).rejects.toThrow("append-only");
  });
});
