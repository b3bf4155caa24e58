import { type EmbeddedDatabase, openEmbedded } from "@/lib/db/embedded/open";
import { MIGRATIONS_DIRECTORY, migrate } from "@/lib/db/migrate";
import { isPooled, pool } from "@/lib/db/pool";
import { refuseTransactionPooler } from "@/lib/db/pooler";
import type { Queryable } from "@/lib/db/sql";
import { log } from "@/lib/log/log";
import { sayingWhatFor } from "@/lib/log/say-waiting";
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
  signal,
}: Pick<Options, "databaseUrl" | "dataDirectory"> & { signal?: AbortSignal }): Promise<OpenDatabase> {
  if (!databaseUrl && process.env.DATABASE_DIRECT_URL)
    throw new CannotStart("DATABASE_DIRECT_URL goes with a DATABASE_URL, and there is none.");
  const embedded = databaseUrl || dataDirectory === null ? null : await open(dataDirectory, signal);
  try {
    await loadSecrets(dataDirectory);
    process.env.DATABASE_URL = databaseUrl ?? embedded?.url;
    if (!embedded) await orExplained(refuseTransactionPooler);
    const direct = process.env.DATABASE_DIRECT_URL || process.env.DATABASE_URL || "";
    const applied = await orExplained(() => migrate(direct, MIGRATIONS_DIRECTORY, signal));
    if (applied.length > 0) log.info({ applied }, "the database was migrated");
    await orExplained(assertServer);
    await adoptOutbox();
  } catch (err) {
    await embedded?.stop();
    throw err;
  }
  return { embedded: embedded !== null, stop: async () => embedded?.stop() };
}

function open(dataDirectory: string, signal: AbortSignal | undefined): Promise<EmbeddedDatabase> {
  return openEmbedded({
    dataDirectory,
    ...(signal ? { signal } : {}),
    onEvent: (event, err) => {
      if (event === "down") log.error("the database has died: starting it again");
      if (event === "up") log.info("the database is back");
      if (event === "failed") log.error({ err }, "the database did not start again: trying once more");
    },
  });
}

async function orExplained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await sayingWhatFor("the database", work);
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
  const [server, direct] = [await factsOf(pool("requests")), await factsOf(pool("jobs"))];
  if (server.version < POSTGRES_VERSION_MIN) {
    throw new CannotStart(`PostgreSQL 15 or newer is needed, and this one is ${server.name}.`);
  }
  if (server.zone !== "UTC") {
    throw new CannotStart(
      `the database's sessions must be in UTC and are in ${server.zone}: ${isPooled() ? "ALTER ROLE … SET timezone = 'UTC' for the role that the pooler connects as" : 'let the connection take the option "-c timezone=UTC"'}.`,
    );
  }
  if (server.identity !== direct.identity) {
    throw new CannotStart("DATABASE_URL and DATABASE_DIRECT_URL lead to two different databases.");
  }
}

interface ServerFacts {
  version: number;
  name: string;
  zone: string;
  identity: string;
}

async function factsOf(on: Queryable): Promise<ServerFacts> {
  const { rows } = await on.query<ServerFacts>(FACTS);
  return rows[0] ?? { version: 0, name: "", zone: "", identity: "" };
}

const FACTS = `
  SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS name,
    current_setting('TimeZone') AS zone, current_database() || ' of ' || pg_postmaster_start_time()::timestamptz(3) AS identity`;
