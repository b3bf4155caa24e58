import { chmodSync, mkdtempSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { DATABASE_ROLES } from "@/lib/db/embedded/layout";
import { closePool, pool } from "@/lib/db/pool";
import { runAs } from "@/lib/db/testing/roles";
import { mountSmallDisk, unmountSmallDisk } from "@/lib/process/testing/small-disk";
import { healthDoor } from "./health";
import { READY_CACHED_MS } from "./readiness";

const holder = globalThis as typeof globalThis & { counterfoilReadiness?: unknown };
beforeEach(() => {
  holder.counterfoilReadiness = undefined;
});

const database = new URL(process.env.DATABASE_URL ?? "").pathname.slice(1);

afterEach(async () => {
  await runAs("administrator", `BEGIN READ WRITE; ALTER DATABASE ${database} RESET ALL; COMMIT`);
  await closePool();
});

/** Every connection made from here on has the setting. */
async function setting(text: string): Promise<void> {
  await runAs("administrator", `ALTER DATABASE ${database} SET ${text}`);
  await closePool();
}

async function health(): Promise<[number, { status: string; reason?: string }]> {
  const response = await healthDoor(new Request("http://counterfoil.test/api/health"));
  return [response.status, await response.json()];
}

it("is there while a payment can be recorded, and asks the database once a second at most", async () => {
  const ask = vi.spyOn(pool("health"), "query");
  expect(await Promise.all([health(), health(), health()])).toEqual(Array(3).fill([200, { status: "ok" }]));
  expect(ask).toHaveBeenCalledTimes(1);
  expect(READY_CACHED_MS).toBeLessThanOrEqual(1_000);
});

it("is not there on a database that takes no writes, which is said", async () => {
  await setting("default_transaction_read_only = on");
  expect(await health()).toEqual([
    503,
    { status: "database_read_only", reason: expect.stringContaining("no writes") },
  ]);
});

it("is not there while a write does not come through", async () => {
  const client = await pool().connect();
  try {
    await client.query("BEGIN; LOCK TABLE health_probe");
    expect(await health()).toEqual([503, { status: "database_unavailable", reason: expect.any(String) }]);
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
});

it.skipIf(!mayMount())("is not there on a full disk, which is said", async () => {
  const disk = mkdtempSync(path.join(os.tmpdir(), "counterfoil-disk-"));
  const space = `tiny_${database}`;
  const rows = await runAs<{ place: string }>(
    "administrator",
    "SELECT current_setting('data_directory') AS place",
  );
  const { uid } = statSync(rows[0]?.place ?? "");
  expect(mountSmallDisk(disk, `size=64k,mode=700,uid=${uid}`)).toBe(true);
  try {
    await runAs("administrator", `CREATE TABLESPACE ${space} LOCATION '${disk}'`);
    await runAs("administrator", `GRANT CREATE ON TABLESPACE ${space} TO ${DATABASE_ROLES.application}`);
    await setting(`temp_tablespaces = ${space}`);
    expect(await health()).toEqual([
      503,
      { status: "database_full", reason: expect.stringContaining("disk is full") },
    ]);
  } finally {
    await runAs("administrator", `DROP TABLESPACE IF EXISTS ${space}`);
    unmountSmallDisk(disk);
    rmSync(disk, { recursive: true });
  }
});

// A disk as small as that is made by root alone, and not in every container.
function mayMount(): boolean {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  const place = mkdtempSync(path.join(os.tmpdir(), "counterfoil-mount-"));
  chmodSync(place, 0o755);
  try {
    const mounted = mountSmallDisk(place, "size=64k");
    if (mounted) unmountSmallDisk(place);
    return mounted;
  } finally {
    rmSync(place, { recursive: true });
  }
}
