import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { finished } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { encodingFault } from "@/lib/db/encoding";
import {
  MIGRATION_LOCK,
  MIGRATIONS_DIRECTORY,
  MIGRATIONS_TABLE,
  migrationsUpTo,
  readMigrations,
} from "@/lib/db/migrate";
import { query } from "@/lib/db/sql";
import { HOLD } from "@/lib/generated/sql/deployment/hold";
import { CannotStart } from "@/lib/process/cannot-start";
import { readArchive } from "./archive";
import { inCopyTransaction } from "./connection";
import { type Manifest, tableOfChunk } from "./manifest";

export interface RestoreOptions {
  url: string;
  /** A backup that was verified. */
  file: string;
  manifest: Manifest;
  signal: AbortSignal;
  migrationsDirectory?: string;
}

/**
 * Puts a backup into an empty database, as it was: all of it in one transaction, or nothing. The database is then at the
 * migrations it was backed up at; later ones are still to be applied. It is held from then on: another deployment may be at
 * work with the same. Throws CannotStart with the reason.
 */
export async function restoreBackup(options: RestoreOptions): Promise<void> {
  const { url, manifest, migrationsDirectory = MIGRATIONS_DIRECTORY } = options;
  const migrations = await migrationsUpTo(manifest.migrations, migrationsDirectory);
  await inCopyTransaction(url, "BEGIN", async (client) => {
    // A server that starts on the same database meanwhile waits with its migrations.
    await client.query("SELECT pg_advisory_xact_lock($1)", [MIGRATION_LOCK]);
    await assertFit(client);
    for (const { sql } of migrations) await client.query(sql);
    await recordMigrations(client, manifest);
    await loadAll(client, options);
    await hold(client, manifest);
    await client.query("ANALYZE");
  });
}

async function assertFit(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ encoding: string; table: string | null }>(
    `SELECT current_setting('server_encoding') AS encoding, (SELECT relname FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') LIMIT 1) AS "table"`,
  );
  const { encoding = "", table = null } = rows[0] ?? {};
  const fault = encodingFault(encoding);
  if (fault) throw new CannotStart(`${fault}.`);
  if (table !== null)
    throw new CannotStart(
      `the database is not empty (it has a table ${table}), and a backup never replaces what is there: name a new data directory with --data, or a new database in DATABASE_URL.`,
    );
}

async function recordMigrations(client: pg.Client, { migrations }: Manifest): Promise<void> {
  await client.query(MIGRATIONS_TABLE);
  for (const { name, checksum } of migrations)
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
}

/** The migration that makes the table of what holds a database; it changes nothing where that is there. */
const HOLD_MIGRATION = "20261130230000_held_after_restore";

// In the same transaction, also where the backup is of a version that knew of no hold: no moment is left in which a start
// would take it for a deployment.
async function hold(client: pg.Client, { createdAt }: Manifest): Promise<void> {
  const migration = (await readMigrations(MIGRATIONS_DIRECTORY)).find(({ name }) => name === HOLD_MIGRATION);
  if (!migration) throw new Error(`the migration ${HOLD_MIGRATION} is not there`);
  await client.query(migration.sql);
  await query(HOLD, { because: "restored", dataAsOf: new Date(createdAt) }, client);
}

// Rules between tables are taken off and put back at the end, which proves them; what triggers would do was done before the
// backup, and those that keep history from being changed would keep it from being restored.
async function loadAll(client: pg.Client, options: RestoreOptions): Promise<void> {
  const { manifest } = options;
  const tables = manifest.tables.map(({ name }) => `public.${client.escapeIdentifier(name)}`);
  const { rows: rules } = await client.query<{ table: string; name: string; rule: string }>(FOREIGN_KEYS);
  for (const { table, name } of rules)
    await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${client.escapeIdentifier(name)}`);
  for (const table of tables) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  // Rows that migrations make are in the backup as they have become.
  await client.query(`TRUNCATE ${tables.join(", ")}`);
  await loadRows(client, options);
  await assertRows(client, manifest);
  for (const table of tables) await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  for (const { table, name, rule } of rules)
    await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${client.escapeIdentifier(name)} ${rule}`);
  for (const { name, lastValue, isCalled } of manifest.sequences)
    await client.query("SELECT setval($1::regclass, $2, $3)", [
      `public.${client.escapeIdentifier(name)}`,
      lastValue,
      isCalled,
    ]);
}

async function loadRows(client: pg.Client, { file, manifest, signal }: RestoreOptions): Promise<void> {
  const columnsOf = new Map(manifest.tables.map(({ name, columns }) => [name, columns]));
  let open = null as OpenCopy | null;
  for await (const { name, data } of readArchive(file)) {
    signal.throwIfAborted();
    const table = tableOfChunk(name);
    if (table === null) continue;
    if (open?.table !== table) {
      await open?.end();
      open = openCopy(client, table, columnsOf.get(table) ?? []);
    }
    await open.write(data);
  }
  await open?.end();
}

interface OpenCopy {
  table: string;
  write: (data: Buffer) => Promise<void>;
  end: () => Promise<void>;
}

function openCopy(client: pg.Client, table: string, columns: readonly string[]): OpenCopy {
  const names = columns.map((column) => client.escapeIdentifier(column)).join(", ");
  const stream = client.query(
    copyFrom(`COPY public.${client.escapeIdentifier(table)} (${names}) FROM STDIN`),
  );
  const done = finished(stream);
  done.catch(() => {});
  return {
    table,
    write: async (data) => {
      if (!stream.write(data)) await Promise.race([once(stream, "drain"), done]);
    },
    end: async () => {
      stream.end();
      await done;
    },
  };
}

async function assertRows(client: pg.Client, { tables }: Manifest): Promise<void> {
  for (const { name, rows } of tables) {
    const counted = await client.query<{ n: string }>(
      `SELECT count(*) AS n FROM public.${client.escapeIdentifier(name)}`,
    );
    if (Number(counted.rows[0]?.n) !== rows)
      throw new Error(`${name}: ${rows} rows were backed up and ${counted.rows[0]?.n} restored.`);
  }
}

const FOREIGN_KEYS = `
  SELECT conrelid::regclass::text AS table, conname AS name, pg_get_constraintdef(oid) AS rule
  FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conparentid = 0`;
