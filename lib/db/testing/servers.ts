import { chown, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { findBinaries } from "@/lib/db/embedded/binaries";
import { prepareCluster } from "@/lib/db/embedded/cluster";
import { prepareDatabase } from "@/lib/db/embedded/database";
import { chooseIdentity } from "@/lib/db/embedded/identity";
import { addressOf, DATABASE_ROLES, type Layout, layoutOf, SOCKET_PORT } from "@/lib/db/embedded/layout";
import { clearDeadPostmaster } from "@/lib/db/embedded/postmaster";
import { spawnServer, startFailure, waitUntilReady } from "@/lib/db/embedded/server";
import { runProgram } from "@/lib/process/testing/run-program";
import { until } from "@/lib/process/testing/until";
import type { Lifecycle } from "@/lib/server/lifecycle";
import { stopDatabase } from "./stop-server";

const READY_MS_MAX = 120_000;
const REPLICATES_MS_MAX = 60_000;
const CHECK_MS_MAX = 1_000;
/** What a standby may be behind and still find in the primary. */
const WAL_KEPT = "512MB";
const STANDBY = "standby";

/** Starts the first server of a cluster, with the roles and the database of a new deployment. */
export async function startPrimary(lifecycle: Pick<Lifecycle, "onStop">, directory: string): Promise<Layout> {
  const layout = layoutOf(directory);
  lifecycle.onStop("a server of PostgreSQL", () => stopDatabase(layout.cluster));
  await start(layout);
  await prepareDatabase(layout);
  await onServer(layout, [`ALTER SYSTEM SET wal_keep_size = '${WAL_KEPT}'`, "SELECT pg_reload_conf()"]);
  return layout;
}

/**
 * Makes the server of a directory the standby of a primary, from a copy of its files as they are now, whatever was there
 * before. From then on the primary acknowledges a commit once the standby has it on its disk.
 */
export async function attachStandby(primary: Layout, layout: Layout): Promise<void> {
  await rm(layout.cluster, { recursive: true, force: true });
  await copyOf(primary, layout);
  await start(layout);
  await until(`the standby in ${layout.root} follows`, REPLICATES_MS_MAX, async () => {
    const [row] = await onServer(primary, ["SELECT state FROM pg_stat_replication"]);
    return row?.state === "streaming";
  });
  await onServer(primary, [
    `ALTER SYSTEM SET synchronous_standby_names = '${STANDBY}'`,
    "SELECT pg_reload_conf()",
  ]);
  await until(`the primary waits for ${layout.root}`, REPLICATES_MS_MAX, async () => {
    const [row] = await onServer(primary, ["SELECT sync_state FROM pg_stat_replication"]);
    return row?.sync_state === "sync";
  });
}

/** Makes a standby the primary. It waits for no standby until it has one. */
export async function promote(layout: Layout): Promise<void> {
  await onServer(layout, ["SELECT pg_promote()"]);
}

/** Whether a server answers, and takes writes: what Patroni answers at `/primary`. */
export async function isPrimary(layout: Layout): Promise<boolean> {
  try {
    const [row] = await onServer(layout, ["SELECT pg_is_in_recovery() AS follows"], CHECK_MS_MAX);
    return row?.follows === false;
  } catch {
    return false;
  }
}

async function start(layout: Layout): Promise<void> {
  const binaries = await findBinaries(layout.binaries);
  const identity = chooseIdentity(layout.cluster, [layout.root, binaries.directory]);
  await prepareCluster(layout, binaries, identity, true);
  await clearDeadPostmaster(layout, READY_MS_MAX);
  const pid = await spawnServer(layout, binaries, identity, true);
  if (!(await waitUntilReady(layout, pid, READY_MS_MAX))) throw await startFailure(layout);
}

// As pg_basebackup does, which the built-in PostgreSQL does not bring.
async function copyOf(primary: Layout, layout: Layout): Promise<void> {
  const client = await clientOf(primary);
  try {
    await client.query("SELECT pg_backup_start('standby', fast => true)");
    await runProgram("cp", ["-a", primary.cluster, layout.cluster]);
    const { rows } = await client.query<{ labelfile: string }>("SELECT labelfile FROM pg_backup_stop()");
    await rm(path.join(layout.cluster, "postmaster.pid"), { force: true });
    await write(layout, "backup_label", rows[0]?.labelfile ?? "");
  } finally {
    await client.end();
  }
  const from = `host=${primary.socketDirectory} port=${SOCKET_PORT} user=${DATABASE_ROLES.administrator}`;
  await write(
    layout,
    "postgresql.auto.conf",
    `primary_conninfo = '${from} application_name=${STANDBY}'\nwal_keep_size = '${WAL_KEPT}'\n`,
  );
  await write(layout, "standby.signal", "");
}

// Its owner is whoever the server runs as.
async function write(layout: Layout, name: string, text: string): Promise<void> {
  const file = path.join(layout.cluster, name);
  const { uid, gid } = await stat(path.join(layout.cluster, "PG_VERSION"));
  await writeFile(file, text, { mode: 0o600 });
  await chown(file, uid, gid);
}

async function clientOf(layout: Layout, answerMsMax = READY_MS_MAX): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: addressOf(layout, { role: "administrator", database: "postgres" }),
    connectionTimeoutMillis: answerMsMax,
    query_timeout: answerMsMax,
  });
  // The server may be killed while it is asked.
  client.on("error", () => {});
  await client.connect();
  return client;
}

async function onServer(
  layout: Layout,
  texts: readonly string[],
  answerMsMax?: number,
): Promise<Record<string, unknown>[]> {
  const client = await clientOf(layout, answerMsMax);
  try {
    let rows: Record<string, unknown>[] = [];
    for (const text of texts) ({ rows } = await client.query<Record<string, unknown>>(text));
    return rows;
  } finally {
    await client.end().catch(() => {});
  }
}
