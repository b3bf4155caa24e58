import pg from "pg";
import { addressOf, DATABASE_NAME, DATABASE_ROLES, type Layout } from "./layout";

const { administrator, owner, application } = DATABASE_ROLES;

/**
 * Makes the database and its roles where they are missing. In a directory of an earlier version everything belongs to the
 * administrator, whose tables are given to the owner.
 */
export async function prepareDatabase(layout: Layout): Promise<void> {
  const isNew = await onDatabase(addressOf(layout, { role: "administrator", database: "postgres" }), makeAll);
  if (isNew) return;
  await onDatabase(addressOf(layout, { role: "administrator" }), async (client) => {
    const { rows } = await client.query<{ text: string }>(HAND_OVER);
    if (rows.length === 0) return;
    await client.query(["BEGIN", ...rows.map(({ text }) => text), "COMMIT"].join(";\n"));
  });
}

async function onDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** True when the database was made just now, and so is the owner's from the beginning. */
async function makeAll(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ role: string }>("SELECT rolname AS role FROM pg_roles");
  for (const role of [owner, application])
    if (!rows.some((row) => row.role === role)) await client.query(`CREATE ROLE ${role} ${LEAST}`);
  const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [DATABASE_NAME]);
  if (found.rowCount !== 0) return false;
  await client.query(`CREATE DATABASE ${DATABASE_NAME} OWNER ${owner}`);
  return true;
}

const LEAST = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS";

// What the administrator owns of ours, as the statements that give it away. What belongs to something else (the sequence
// of a column, the index of a table, the functions of an extension) follows it.
const HAND_OVER = `
  WITH mine AS (
    SELECT oid AS role FROM pg_roles WHERE rolname = '${administrator}'
  ), ours AS (
    SELECT oid AS namespace, nspname, nspowner FROM pg_namespace WHERE nspname IN ('public', 'graphile_worker')
  )
  SELECT format('ALTER DATABASE %I OWNER TO ${owner}', datname) AS text
  FROM pg_database, mine WHERE datname = current_database() AND datdba = mine.role
  UNION ALL
  SELECT format('ALTER SCHEMA %I OWNER TO ${owner}', nspname) FROM ours, mine WHERE nspowner = mine.role
  UNION ALL
  SELECT format('ALTER %s %s OWNER TO ${owner}',
    CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' WHEN 'c' THEN 'TYPE' ELSE 'TABLE' END,
    c.oid::regclass)
  FROM pg_class c JOIN ours ON c.relnamespace = ours.namespace, mine
  WHERE c.relowner = mine.role AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'c')
    AND (c.relkind = 'c' OR NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i', 'e')))
  UNION ALL
  SELECT format('ALTER ROUTINE %s OWNER TO ${owner}', p.oid::regprocedure)
  FROM pg_proc p JOIN ours ON p.pronamespace = ours.namespace, mine
  WHERE p.proowner = mine.role
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
  UNION ALL
  SELECT format('ALTER TYPE %s OWNER TO ${owner}', t.oid::regtype)
  FROM pg_type t JOIN ours ON t.typnamespace = ours.namespace, mine
  WHERE t.typowner = mine.role AND t.typtype IN ('e', 'd')
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')`;
