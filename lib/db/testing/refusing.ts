import type pg from "pg";
import { expect } from "vitest";
import { addressAs, onConnection } from "./roles";

/** One of each kind of refusal that passes: connection, rollback, resources, operator, system, lock, read-only. */
export const PASSING_STATES = [
  "08006",
  "40001",
  "40P01",
  "53100",
  "53200",
  "53300",
  "57014",
  "57P01",
  "57P03",
  "58030",
  "55P03",
  "25006",
] as const;

export type Change = "INSERT" | "UPDATE" | "INSERT OR UPDATE";

/** Does `work` while the database refuses to change a table with an SQLSTATE; fails where nothing met the refusal. */
export function whileRefusing<T>(
  state: string,
  { table, change }: { table: string; change: Change },
  work: () => Promise<T>,
): Promise<T> {
  // One connection and few round trips: this is done hundreds of times.
  return onConnection(addressAs("owner"), async (owner) => {
    await owner.query(`${FUNCTION};
      CREATE TRIGGER test_refuse BEFORE ${change} ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION test_refuse('${state}')`);
    try {
      const before = await refusalsOn(owner);
      const result = await work();
      expect(await refusalsOn(owner), `the refusal of ${table} was met`).toBeGreaterThan(before);
      return result;
    } finally {
      await owner.query(`DROP TRIGGER test_refuse ON ${table}`);
    }
  });
}

/** How often something was refused so far. */
export function refusals(): Promise<number> {
  return onConnection(addressAs("owner"), refusalsOn);
}

async function refusalsOn(owner: pg.Client): Promise<number> {
  const { rows } = await owner.query<{ n: number }>(
    "SELECT CASE WHEN is_called THEN last_value ELSE 0 END::int AS n FROM test_refusal",
  );
  return rows[0]?.n ?? 0;
}

// A sequence keeps count although what is refused is rolled back.
const FUNCTION = `
  CREATE SEQUENCE IF NOT EXISTS test_refusal;
  CREATE OR REPLACE FUNCTION test_refuse() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
    PERFORM nextval('test_refusal');
    RAISE EXCEPTION 'not now' USING ERRCODE = TG_ARGV[0];
  END $$`;
