import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { log } from "@/lib/log/log";
import { SAY_AFTER_MS, SAY_AGAIN_MS, sayingWhatFor } from "@/lib/log/say-waiting";
import { CannotStart } from "@/lib/process/cannot-start";

export const MIGRATIONS_DIRECTORY = "prisma/migrations";

/** The key Prisma's own migrate command locks, so that the two never run at once. */
export const MIGRATION_LOCK = 72707369;

/** Where the migrations that were applied are kept: Prisma's own table. */
export const MIGRATIONS_TABLE = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id varchar(36) PRIMARY KEY,
    checksum varchar(64) NOT NULL,
    finished_at timestamptz,
    migration_name varchar(255) NOT NULL,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz NOT NULL DEFAULT now(),
    applied_steps_count integer NOT NULL DEFAULT 0
  )`;

const CONNECT_TIMEOUT_MS = 10_000;
const LOCK_POLL_MS = 200;

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

interface Applied {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

/**
 * Brings the database up to the migrations of this checkout and returns the names of those it applied. Each is one
 * transaction, kept in the table Prisma keeps. Throws CannotStart when the database's history is not a prefix of ours.
 */
export async function migrate(
  databaseUrl: string,
  directory: string = MIGRATIONS_DIRECTORY,
  signal?: AbortSignal,
): Promise<string[]> {
  const migrations = await readMigrations(directory);
  const client = new pg.Client({
    connectionString: databaseUrl,
    options: "-c timezone=UTC -c client_min_messages=warning",
    application_name: "counterfoil migrations",
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  client.on("error", () => {});
  // Ends what is under way as well, which is then rolled back.
  const giveUp = () => void client.end().catch(() => {});
  signal?.addEventListener("abort", giveUp);
  try {
    await sayingWhatFor("the database to answer", () => client.connect());
    if (await isUpToDate(client, migrations)) return [];
    const done: string[] = [];
    for (let next = await applyNext(client, migrations); next; next = await applyNext(client, migrations))
      done.push(next);
    return done;
  } finally {
    signal?.removeEventListener("abort", giveUp);
    await client.end().catch(() => {});
  }
}

async function isUpToDate(client: pg.Client, migrations: Migration[]): Promise<boolean> {
  const { rows } = await client.query<{ made: boolean }>(
    "SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS made",
  );
  return rows[0]?.made === true && missingMigrations(migrations, await readApplied(client)).length === 0;
}

async function readApplied(client: pg.Client): Promise<Applied[]> {
  const { rows } = await client.query<Applied>(
    "SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY migration_name",
  );
  return rows;
}

/** Every migration of a directory, in order. */
export async function readMigrations(directory: string): Promise<Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(path.join(directory, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

/** Our own migrations up to those another database has, in order. Throws CannotStart when its history is not a prefix of ours. */
export async function migrationsUpTo(
  applied: readonly { name: string; checksum: string }[],
  directory: string = MIGRATIONS_DIRECTORY,
): Promise<Migration[]> {
  const migrations = await readMigrations(directory);
  const rows = applied.map(({ name, checksum }) => ({
    migration_name: name,
    checksum,
    finished_at: new Date(),
  }));
  const missing = new Set(missingMigrations(migrations, rows));
  return migrations.filter((migration) => !missing.has(migration));
}

/** The migrations still to apply, in order. Exported for its test. */
export function missingMigrations(migrations: Migration[], applied: Applied[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { migration_name: name, checksum, finished_at } of applied) {
    const migration = known.get(name);
    if (!migration) {
      throw new CannotStart(
        `the database has the migration ${name}, which this version does not know: start the newer version that made it.`,
      );
    }
    if (!finished_at) {
      throw new CannotStart(
        `the migration ${name} was begun by another tool and never finished: mend it first.`,
      );
    }
    if (migration.checksum !== checksum) {
      throw new CannotStart(
        `the migration ${name} was edited after it was applied to this database: restore its text, or start with an empty database.`,
      );
    }
  }
  const done = new Set(applied.map(({ migration_name }) => migration_name));
  return migrations.filter(({ name }) => !done.has(name));
}

// The lock is the transaction's: nothing that goes wrong can leave it behind.
async function applyNext(client: pg.Client, migrations: Migration[]): Promise<string | null> {
  await client.query("BEGIN");
  let migration: Migration | undefined;
  try {
    await takeLock(client);
    await client.query(MIGRATIONS_TABLE);
    [migration] = missingMigrations(migrations, await readApplied(client));
    if (migration) await apply(client, migration);
    await client.query("COMMIT");
    return migration?.name ?? null;
  } catch (err) {
    await client.query("ROLLBACK").catch(() => {});
    if (!migration || !(err instanceof pg.DatabaseError)) throw err;
    throw new CannotStart(
      `the migration ${migration.name} failed and nothing of it was kept: ${err.message}${adviceOnRights(err)}.`,
    );
  }
}

/** What may be done about a right that the role lacks, in brackets; nothing about anything else. */
export function adviceOnRights({ code, message }: pg.DatabaseError): string {
  if (code !== "42501") return "";
  return /temporary tables/.test(message)
    ? " (migrations need temporary tables: GRANT TEMPORARY ON DATABASE … TO the role, as the database's owner)"
    : " (migrations need the tables' owner: name it in DATABASE_MIGRATION_URL)";
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await sayingWhatFor(`the migration ${name} to finish`, () => client.query(sql));
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
    [randomUUID(), checksum, name],
  );
}

async function takeLock(client: pg.Client): Promise<void> {
  let sayAtMs = Date.now() + SAY_AFTER_MS;
  for (;;) {
    const { rows } = await client.query<{ mine: boolean }>("SELECT pg_try_advisory_xact_lock($1) AS mine", [
      MIGRATION_LOCK,
    ]);
    if (rows[0]?.mine) return;
    if (Date.now() >= sayAtMs) {
      sayAtMs = Date.now() + SAY_AGAIN_MS;
      log.warn(`waiting for the lock on the migrations, which ${await holderOf(client)} has`);
    }
    await delay(LOCK_POLL_MS);
  }
}

// Another start lets go of it when it is done. One that nobody needs any more, leaked through a pooler, is ended by hand.
async function holderOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ pid: number; name: string; since: string }>(HOLDER, [MIGRATION_LOCK]);
  const [holder] = rows;
  if (!holder) return "another start";
  return `the database's process ${holder.pid} ("${holder.name}", ${holder.since}; to end it: SELECT pg_terminate_backend(${holder.pid}))`;
}

const HOLDER = `
  SELECT a.pid, coalesce(a.application_name, '') AS name, coalesce(a.state || ' since ' || to_char(a.state_change, 'HH24:MI:SS'), 'of another role') AS since
  FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
  WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND l.classid = 0 AND l.objid = $1
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
