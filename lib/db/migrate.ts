import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
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
): Promise<string[]> {
  const migrations = await readMigrations(directory);
  const client = new pg.Client({ connectionString: databaseUrl, options: "-c timezone=UTC" });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await client.query("SET client_min_messages = warning");
    await client.query(MIGRATIONS_TABLE);
    const applied = await client.query<Applied>(
      "SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY migration_name",
    );
    const missing = missingMigrations(migrations, applied.rows);
    for (const migration of missing) await apply(client, migration);
    return missing.map(({ name }) => name);
  } finally {
    await client.end();
  }
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

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query("BEGIN");
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("COMMIT");
  } catch (err) {
    await client.query("ROLLBACK");
    if (!(err instanceof pg.DatabaseError)) throw err;
    throw new CannotStart(`the migration ${name} failed and nothing of it was kept: ${err.message}.`);
  }
}
