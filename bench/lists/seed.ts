import pg from "pg";
import { SEED_FUNCTIONS, SEED_STATEMENTS, type SeedPlan } from "./seed-statements";

/** How many payments there are for each customer. */
const PAYMENTS_PER_CUSTOMER = 20;

/** Memory for building indexes, here alone: the server's own setting is meant for many at a time. */
const INDEX_MEMORY = "512MB";
const SORT_MEMORY = "128MB";
/** So that it is not written out again and again while it grows. */
const WAL_SIZE = "8GB";

/** What is filled in besides payments, and how thinly. */
export interface SeedOptions {
  /** Statements that run after the payments are there and before there are indexes. */
  also?: readonly string[];
  paymentsPerAudited?: number;
}

/**
 * Fills a database with payments of one year, with their histories, links and attempts, as if they had come one after the
 * other. Indexes are dropped before and built after, which is several times quicker than keeping them.
 */
export async function seed(
  databaseUrl: string,
  merchantId: string,
  payments: number,
  { also = [], paymentsPerAudited = 1 }: SeedOptions = {},
): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, options: "-c timezone=UTC" });
  await client.connect();
  try {
    await client.query(
      `SET maintenance_work_mem = '${INDEX_MEMORY}'; SET work_mem = '${SORT_MEMORY}'; SET synchronous_commit = off`,
    );
    // Neither triggers nor foreign keys: what is written here fits together by construction.
    await client.query("SET session_replication_role = replica");
    await client.query(SEED_FUNCTIONS);
    // Nobody reads meanwhile, and what is written is swept once, at the end.
    await client.query("ALTER SYSTEM SET autovacuum = off");
    await client.query(`ALTER SYSTEM SET max_wal_size = '${WAL_SIZE}'`);
    await client.query("SELECT pg_reload_conf()");
    const indexes = await dropIndexes(client);
    const customers = Math.ceil(payments / PAYMENTS_PER_CUSTOMER);
    const plan: SeedPlan = { payments, customers, merchantId, paymentsPerAudited };
    for (const statement of SEED_STATEMENTS) await client.query(statement(plan));
    for (const statement of also) await client.query(statement);
    for (const index of indexes) await client.query(index);
    await client.query("VACUUM (ANALYZE, PARALLEL 2)");
    // Written out now, or the first minute of measuring pays for it.
    await client.query("CHECKPOINT");
  } finally {
    await client.query("ALTER SYSTEM RESET ALL").catch(() => {});
    await client.query("SELECT pg_reload_conf()").catch(() => {});
    await client.end();
  }
}

// Primary keys stay: they are filled in their order, and that is cheap. Other unique keys are not (a link's token is random).
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ drop: string; build: string }>(`
    SELECT 'ALTER TABLE ' || c.conrelid::regclass || ' DROP CONSTRAINT ' || quote_ident(c.conname) AS drop,
      'ALTER TABLE ' || c.conrelid::regclass || ' ADD CONSTRAINT ' || quote_ident(c.conname) || ' ' || pg_get_constraintdef(c.oid)
        AS build
    FROM pg_constraint c
    WHERE c.contype = 'u' AND c.connamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT 1 FROM pg_constraint f WHERE f.contype = 'f' AND f.conindid = c.conindid)
    UNION ALL
    SELECT 'DROP INDEX ' || i.indexrelid::regclass, pg_get_indexdef(i.indexrelid)
    FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
    WHERE t.relnamespace = 'public'::regnamespace AND NOT i.indisprimary
      AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)`);
  for (const { drop } of rows) await client.query(drop);
  return rows.map(({ build }) => build);
}
