import { type EmbeddedDatabase, openEmbedded } from "@/lib/db/embedded/open";
import { migrate } from "@/lib/db/migrate";
import { pool } from "@/lib/db/pool";
import { log } from "@/lib/log/log";
import { adoptOutbox } from "@/lib/outbox/adopt";
import { CannotStart } from "@/lib/process/cannot-start";
import type { Options } from "./options";
import { loadSecrets } from "./secrets";

const POSTGRES_VERSION_MIN = 150_000;

/** A database that is up to date, named by DATABASE_URL in the environment. */
export interface OpenDatabase {
  embedded: boolean;
  stop: () => Promise<void>;
}

/** Opens the outside database or the embedded one, with the deployment's secrets, and migrates it. */
export async function openDatabase({
  databaseUrl,
  dataDirectory,
}: Pick<Options, "databaseUrl" | "dataDirectory">): Promise<OpenDatabase> {
  const embedded = databaseUrl || dataDirectory === null ? null : await open(dataDirectory);
  try {
    await loadSecrets(dataDirectory);
    process.env.DATABASE_URL = databaseUrl ?? embedded?.url;
    await migrateOrExplain(process.env.DATABASE_URL ?? "");
    await assertServer();
    await adoptOutbox();
  } catch (err) {
    await embedded?.stop();
    throw err;
  }
  return { embedded: embedded !== null, stop: async () => embedded?.stop() };
}

function open(dataDirectory: string): Promise<EmbeddedDatabase> {
  return openEmbedded({
    dataDirectory,
    onEvent: (event, err) => {
      if (event === "down") log.error("the database has died: starting it again");
      if (event === "up") log.info("the database is back");
      if (event === "failed") log.error({ err }, "the database did not start again: trying once more");
    },
  });
}

async function migrateOrExplain(url: string): Promise<void> {
  try {
    const applied = await migrate(url);
    if (applied.length > 0) log.info({ applied }, "the database was migrated");
  } catch (err) {
    if (err instanceof CannotStart) throw err;
    throw new CannotStart(`the database at DATABASE_URL cannot be used: ${reasonOf(err)}.`);
  }
}

// A failed connection to a name with two addresses is an AggregateError without a message.
function reasonOf(err: unknown): string {
  const first = err instanceof AggregateError ? err.errors[0] : err;
  return first instanceof Error ? first.message.replace(/\.$/, "") : String(first);
}

async function assertServer(): Promise<void> {
  const { rows } = await pool().query<{ version: number; name: string; zone: string }>(
    "SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS name, current_setting('TimeZone') AS zone",
  );
  const [server] = rows;
  if (!server || server.version < POSTGRES_VERSION_MIN) {
    throw new CannotStart(`PostgreSQL 15 or newer is needed, and this one is ${server?.name}.`);
  }
  if (server.zone !== "UTC") {
    throw new CannotStart(
      `the database's sessions must be in UTC and are in ${server.zone}: let the connection take the option "-c timezone=UTC".`,
    );
  }
}
