import { randomUUID } from "node:crypto";
import { cp, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aKey, aMerchant, ask } from "@/lib/checkout/testing";
import { DATABASE_ROLES } from "@/lib/db/embedded/layout";
import { MIGRATIONS_DIRECTORY, migrate, readMigrations } from "@/lib/db/migrate";
import { closePool } from "@/lib/db/pool";
import { addressAs, runOn } from "@/lib/db/testing/roles";
import { findViolations } from "@/lib/invariants/find-violations";
import { createArchive } from "./archive";
import { MANIFEST } from "./manifest";
import { restoreBackup } from "./restore-backup";
import { verifyBackup } from "./verify-backup";
import { writeBackup } from "./write-backup";

const own = addressAs("owner");
const signal = new AbortController().signal;
const made: string[] = [];
let directory = "";

beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "counterfoil-backup-"));
});
beforeEach(() => {
  process.env.DATABASE_URL = own;
});
afterAll(async () => {
  process.env.DATABASE_URL = own;
  await closePool();
  for (const name of made) await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
  await rm(directory, { recursive: true, force: true });
});

async function onServer(text: string): Promise<void> {
  await runOn(addressAs("administrator", own, "postgres"), text);
}

async function emptyDatabase(): Promise<string> {
  const name = `restored_${randomUUID().replaceAll("-", "")}`;
  await onServer(`CREATE DATABASE ${name} OWNER ${DATABASE_ROLES.owner} TEMPLATE template0`);
  made.push(name);
  const url = new URL(own);
  url.pathname = `/${name}`;
  return url.href;
}

const newFile = () => path.join(directory, `${randomUUID()}.tar.gz`);

function backUp(to = newFile(), url = own, aborted = signal) {
  const secrets = '{"COUNTERFOIL_ENCRYPTION_KEY":"x"}';
  return writeBackup({ url, to, appVersion: "1", secrets, keyIds: [], signal: aborted });
}

async function restore(file: string, url: string): Promise<void> {
  const { manifest } = await verifyBackup(file, signal);
  await restoreBackup({ url, file, manifest, signal });
}

/** Payments made through the door, one after the other, until stopped. */
async function payments(): Promise<() => Promise<number>> {
  const secret = await aKey((await aMerchant()).id);
  let stopped = false;
  let number = 0;
  const making = (async () => {
    for (; !stopped; number++) {
      const reference = `tab\tline\nback\\slash ü ${number}`;
      const answer = await ask(secret, "POST", "/v0/payments", {
        amount: "4.00",
        currency: "EUR",
        reference,
      });
      expect(answer.status).toBe(201);
    }
  })();
  return async () => {
    stopped = true;
    await making;
    return number;
  };
}

describe("a backup", () => {
  it("holds one moment of a database in use, and is put back exactly", async () => {
    const stop = await payments();
    const file = newFile();
    for (let wait = 0; wait < 3; wait++) await backUp();
    const manifest = await backUp(file);
    expect(await stop()).toBeGreaterThan(0);
    const url = await emptyDatabase();
    await restore(file, url);
    const again = newFile();
    const copy = await backUp(again, url);
    expect(copy.tables).toEqual(manifest.tables);
    expect(copy.sequences.map(({ name }) => name)).toEqual(manifest.sequences.map(({ name }) => name));
    await closePool();
    process.env.DATABASE_URL = url;
    expect(await findViolations()).toEqual([]);
    // Numbers go on where they were.
    const goOn = await payments();
    expect(await goOn()).toBeGreaterThanOrEqual(0);
    expect(await findViolations()).toEqual([]);
    await closePool();
  });

  it("gives back what keeps history from being changed, and what holds tables together", async () => {
    const file = newFile();
    await (await payments())();
    await backUp(file);
    const url = await emptyDatabase();
    await restore(file, url);
    await expect(runOn(url, "DELETE FROM adjustment")).rejects.toThrow("append-only");
    const rules = `SELECT conname, pg_get_constraintdef(oid) AS rule, convalidated FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2`;
    const triggers = "SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1";
    for (const text of [rules, triggers]) expect(await runOn(url, text)).toEqual(await runOn(own, text));
    await expect(migrate(url)).resolves.toEqual([]);
  });

  it("never replaces a file, is its owner's alone, and leaves nothing behind when it fails", async () => {
    const file = newFile();
    await backUp(file);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const before = await readFile(file);
    await expect(backUp(file)).rejects.toThrow("is there already");
    expect(await readFile(file)).toEqual(before);
    await expect(backUp(path.join(directory, "nowhere", "x.tar.gz"))).rejects.toThrow("no such directory");
    await expect(backUp(newFile(), own, AbortSignal.abort())).rejects.toThrow();
    await expect(backUp(newFile(), await emptyDatabase())).rejects.toThrow("holds nothing of Counterfoil's");
    expect((await readdir(directory)).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it("keeps the secrets beside the rows, where any tar finds them", async () => {
    const file = newFile();
    await backUp(file);
    const { manifest, secrets } = await verifyBackup(file, signal);
    expect([manifest.secrets, secrets]).toEqual(["included", '{"COUNTERFOIL_ENCRYPTION_KEY":"x"}']);
  });
});

describe("what was restored", () => {
  it("is held from the moment it is there, whatever version the backup is of and whatever becomes of the restore", async () => {
    const before = path.join(directory, "before-holds");
    await cp(MIGRATIONS_DIRECTORY, before, { recursive: true });
    const names = (await readMigrations(before)).map(({ name }) => name);
    const unknown = names.slice(names.findIndex((name) => name.endsWith("_held_after_restore")));
    for (const name of unknown) await rm(path.join(before, name), { recursive: true });
    const old = await emptyDatabase();
    await migrate(old, before);
    const [ofNow, ofOld] = [newFile(), newFile()];
    const { createdAt } = await backUp(ofNow);
    await backUp(ofOld, old);
    const held = "SELECT held_because AS why, data_as_of AS at FROM deployment";
    expect(await runOn(own, held)).toEqual([{ why: null, at: null }]);
    for (const file of [ofNow, ofOld]) {
      const url = await emptyDatabase();
      await restore(file, url);
      const [row] = await runOn(url, held);
      expect(row).toMatchObject({ why: "restored" });
      if (file === ofNow) expect(row).toMatchObject({ at: new Date(createdAt) });
      await migrate(url);
      expect(await runOn(url, held)).toEqual([row]);
      // A backup of what is held says nothing of that: whoever restores it holds another.
      const again = newFile();
      const { tables } = await backUp(again, url);
      expect(tables.map(({ name }) => name)).not.toContain("deployment");
    }
  });
});

describe("restoring", () => {
  it("refuses what is damaged, cut short or something else, in one sentence and before it touches anything", async () => {
    const file = newFile();
    await backUp(file);
    const whole = await readFile(file);
    for (const at of [0.2, 0.5, 0.8]) {
      const damaged = newFile();
      const bytes = Buffer.from(whole);
      bytes.writeUInt8(bytes.readUInt8(Math.floor(bytes.length * at)) ^ 0x55, Math.floor(bytes.length * at));
      await writeFile(damaged, bytes);
      await expect(verifyBackup(damaged, signal)).rejects.toThrow(/^[^\n]*(damaged|not a whole)[^\n]*$/);
      const short = newFile();
      await writeFile(short, whole);
      await truncate(short, Math.floor(whole.length * at));
      await expect(verifyBackup(short, signal)).rejects.toThrow(/^[^\n]+$/);
    }
    const other = newFile();
    await writeFile(other, "something else");
    await expect(verifyBackup(other, signal)).rejects.toThrow("no backup");
    const empty = newFile();
    const archive = await createArchive(empty);
    await archive.add({ name: MANIFEST, data: Buffer.from("{}") });
    await archive.close();
    await expect(verifyBackup(empty, signal)).rejects.toThrow("not made by this version");
  });

  it("never touches a database that holds anything", async () => {
    const file = newFile();
    await backUp(file);
    await expect(restore(file, own)).rejects.toThrow("not empty");
    const url = await emptyDatabase();
    await runOn(url, "CREATE TABLE mine (id int)");
    await expect(restore(file, url)).rejects.toThrow("not empty");
  });

  it("keeps nothing of a restore that fails", async () => {
    const file = newFile();
    await backUp(file);
    const { manifest } = await verifyBackup(file, signal);
    const url = await emptyDatabase();
    const [first, ...others] = manifest.tables;
    const wrong = { ...manifest, tables: first ? [{ ...first, rows: first.rows + 1 }, ...others] : [] };
    await expect(restoreBackup({ url, file, manifest: wrong, signal })).rejects.toThrow("restored");
    await restore(file, url);
  });

  it("takes a backup of an earlier version and brings it up to date, and refuses one of a later version", async () => {
    const earlier = path.join(directory, "earlier");
    await cp(MIGRATIONS_DIRECTORY, earlier, { recursive: true });
    const last = (await readMigrations(earlier)).at(-1)?.name ?? "";
    await rm(path.join(earlier, last), { recursive: true });
    const old = await emptyDatabase();
    await migrate(old, earlier);
    await runOn(old, "INSERT INTO rate_limit (key, points) VALUES ('kept', 7)");
    const file = newFile();
    await backUp(file, old);
    const url = await emptyDatabase();
    await restore(file, url);
    expect(await migrate(url)).toEqual([last]);
    expect(await runOn(url, "SELECT points FROM rate_limit")).toEqual([{ points: 7 }]);

    const newer = newFile();
    const { manifest } = await verifyBackup(file, signal);
    await backUp(newer);
    const fresh = await verifyBackup(newer, signal);
    await expect(
      restoreBackup({
        url: await emptyDatabase(),
        file: newer,
        manifest: fresh.manifest,
        signal,
        migrationsDirectory: earlier,
      }),
    ).rejects.toThrow("does not know");
    expect(manifest.migrations.length).toBe(fresh.manifest.migrations.length - 1);
  });
});
