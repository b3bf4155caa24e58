import pg from "pg";

/** How many connections one process holds at most. Told to operators in docs/operations.md. */
export const POOL_CONNECTIONS_MAX = 20;

const CONNECT_TIMEOUT_MS = 10_000;
const IDLE_TIMEOUT_MS = 30_000;

// The framework bundles its own copy of this module beside the one the doors run from: both must share one pool.
const holder = globalThis as typeof globalThis & { counterfoilPool?: pg.Pool };

/** The process's only connection pool, made at first use from DATABASE_URL. */
export function pool(): pg.Pool {
  holder.counterfoilPool ??= newPool();
  return holder.counterfoilPool;
}

/** Ends every connection; the next use makes a new pool. */
export async function closePool(): Promise<void> {
  const open = holder.counterfoilPool;
  holder.counterfoilPool = undefined;
  await open?.end();
}

/** The connection settings that every connection of ours has, pooled or not. */
export function connectionConfig(): pg.ClientConfig {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set: start Counterfoil with `npm start`, which sets it.");
  return {
    connectionString: url,
    // The Prisma adapter drops offsets: under another time zone it would store the wrong instant.
    options: "-c timezone=UTC",
    application_name: "counterfoil",
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  };
}

function newPool(): pg.Pool {
  const made = new pg.Pool({
    ...connectionConfig(),
    max: POOL_CONNECTIONS_MAX,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
  });
  // A connection that dies fails the statement it runs and is replaced at the next use; without listeners it would end
  // the process, idle or not.
  made.on("error", () => {});
  made.on("connect", (client) => client.on("error", () => {}));
  return made;
}
