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

/** A table whose changes the database can be made to refuse. */
export interface Refusing {
  /** Does something while a change is refused with an SQLSTATE; fails where nothing met the refusal. */
  during: <T>(state: string, work: () => Promise<T>) => Promise<T>;
  /** How often something was refused so far. */
  refusals: () => Promise<number>;
}

/** Readies a table for refusals, and does `work` with it. */
export function refusing<T>(
  { table, change }: { table: string; change: Change },
  work: (refusing: Refusing) => Promise<T>,
): Promise<T> {
  // One connection, and few changes of the schema: after each, every connection plans anew what it has prepared.
  return onConnection(addressAs("owner"), async (owner) => {
    await owner.query(`${FUNCTION};
      CREATE TRIGGER test_refuse BEFORE ${change} ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION test_refuse()`);
    const refuse = (state: string) => owner.query("UPDATE test_refused SET state = $1", [state]);
    const refusals = () => refusalsOn(owner);
    try {
      return await work({
        refusals,
        during: async (state, work) => {
          const before = await refusals();
          await refuse(state);
          const result = await work().finally(() => refuse(""));
          expect(await refusals(), `the refusal of ${table} was met`).toBeGreaterThan(before);
          return result;
        },
      });
    } finally {
      await owner.query(`DROP TRIGGER test_refuse ON ${table}`);
    }
  });
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
  DROP TABLE IF EXISTS test_refused;
  CREATE TABLE test_refused AS SELECT ''::text AS state;
  CREATE OR REPLACE FUNCTION test_refuse() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
  DECLARE refused text := (SELECT state FROM test_refused);
  BEGIN
    IF refused = '' THEN RETURN NULL; END IF;
    PERFORM nextval('test_refusal');
    RAISE EXCEPTION 'not now' USING ERRCODE = refused;
  END $$`;
