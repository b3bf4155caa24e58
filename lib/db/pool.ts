import { AsyncLocalStorage } from "node:async_hooks";
import type pg from "pg";
import { CannotStart } from "@/lib/process/cannot-start";
import { PatientPool } from "./patient-pool";

/** How many connections one process holds for requests, where DATABASE_POOL_MAX says nothing else. */
export const POOL_CONNECTIONS_MAX = 20;
/** Reserved for background jobs, so that requests that wait do not hold them up. */
export const JOB_CONNECTIONS_MAX = 10;
/** Reserved for health and metrics, which must answer when nothing else does. */
export const HEALTH_CONNECTIONS_MAX = 1;

const CONNECT_TIMEOUT_MS = 10_000;
const REPLICA_CONNECT_TIMEOUT_MS = 1_000;
const IDLE_TIMEOUT_MS = 30_000;

/** What a connection is used for; each kind has connections of its own, and its own patience. */
export type Work = "requests" | "jobs" | "health";

/** How long the database may take over one statement, wait for a lock, and be left in the middle of a transaction. */
export const TIMEOUTS_MS: Record<Work, { statement: number; lock: number; idleInTransaction: number }> = {
  requests: { statement: 15_000, lock: 5_000, idleInTransaction: 30_000 },
  jobs: { statement: 300_000, lock: 15_000, idleInTransaction: 60_000 },
  health: { statement: 2_000, lock: 1_000, idleInTransaction: 5_000 },
};

// The framework bundles its own copy of this module beside the one the doors run from: both must share one of each.
const holder = globalThis as typeof globalThis & {
  /** By the kind of work, or by the address of a replica. */
  counterfoilPools?: Map<string, pg.Pool>;
  counterfoilWork?: AsyncLocalStorage<Work>;
  counterfoilTransactionPool?: AsyncLocalStorage<pg.Pool>;
};

function currentWork(): AsyncLocalStorage<Work> {
  holder.counterfoilWork ??= new AsyncLocalStorage();
  return holder.counterfoilWork;
}

/** Does something on the connections of one kind of work; what is not said to be otherwise is a request. */
export function during<T>(work: Work, run: () => T): T {
  return currentWork().run(work, run);
}

function inTransaction(): AsyncLocalStorage<pg.Pool> {
  holder.counterfoilTransactionPool ??= new AsyncLocalStorage();
  return holder.counterfoilTransactionPool;
}

/** Does something on the connections of another pool than the process's own: see one-transaction.ts. */
export function withPool<T>(on: pg.Pool, run: () => T): T {
  return inTransaction().run(on, run);
}

/** The pool that withPool says, where something is done in one. */
export function poolInTransaction(): pg.Pool | undefined {
  return inTransaction().getStore();
}

/** Whether what runs here is a request's, outside any transaction. */
export function isForRequests(): boolean {
  return poolInTransaction() === undefined && (currentWork().getStore() ?? "requests") === "requests";
}

/** The process's connection pool for what it is doing, made at first use from DATABASE_URL. */
export function pool(work?: Work): pg.Pool {
  const lent = work === undefined ? poolInTransaction() : undefined;
  return lent ?? ownPool(work ?? currentWork().getStore() ?? "requests");
}

const CONNECTIONS_MAX: Record<Work, () => number> = {
  requests: () => poolConnectionsMax(),
  jobs: () => JOB_CONNECTIONS_MAX,
  health: () => HEALTH_CONNECTIONS_MAX,
};

function ownPool(work: Work): pg.Pool {
  return poolNamed(work, () => ({ ...pooledConfig(work), max: CONNECTIONS_MAX[work]() }));
}

/** The process's connections to a replica: as many as those for requests, and as patient but where none can be made. */
export function replicaPool(url: string): pg.Pool {
  return poolNamed(url, () => ({
    ...lastingConfig(url, "requests"),
    connectionTimeoutMillis: REPLICA_CONNECT_TIMEOUT_MS,
    max: CONNECTIONS_MAX.requests(),
  }));
}

function poolNamed(name: string, config: () => pg.PoolConfig): pg.Pool {
  holder.counterfoilPools ??= new Map();
  const known = holder.counterfoilPools.get(name);
  if (known) return known;
  const made = newPool(config());
  holder.counterfoilPools.set(name, made);
  return made;
}

/** Whether a queryable is one of the pools, and so runs each statement in a transaction of its own. */
export function isPool(on: unknown): boolean {
  for (const each of holder.counterfoilPools?.values() ?? []) if (each === on) return true;
  return false;
}

/** Ends every connection; the next use makes new pools. */
export async function closePool(): Promise<void> {
  const open = [...(holder.counterfoilPools?.values() ?? [])];
  holder.counterfoilPools = undefined;
  await Promise.all(open.map((each) => each.end()));
}

/** How many connections for requests this process may hold: DATABASE_POOL_MAX, from 1. */
export function poolConnectionsMax(setting = process.env.DATABASE_POOL_MAX): number {
  if (setting === undefined || setting === "") return POOL_CONNECTIONS_MAX;
  const max = Number(setting);
  if (!Number.isInteger(max) || max < 1)
    throw new CannotStart(`DATABASE_POOL_MAX must be a whole number from 1, not "${setting}".`);
  return max;
}

/**
 * Whether DATABASE_URL leads through a pooler that gives each transaction another connection, which is so when
 * DATABASE_DIRECT_URL names PostgreSQL itself. A pooled connection keeps no settings and no prepared statements.
 */
export function isPooled(): boolean {
  return Boolean(process.env.DATABASE_DIRECT_URL);
}

/** The settings of a connection that lasts: for notifications, locks, the job queue and migrations. */
export function directConnectionConfig(): pg.ClientConfig {
  return inUtc(process.env.DATABASE_DIRECT_URL || process.env.DATABASE_URL);
}

function inUtc(url: string | undefined): pg.ClientConfig {
  return {
    ...commonConfig(url),
    // The Prisma adapter drops offsets: under another time zone it would store the wrong instant.
    options: "-c timezone=UTC",
  };
}

/** Where migrations are applied, and backups made: as the tables' owner, where that is another role. */
export function migrationUrl(): string {
  const { DATABASE_MIGRATION_URL, DATABASE_DIRECT_URL, DATABASE_URL } = process.env;
  return DATABASE_MIGRATION_URL || DATABASE_DIRECT_URL || DATABASE_URL || "";
}

function commonConfig(url: string | undefined): pg.ClientConfig {
  if (!url) throw new Error("DATABASE_URL is not set: start Counterfoil with `npm start`, which sets it.");
  return {
    connectionString: url,
    application_name: "counterfoil",
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  };
}

/** How a pool of one kind of work connects. Behind a pooler its role has the settings: docs/operations.md. */
function pooledConfig(work: Work): pg.ClientConfig {
  if (isPooled() && work !== "jobs") return commonConfig(process.env.DATABASE_URL);
  return lastingConfig(process.env.DATABASE_DIRECT_URL || process.env.DATABASE_URL, work);
}

function lastingConfig(url: string | undefined, work: Work): pg.ClientConfig {
  const { statement, lock, idleInTransaction } = TIMEOUTS_MS[work];
  const config = inUtc(url);
  return {
    ...config,
    options: [
      config.options,
      `-c statement_timeout=${statement}`,
      `-c lock_timeout=${lock}`,
      `-c idle_in_transaction_session_timeout=${idleInTransaction}`,
    ].join(" "),
  };
}

function newPool(config: pg.PoolConfig): pg.Pool {
  const made = new PatientPool({ ...config, idleTimeoutMillis: IDLE_TIMEOUT_MS });
  // A connection that dies fails the statement it runs and is replaced at the next use; without listeners it would end
  // the process, idle or not.
  made.on("error", () => {});
  made.on("connect", (client) => client.on("error", () => {}));
  return made;
}
