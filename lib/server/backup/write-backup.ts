import { randomUUID } from "node:crypto";
import { link, rename, stat, unlink } from "node:fs/promises";
import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { CannotStart, systemCode } from "@/lib/process/cannot-start";
import { type ArchiveWriter, createArchive } from "./archive";
import { inCopyTransaction } from "./connection";
import { chunkName, MANIFEST, type Manifest, SECRETS } from "./manifest";
import { newTableDigest } from "./table-digest";
import { verifyBackup } from "./verify-backup";

/** A table is kept in pieces of about this size. */
export const CHUNK_BYTES = 4 * 1024 * 1024;

export const SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY";

export interface BackupOptions {
  url: string;
  /** The file; there must be none yet. */
  to: string;
  appVersion: string;
  /** What secrets.json holds, or null to leave the secrets out. */
  secrets: string | null;
  keyIds: string[];
  signal: AbortSignal;
}

/**
 * Writes all of a database as it is at one moment, while it is in use, into one file that appears under its name only
 * when it is whole and has been read again. Throws CannotStart with the reason.
 */
export async function writeBackup(options: BackupOptions): Promise<Manifest> {
  const { to } = options;
  if (await stat(to).catch(() => null)) throw alreadyThere(to);
  const draft = `${to}.${randomUUID()}.part`;
  try {
    const manifest = await writeDraft(draft, options);
    await verifyBackup(draft, options.signal);
    await publish(draft, to);
    return manifest;
  } catch (err) {
    throw explained(err, to);
  } finally {
    await unlink(draft).catch(() => {});
  }
}

async function writeDraft(draft: string, options: BackupOptions): Promise<Manifest> {
  const archive = await createArchive(draft);
  try {
    const manifest = await inCopyTransaction(options.url, SNAPSHOT, (client) =>
      copyAll(client, archive, options),
    );
    if (options.secrets !== null) await archive.add({ name: SECRETS, data: Buffer.from(options.secrets) });
    await archive.add({ name: MANIFEST, data: Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`) });
    await archive.close();
    return manifest;
  } catch (err) {
    await archive.abandon();
    throw err;
  }
}

async function copyAll(
  client: pg.Client,
  archive: ArchiveWriter,
  { appVersion, secrets, keyIds, signal }: BackupOptions,
): Promise<Manifest> {
  const shapes = await lockTables(client);
  const { rows: migrations } = await client.query<{ name: string; checksum: string }>(MIGRATIONS);
  const [now] = (await client.query<{ at: Date; version: string }>(NOW)).rows;
  const tables: Manifest["tables"] = [];
  for (const shape of shapes) tables.push({ ...shape, ...(await copyTable(client, archive, shape, signal)) });
  // After the rows, so that no number in them is ever given again.
  const { rows: sequences } = await client.query<Manifest["sequences"][number]>(SEQUENCES);
  return {
    format: "counterfoil-backup",
    formatVersion: 1,
    appVersion,
    createdAt: (now?.at ?? new Date(0)).toISOString(),
    postgresVersion: now?.version ?? "",
    migrations,
    tables,
    sequences,
    secrets: secrets === null ? "not_included" : "included",
    keyIds,
  };
}

interface Shape {
  name: string;
  columns: string[];
}

// A migration that began now would change a table under the copy: it waits until this is done.
async function lockTables(client: pg.Client): Promise<Shape[]> {
  const { rows } = await client.query<Shape>(SHAPES);
  if (!rows.some(({ name }) => name === "payment"))
    throw new CannotStart("this database holds nothing of Counterfoil's: check DATABASE_URL or --data.");
  const names = rows.map(({ name }) => `public.${client.escapeIdentifier(name)}`);
  await client.query(`LOCK TABLE ${names.join(", ")} IN ACCESS SHARE MODE`);
  return rows;
}

async function copyTable(client: pg.Client, archive: ArchiveWriter, shape: Shape, signal: AbortSignal) {
  const columns = shape.columns.map((column) => client.escapeIdentifier(column)).join(", ");
  const from = `SELECT ${columns} FROM public.${client.escapeIdentifier(shape.name)}`;
  const stream = client.query(copyTo(`COPY (${from}) TO STDOUT`));
  const digest = newTableDigest();
  let parts: Buffer[] = [];
  let bytes = 0;
  let number = 0;
  const flush = async () => {
    const data = Buffer.concat(parts);
    parts = [];
    bytes = 0;
    digest.add(data);
    await archive.add({ name: chunkName(shape.name, ++number), data });
  };
  for await (const part of stream as AsyncIterable<Buffer>) {
    signal.throwIfAborted();
    parts.push(part);
    bytes += part.length;
    if (bytes >= CHUNK_BYTES) await flush();
  }
  if (bytes > 0) await flush();
  const result = digest.result();
  if (result.rows !== stream.rowCount)
    throw new Error(`${shape.name}: ${stream.rowCount} rows were sent and ${result.rows} arrived.`);
  return result;
}

// Linked when whole, which never replaces a file; where the disk knows no links, looked for and moved.
async function publish(draft: string, to: string): Promise<void> {
  try {
    await link(draft, to);
  } catch (err) {
    if (systemCode(err) === "EEXIST") throw alreadyThere(to);
    if (await stat(to).catch(() => null)) throw alreadyThere(to);
    await rename(draft, to);
  }
}

function alreadyThere(to: string): CannotStart {
  return new CannotStart(`${to} is there already, and a backup never replaces a file: give another name.`);
}

function explained(err: unknown, to: string): unknown {
  const why = WHY[systemCode(err) ?? ""];
  return why && !(err instanceof CannotStart)
    ? new CannotStart(`the backup could not be written to ${to}: ${why}.`)
    : err;
}

const WHY: Record<string, string> = {
  ENOENT: "there is no such directory",
  ENOTDIR: "there is no such directory",
  EACCES: "no permission",
  EPERM: "no permission",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EIO: "the disk reports an error",
  "55P03": "a table was locked for half a minute",
};

// Every table but the migrations' own, which have their place in the manifest, and the one that says what this database is to
// the deployment, which a restore writes. A column that is computed is not copied.
const SHAPES = `
  SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND c.relname NOT IN ('_prisma_migrations', 'deployment') AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  GROUP BY c.relname ORDER BY c.relname`;

const MIGRATIONS = `
  SELECT migration_name AS name, checksum FROM public._prisma_migrations
  WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL ORDER BY migration_name`;

const NOW = "SELECT clock_timestamp() AS at, current_setting('server_version') AS version";

// A sequence that was never asked tells no last value.
const SEQUENCES = `
  SELECT sequencename AS name, coalesce(last_value, start_value)::text AS "lastValue", last_value IS NOT NULL AS "isCalled"
  FROM pg_sequences WHERE schemaname = 'public' ORDER BY sequencename`;
