import pg from "pg";
import { SEED_FUNCTIONS, SEED_STATEMENTS } from "./seed-statements";

/** How many payments there are for each customer. */
const PAYMENTS_PER_CUSTOMER = 20;

/** Memory for building indexes, here alone: the server's own setting is meant for many at a time. */
const INDEX_MEMORY = "512MB";

/**
 * Fills a database with payments of one year, with their histories, links and attempts, as if they had come one after the
 * other. Indexes are dropped before and built after, which is several times quicker than keeping them.
 */
export async function seed(databaseUrl: string, merchantId: string, payments: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, options: "-c timezone=UTC" });
  await client.connect();
  try {
    await client.query(`SET maintenance_work_mem = '${INDEX_MEMORY}'; SET synchronous_commit = off`);
    // Neither triggers nor foreign keys: what is written here fits together by construction.
    await client.query("SET session_replication_role = replica");
    await client.query(SEED_FUNCTIONS);
    const indexes = await dropIndexes(client);
    const customers = Math.ceil(payments / PAYMENTS_PER_CUSTOMER);
    for (const statement of SEED_STATEMENTS) await client.query(statement(payments, customers, merchantId));
    for (const index of indexes) await client.query(index);
    await client.query("VACUUM (ANALYZE, PARALLEL 2)");
    // Written out now, or the first minute of measuring pays for it.
    await client.query("CHECKPOINT");
  } finally {
    await client.end();
  }
}

// Those that stand for a constraint stay: they are filled in their order, and that is cheap.
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(`
    SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
    FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace
    WHERE n.nspname = 'public' AND NOT i.indisprimary
      AND t.relname IN ('payment', 'adjustment', 'customer', 'checkout_link', 'attempt', 'audit_entry')
      AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)`);
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  return rows.map(({ definition }) => definition);
}
