import pg from "pg";
import { encodingFault } from "@/lib/db/encoding";
import { currentHold } from "@/lib/db/hold";
import {
  HEALTH_CONNECTIONS_MAX,
  isPooled,
  JOB_CONNECTIONS_MAX,
  pool,
  poolConnectionsMax,
} from "@/lib/db/pool";
import { refuseTransactionPooler } from "@/lib/db/pooler";
import { CannotStart } from "@/lib/process/cannot-start";
import { reasonOf } from "@/lib/process/reason";
import { POSTGRES_VERSION_MIN } from "../database";
import { heldWords, RELEASE_WORDS } from "../held-words";
import { checkReplicas } from "./check-replicas";
import { advice, type Finding, ok, wrong } from "./finding";
import { judgeClock } from "./judge-outside";

// One for the outbox and one for keys.
const LISTENING_CONNECTIONS = 2;

/** What a database says of itself and of the role that asks. */
export interface DatabaseFacts {
  version: number;
  versionName: string;
  zone: string;
  encoding: string;
  synchronousCommit: string;
  fsync: string;
  fullPageWrites: string;
  standby: boolean;
  connectionsMax: number;
  role: string;
  superuser: boolean;
  owner: boolean;
  nowMs: number;
}

/** Looks at the database that DATABASE_URL names, as the role the application runs as. */
export async function checkDatabase(): Promise<Finding[]> {
  try {
    const askedAtMs = Date.now();
    const { rows } = await pool().query<DatabaseFacts>(FACTS);
    const [facts] = rows;
    if (!facts) throw new Error("it said nothing");
    return [
      ...judgeDatabase(facts, neededConnections()),
      judgeClock("database clock", facts.nowMs - askedAtMs, "the database's clock"),
      await checkPooler(),
      await checkHold(),
      ...(await checkReplicas()),
    ];
  } catch (err) {
    return [wrong("database", `the database cannot be used: ${reasonOf(err)}`)];
  }
}

/** How many connections one process may hold. */
export function neededConnections(): number {
  return poolConnectionsMax() + JOB_CONNECTIONS_MAX + HEALTH_CONNECTIONS_MAX + LISTENING_CONNECTIONS;
}

/** What is wrong with a database's settings, or could be better. */
export function judgeDatabase(facts: DatabaseFacts, neededMax: number): Finding[] {
  const { version, versionName, zone, synchronousCommit, fsync, fullPageWrites, connectionsMax, role } =
    facts;
  return [
    version >= POSTGRES_VERSION_MIN
      ? ok("database version", `PostgreSQL ${versionName}`)
      : wrong("database version", `PostgreSQL 15 or newer is needed, and this one is ${versionName}`),
    facts.standby
      ? wrong(
          "database writes",
          "the database takes no writes, being a standby: name the primary in DATABASE_URL",
        )
      : ok("database writes", "the database takes writes"),
    synchronousCommit !== "off" && fsync === "on" && fullPageWrites === "on"
      ? ok("durability", "what is acknowledged survives a power cut")
      : wrong(
          "durability",
          `what is acknowledged may be lost with the power (synchronous_commit ${synchronousCommit}, fsync ${fsync}, full_page_writes ${fullPageWrites}): switch all three on`,
        ),
    judgeEncoding(facts),
    zone === "UTC"
      ? ok("time zone", "sessions are in UTC")
      : wrong(
          "time zone",
          `sessions are in ${zone} and must be in UTC: ALTER ROLE ${role} SET timezone = 'UTC'`,
        ),
    connectionsMax >= neededMax
      ? ok("connections", `${connectionsMax} connections for processes that hold up to ${neededMax} each`)
      : wrong(
          "connections",
          `the database gives this role ${connectionsMax} connections and one process holds up to ${neededMax}: raise max_connections, or lower DATABASE_POOL_MAX`,
        ),
    judgeRole(facts),
  ];
}

function judgeEncoding({ encoding }: DatabaseFacts): Finding {
  const fault = encodingFault(encoding);
  return fault ? wrong("encoding", fault) : ok("encoding", `texts are in ${encoding}`);
}

function judgeRole({ role, superuser, owner }: DatabaseFacts): Finding {
  const how = "make it two roles as docs/operations.md says (DATABASE_MIGRATION_URL)";
  if (superuser)
    return wrong(
      "role",
      `the application runs as ${role}, a superuser, who may read files and change history: ${how}`,
    );
  if (owner)
    return advice(
      "role",
      `the application runs as ${role}, who owns the tables and so may change history: ${how}`,
    );
  return ok("role", `the application runs as ${role}, which owns nothing and is no superuser`);
}

async function checkPooler(): Promise<Finding> {
  try {
    await refuseTransactionPooler();
    return ok(
      "pooler",
      isPooled() ? "what needs a connection of its own goes past the pooler" : "connections are kept",
    );
  } catch (err) {
    if (!(err instanceof CannotStart)) throw err;
    return wrong("pooler", err.message.replace(/\.$/, ""));
  }
}

async function checkHold(): Promise<Finding> {
  const hold = await currentHold().catch((err: unknown) => {
    // A version that knew of no hold has made it, or nobody yet.
    if (err instanceof pg.DatabaseError && err.code === UNDEFINED_TABLE) return null;
    throw err;
  });
  return hold
    ? wrong("held", `${heldWords(hold)}: ${RELEASE_WORDS}`)
    : ok("held", "nothing is held: what is due is done");
}

const UNDEFINED_TABLE = "42P01";

const FACTS = `
  SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS "versionName",
    current_setting('TimeZone') AS zone, current_setting('server_encoding') AS encoding, current_setting('synchronous_commit') AS "synchronousCommit",
    current_setting('fsync') AS fsync, current_setting('full_page_writes') AS "fullPageWrites",
    pg_is_in_recovery() AS standby,
    least(
      current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int,
      nullif(r.rolconnlimit, -1),
      (SELECT nullif(datconnlimit, -1) FROM pg_database WHERE datname = current_database())) AS "connectionsMax",
    current_user AS role, r.rolsuper AS superuser,
    EXISTS (SELECT 1 FROM pg_class c WHERE c.oid = to_regclass('public.payment') AND pg_has_role(c.relowner, 'USAGE')) AS owner,
    (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS "nowMs"
  FROM pg_roles r WHERE r.rolname = current_user`;
