import pg from "pg";
import { DATABASE_ROLES, type DatabaseRole } from "@/lib/db/embedded/layout";

/** The same place for another role, and perhaps another database of the same server. */
export function addressAs(
  role: DatabaseRole,
  address = process.env.DATABASE_URL ?? "",
  database?: string,
): string {
  const url = new URL(address);
  url.username = DATABASE_ROLES[role];
  if (database !== undefined) url.pathname = `/${database}`;
  return url.href;
}

/**
 * Runs SQL on a test's own database as a role that may do more than the application: the owner of the tables, or the
 * administrator of the server.
 */
export function runAs<Row extends pg.QueryResultRow>(
  role: DatabaseRole,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  return runOn<Row>(addressAs(role), text, values);
}

/** Runs SQL on a connection of its own. */
export function runOn<Row extends pg.QueryResultRow>(
  address: string,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  return onConnection(address, async (client) => (await client.query<Row>(text, values)).rows);
}

/** Does something on a connection of its own. */
export async function onConnection<T>(address: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: address, options: "-c timezone=UTC" });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
