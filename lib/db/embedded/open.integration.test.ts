import { execFileSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { addressAs } from "@/lib/db/testing/roles";
import { isAlive } from "@/lib/process/processes";
import { type EmbeddedDatabase, openEmbedded } from "./open";

let dataDirectory = "";
let opened: EmbeddedDatabase[] = [];

beforeEach(async () => {
  dataDirectory = await mkdtemp(path.join(os.tmpdir(), "counterfoil-embedded-"));
  chmodSync(dataDirectory, 0o755);
});
afterEach(async () => {
  for (const database of opened) await database.stop();
  opened = [];
  await rm(dataDirectory, { recursive: true, force: true });
});

async function open(directory = dataDirectory, durable = false): Promise<EmbeddedDatabase> {
  const database = await openEmbedded({ dataDirectory: directory, durable });
  opened.push(database);
  return database;
}

async function query<T>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(text)).rows as T[];
  } finally {
    await client.end();
  }
}

async function postmaster(): Promise<number> {
  const text = await readFile(path.join(dataDirectory, "postgres", "postmaster.pid"), "utf8");
  return Number(text.split("\n")[0]);
}

describe("the embedded database", () => {
  it("keeps what was committed over a stop and a start, durably and in UTF-8", async () => {
    const first = await open(dataDirectory, true);
    await query(first.ownerUrl, "CREATE TABLE kept AS SELECT 'Žofie' AS name");
    await first.stop();
    const second = await open(dataDirectory, true);
    await expect(query(second.ownerUrl, "SELECT name FROM kept")).resolves.toEqual([{ name: "Žofie" }]);
    const settings =
      "SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit";
    await expect(query(second.url, settings)).resolves.toEqual([{ fsync: "on", commit: "on" }]);
  });

  it("comes back by itself, with what was committed, when its server is killed", async () => {
    const database = await open(dataDirectory, true);
    await query(database.ownerUrl, "CREATE TABLE kept AS SELECT 1 AS one");
    const killed = await postmaster();
    process.kill(killed, "SIGKILL");
    const rows = await vi.waitFor(() => query(database.ownerUrl, "SELECT one FROM kept"), {
      timeout: 10_000,
    });
    expect(rows).toEqual([{ one: 1 }]);
    expect(await postmaster()).not.toBe(killed);
  });

  it("is attached to when it runs already, and stopped by the last that uses it", async () => {
    const first = await open();
    const pid = await postmaster();
    const second = await open();
    expect(await postmaster()).toBe(pid);
    await first.stop();
    expect(isAlive(pid)).toBe(true);
    await second.stop();
    expect(isAlive(pid)).toBe(false);
  });

  it("starts a copy of the directory beside the original that it was copied from while that ran", async () => {
    const original = await open(dataDirectory, true);
    await query(original.ownerUrl, "CREATE TABLE mark AS SELECT 'both' AS text");
    await query(addressAs("administrator", original.url), "CHECKPOINT");
    const pid = await postmaster();
    const directory = await mkdtemp(path.join(os.tmpdir(), "counterfoil-copied-"));
    let copy: EmbeddedDatabase | null = null;
    try {
      execFileSync("cp", ["-a", `${dataDirectory}/.`, directory]);
      copy = await openEmbedded({ dataDirectory: directory, durable: false });
      await query(copy.ownerUrl, "UPDATE mark SET text = 'the copy'");
      await expect(query(original.ownerUrl, "SELECT text FROM mark")).resolves.toEqual([{ text: "both" }]);
    } finally {
      await copy?.stop();
      await rm(directory, { recursive: true, force: true });
    }
    expect(await postmaster()).toBe(pid);
    await expect(query(original.ownerUrl, "SELECT text FROM mark")).resolves.toEqual([{ text: "both" }]);
  });

  it("starts over a pid file that a dead server left, even when its number belongs to somebody else now", async () => {
    await (await open()).stop();
    const stale = `${process.pid}\n${dataDirectory}/postgres\n`;
    await writeFile(path.join(dataDirectory, "postgres", "postmaster.pid"), stale);
    const database = await open();
    await expect(query(database.url, "SELECT 1 AS one")).resolves.toEqual([{ one: 1 }]);
  });

  it("works in a directory whose path is longer than a socket's may be", async () => {
    const database = await open(path.join(dataDirectory, "long".repeat(30)));
    await expect(query(database.url, "SELECT 1 AS one")).resolves.toEqual([{ one: 1 }]);
  });

  it("refuses files of another major version in one sentence, and leaves them alone", async () => {
    await (await open()).stop();
    const version = path.join(dataDirectory, "postgres", "PG_VERSION");
    await writeFile(version, "17\n");
    await expect(open()).rejects.toThrow(/made by PostgreSQL 17/);
    await expect(readFile(version, "utf8")).resolves.toBe("17\n");
  });

  it("refuses a place that is no directory in one sentence", async () => {
    const file = path.join(dataDirectory, "file");
    await writeFile(file, "");
    await expect(open(file)).rejects.toThrow(/cannot be used/);
  });
});
