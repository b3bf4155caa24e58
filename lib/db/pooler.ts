import pg from "pg";
import { CannotStart } from "@/lib/process/cannot-start";
import { directConnectionConfig } from "./pool";

// A pooler gives the connection it used last, mostly; this often is enough to see two clients on one.
const ROUNDS = 10;

const ADVICE =
  "name PostgreSQL itself in DATABASE_DIRECT_URL beside it (docs/operations.md), or let the pooler work in session mode";

/**
 * Throws CannotStart when an address leads through a pooler that gives each transaction another connection: locks,
 * notifications and the job queue, which live as long as a connection, would be lost or leak there.
 */
export async function refuseTransactionPooler(): Promise<void> {
  const clients = [newClient(), newClient()];
  const seen = clients.map(() => new Set<number>());
  try {
    for (const client of clients) await client.connect();
    for (let round = 0; round < ROUNDS; round++) {
      for (const [at, client] of clients.entries()) {
        const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
        seen[at]?.add(rows[0]?.pid ?? 0);
      }
    }
  } catch (err) {
    // What pgbouncer says to settings that a connection begins with.
    if (err instanceof Error && /unsupported startup parameter/i.test(err.message))
      throw new CannotStart(
        `the database's address leads through a pooler that takes no settings: ${ADVICE}.`,
      );
    throw err;
  } finally {
    for (const client of clients) await client.end().catch(() => {});
  }
  const [one = new Set(), other = new Set()] = seen;
  if (one.size > 1 || [...one].some((pid) => other.has(pid)))
    throw new CannotStart(
      `the database's address leads through a pooler that gives each transaction another connection: ${ADVICE}.`,
    );
}

function newClient(): pg.Client {
  const client = new pg.Client(directConnectionConfig());
  client.on("error", () => {});
  return client;
}
