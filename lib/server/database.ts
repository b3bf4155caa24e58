import pg from "pg";
import { type EmbeddedDatabase, openEmbedded } from "@/lib/db/embedded/open";
import { encodingFault } from "@/lib/db/encoding";
import { closePool, isPooled, migrationUrl, pool } from "@/lib/db/pool";
import { refuseTransactionPooler } from "@/lib/db/pooler";
import { prepareTables } from "@/lib/db/prepare-tables";

import { type Queryable, query, queryOne } from "@/lib/db/sql";
import { NOTE_DIRECTORY } from "@/lib/generated/sql/deployment/note-directory";
import { SERVER_FACTS } from "@/lib/generated/sql/server/server-facts";
import { WAS_MADE } from "@/lib/generated/sql/server/was-made";
import { log } from "@/lib/log/log";
import { sayingWhatFor } from "@/lib/log/say-waiting";
import { adoptOutbox } from "@/lib/outbox/adopt";
import { CannotStart } from "@/lib/process/cannot-start";
import { reasonOf } from "@/lib/process/reason";
import { directoryMark } from "./directory-mark";
import type { ServerOptions } from "./options";
import { keysAway, notLost, refuseOtherKeys, sealedWith } from "./sealed-values";
import { loadSecrets } from "./secrets";

/** As PostgreSQL counts its versions. */
export const POSTGRES_VERSION_MIN = 150_000;

/** A database that is up to date, named by DATABASE_URL in the environment. */
export interface OpenDatabase {
  embedded: boolean;
  stop: () => Promise<void>;
}

/** Opens the outside database or the embedded one, with the deployment's secrets, and migrates it. */
export async function openDatabase({
  databaseUrl,
  dataDirectory,
  mayBeFirst = true,
  signal,
}: Pick<ServerOptions, "databaseUrl" | "dataDirectory"> & {
  /** Whether an empty database may be made a deployment's. */
  mayBeFirst?: boolean;
  signal?: AbortSignal;
}): Promise<OpenDatabase> {
  for (const name of ["DATABASE_DIRECT_URL", "DATABASE_MIGRATION_URL", "DATABASE_REPLICA_URL"])
    if (!databaseUrl && process.env[name])
      throw new CannotStart(`${name} goes with a DATABASE_URL, and there is none.`);
  const embedded = databaseUrl || dataDirectory === null ? null : await open(dataDirectory, signal);
  try {
    process.env.DATABASE_URL = databaseUrl ?? embedded?.url;
    // What was asked of a database before it was known which one is meant leads elsewhere.
    await closePool();
    if (!embedded) await orExplained(refuseTransactionPooler);
    const { role, identity } = await orExplained(assertServer);
    const ownerUrl = embedded?.ownerUrl ?? migrationUrl();
    // Before anything is changed there.
    if (!mayBeFirst) await orExplained(assertMade);
    if (!embedded) await orExplained(() => assertLeadsTo(ownerUrl, identity));
    await orExplained(() => loadSecretsFor(ownerUrl, dataDirectory));
    const mark = embedded && dataDirectory !== null ? await directoryMark(dataDirectory) : null;
    const applied = await orExplained(() =>
      prepareTables({ ownerUrl, role, signal }, async (owner) => {
        await adoptOutbox(owner);
        if (mark !== null) await query(NOTE_DIRECTORY, { mark }, owner);
      }),
    );
    if (applied.length > 0) log.info({ applied: applied.map(named) }, "the database was migrated");
  } catch (err) {
    await embedded?.stop();
    throw err;
  }
  return { embedded: embedded !== null, stop: async () => embedded?.stop() };
}

async function assertMade(): Promise<void> {
  if (!(await queryOne(WAS_MADE, {}))?.made)
    throw new CannotStart(
      "the database at DATABASE_URL holds nothing of Counterfoil's: check the address, or make a deployment of it with `npm start` or `npm run owner -- create`.",
    );
}

/** A migration without its time, which the log would take for a card's number when its digits happen to add up. */
function named(migration: string): string {
  return migration.replace(/^\d+_/, "");
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
    throw new CannotStart(`the database at DATABASE_URL cannot be used: ${reasonOf(err)}${adviceOn(err)}.`);
  }
}

/** What Node says of a certificate that no authority it knows has signed. */
const UNKNOWN_AUTHORITY = [
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
];

/** What may be done about it, in brackets; nothing where the reason says it. */
export function adviceOn(err: unknown): string {
  const code = err instanceof Error && "code" in err ? String(err.code) : "";
  if (code === "42501") return " (migrations need the tables' owner: name it in DATABASE_MIGRATION_URL)";
  if (UNKNOWN_AUTHORITY.includes(code))
    return " (name the authority that signed the server's certificate: sslrootcert=/path/ca.pem in the address)";
  return "";
}

async function assertServer(): Promise<ServerFacts> {
  const [server, direct] = [await factsOf(pool("requests")), await factsOf(pool("jobs"))];
  if (server.version < POSTGRES_VERSION_MIN) {
    throw new CannotStart(`PostgreSQL 15 or newer is needed, and this one is ${server.name}.`);
  }
  const fault = encodingFault(server.encoding);
  if (fault) throw new CannotStart(`${fault}.`);
  if (server.zone !== "UTC") {
    throw new CannotStart(
      `the database's sessions must be in UTC and are in ${server.zone}: ${isPooled() ? "ALTER ROLE … SET timezone = 'UTC' for the role that the pooler connects as" : 'let the connection take the option "-c timezone=UTC"'}.`,
    );
  }
  assertSame({ DATABASE_URL: server.identity, DATABASE_DIRECT_URL: direct.identity });
  return server;
}

function assertLeadsTo(ownerUrl: string, identity: string): Promise<void> {
  return asOwner(ownerUrl, async (owner) => {
    const found = await factsOf(owner);
    assertSame({ DATABASE_URL: identity, DATABASE_MIGRATION_URL: found.identity });
  });
}

/** The secrets that open what this database holds, and no others. */
async function loadSecretsFor(ownerUrl: string, dataDirectory: string | null): Promise<void> {
  const sealed = await asOwner(ownerUrl, sealedWith);
  await loadSecrets(dataDirectory, notLost(sealed));
  refuseOtherKeys(sealed);
  const { missing } = keysAway(sealed);
  if (missing.length > 0)
    log.warn(
      { keys: missing },
      "some of what is sealed was sealed with keys that are not here: npm run doctor",
    );
}

async function asOwner<T>(ownerUrl: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: ownerUrl, options: "-c timezone=UTC" });
  owner.on("error", () => {});
  try {
    await owner.connect();
    return await work(owner);
  } finally {
    await owner.end().catch(() => {});
  }
}

function assertSame(identities: Record<string, string>): void {
  if (new Set(Object.values(identities)).size > 1)
    throw new CannotStart(`${Object.keys(identities).join(" and ")} lead to two different databases.`);
}

interface ServerFacts {
  version: number;
  name: string;
  zone: string;
  encoding: string;
  identity: string;
  role: string;
}

async function factsOf(on: Queryable): Promise<ServerFacts> {
  const facts = await queryOne(SERVER_FACTS, {}, on);
  if (!facts) throw new Error("a database said nothing of itself");
  return facts;
}
