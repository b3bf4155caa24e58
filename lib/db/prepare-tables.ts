import { Logger, runMigrations } from "graphile-worker";
import pg from "pg";
import { sayingWhatFor } from "@/lib/log/say-waiting";
import { MIGRATIONS_DIRECTORY, migrate } from "./migrate";
import { grantRights } from "./rights";
import type { Queryable } from "./sql";

/**
 * Brings our tables and the job queue's up to date as their owner, and lets the role that the application runs as do what
 * it needs (null: no role yet). Returns the migrations it applied. `after` is done as the owner as well.
 */
export async function prepareTables(
  { ownerUrl, role, signal }: { ownerUrl: string; role: string | null; signal?: AbortSignal | undefined },
  after: (owner: Queryable) => Promise<void> = async () => {},
): Promise<string[]> {
  const applied = await migrate(ownerUrl, MIGRATIONS_DIRECTORY, signal);
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 1, options: "-c timezone=UTC" });
  owner.on("error", () => {});
  owner.on("connect", (client) => client.on("error", () => {}));
  try {
    await sayingWhatFor("the job queue's tables", () =>
      runMigrations({ pgPool: owner, logger: new Logger(() => () => {}) }),
    );
    const client = await owner.connect();
    try {
      const { rows } = await client.query<{ owner: string }>("SELECT current_user AS owner");
      if (role !== null && rows[0]?.owner !== role)
        await sayingWhatFor("the rights on the tables", () => grantRights(client, role));
      await after(client);
    } finally {
      client.release();
    }
  } finally {
    await owner.end();
  }
  return applied;
}
