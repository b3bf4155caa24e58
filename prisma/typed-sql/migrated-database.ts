import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { readMigrations } from "@/lib/db/migrate";

const DIRECTORY = "lib/generated";
const PREFIX = "migrated-";
const QUEUE_DIRECTORY = "node_modules/graphile-worker/sql";

/** PostgreSQL in memory with the migrations. Kept as a file from the first time on: to make it takes most of the time. */
export async function migratedDatabase(): Promise<PGlite> {
  const migrations = await readMigrations("prisma/migrations");
  const queue = await queueMigrations();
  const hash = createHash("sha256");
  for (const { checksum } of migrations) hash.update(checksum);
  for (const sql of queue) hash.update(sql);
  const name = `${PREFIX}${hash.digest("hex").slice(0, 16)}.tar`;
  const kept = await readFile(`${DIRECTORY}/${name}`).catch(() => null);
  if (kept) return PGlite.create({ extensions: { pg_trgm }, loadDataDir: new Blob([kept]) });
  const db = await PGlite.create({ extensions: { pg_trgm } });
  for (const { sql } of migrations) await db.exec(sql);
  await db.exec("CREATE SCHEMA graphile_worker");
  for (const sql of queue) await db.exec(sql);
  await keep(db, name);
  return db;
}

// The job queue makes its tables itself when it first runs: by these very files.
async function queueMigrations(): Promise<string[]> {
  const names = (await readdir(QUEUE_DIRECTORY)).sort();
  const files = await Promise.all(names.map((name) => readFile(`${QUEUE_DIRECTORY}/${name}`, "utf8")));
  return files.map((sql) => sql.replaceAll(":GRAPHILE_WORKER_SCHEMA", "graphile_worker"));
}

async function keep(db: PGlite, name: string): Promise<void> {
  const dump = await db.dumpDataDir("none");
  await mkdir(DIRECTORY, { recursive: true });
  for (const old of await readdir(DIRECTORY)) {
    if (old.startsWith(PREFIX)) await rm(`${DIRECTORY}/${old}`, { force: true });
  }
  const made = `${DIRECTORY}/${name}.${process.pid}`;
  await writeFile(made, Buffer.from(await dump.arrayBuffer()));
  await rename(made, `${DIRECTORY}/${name}`);
}
