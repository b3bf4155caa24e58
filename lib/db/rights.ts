import { MIGRATION_LOCK } from "./migrate";
import type { Queryable } from "./sql";

/** What a role may do with the rows of a table. Never TRUNCATE, and nothing that changes the table. */
const PRIVILEGES = ["SELECT", "INSERT", "UPDATE", "DELETE"] as const;
type Privilege = (typeof PRIVILEGES)[number];

/** What is written once and stays; its tables refuse changes by a trigger as well. */
const APPEND_ONLY: readonly Privilege[] = ["SELECT", "INSERT"];
const KEPT: readonly Privilege[] = ["SELECT", "INSERT", "UPDATE"];

// Whose rows change and are never taken away by the application: money, and what was promised about it.
const KEPT_TABLES = [
  ...["payment", "attempt", "idempotency_record", "checkout_link", "connected_payment"],
  ...[
    "policy_payment",
    "policy_payment_coupon",
    "policy_payment_method",
    "referral_payment",
    "commission",
    "payout_run",
    "payout_line",
  ],
  ...["merchant", "customer", "payment_import", "payment_import_line", "webhook_attempt", "webhook_delivery"],
  ...["payment_initiation", "account_mirror", "mirrored_payment", "payment_batch"],
  ...["merchant_test_clock", "merchant_test_clock_step", "deployment"],
];

interface TableFacts {
  table: string;
  schema: string;
  name: string;
  appendOnly: boolean;
  /** Row security keeps out whoever has no policy: the job queue's tables have it. */
  guarded: boolean;
  has: Privilege[];
  more: boolean;
}

/**
 * Lets the role that the application runs as do what it needs, as the owner of the tables: history is added to and read,
 * migrations are read, other rows are written, and nothing else. Does nothing where that is so already.
 */
export async function grantRights(owner: Queryable, role: string): Promise<void> {
  const { rows } = await owner.query<{ role: string }>("SELECT quote_ident($1) AS role", [role]);
  const quoted = rows[0]?.role ?? "";
  if ((await missingRights(owner, role, quoted)).length === 0) return;
  await owner.query("BEGIN");
  try {
    await owner.query("SELECT pg_advisory_xact_lock($1)", [MIGRATION_LOCK]);
    for (const text of await missingRights(owner, role, quoted)) await owner.query(text);
    await owner.query("COMMIT");
  } catch (err) {
    await owner.query("ROLLBACK").catch(() => {});
    throw err;
  }
}

async function missingRights(owner: Queryable, role: string, quoted: string): Promise<string[]> {
  const { rows: schemas } = await owner.query<{ text: string }>(SCHEMAS, [role, quoted]);
  const { rows: tables } = await owner.query<TableFacts>(TABLES, [role]);
  return [...schemas.map(({ text }) => text), ...tables.flatMap((facts) => changesFor(facts, quoted))];
}

function changesFor(facts: TableFacts, role: string): string[] {
  const wanted = wantedFor(facts);
  const has = new Set(facts.has);
  const same = !facts.more && has.size === wanted.length && wanted.every((each) => has.has(each));
  return [
    ...(same
      ? []
      : [
          `REVOKE ALL ON ${facts.table} FROM ${role}`,
          `GRANT ${wanted.join(", ")} ON ${facts.table} TO ${role}`,
        ]),
    ...(facts.guarded
      ? [`CREATE POLICY ${role} ON ${facts.table} TO ${role} USING (true) WITH CHECK (true)`]
      : []),
  ];
}

function wantedFor({ schema, name, appendOnly }: TableFacts): readonly Privilege[] {
  if (schema !== "public") return name === "migrations" ? ["SELECT"] : PRIVILEGES;
  if (name === "_prisma_migrations") return ["SELECT"];
  if (appendOnly || name === "outbox") return APPEND_ONLY;
  return KEPT_TABLES.includes(name) ? KEPT : PRIVILEGES;
}

// A database in which everybody may make tables of their own for a while is one in which a role without rights may.
const SCHEMAS = `
  SELECT format('GRANT USAGE ON SCHEMA %I TO ', nspname) || $2 AS text FROM pg_namespace
  WHERE nspname IN ('public', 'graphile_worker') AND NOT has_schema_privilege($1, oid, 'USAGE')
  UNION ALL
  SELECT format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', datname) FROM pg_database
  WHERE datname = current_database() AND pg_has_role(datdba, 'USAGE') AND has_database_privilege($1, oid, 'TEMPORARY')`;

const TABLES = `
  SELECT c.oid::regclass::text AS table, n.nspname AS schema, c.relname AS name,
    EXISTS (SELECT 1 FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
      WHERE t.tgrelid = c.oid AND p.proname = 'refuse_change') AS "appendOnly",
    c.relrowsecurity AND NOT EXISTS (SELECT 1 FROM pg_policy p JOIN pg_roles r ON r.oid = ANY (p.polroles)
      WHERE p.polrelid = c.oid AND r.rolname = $1) AS guarded,
    array(SELECT each FROM unnest('{SELECT,INSERT,UPDATE,DELETE}'::text[]) each
      WHERE has_table_privilege($1, c.oid, each)) AS has,
    has_table_privilege($1, c.oid, 'TRUNCATE, REFERENCES, TRIGGER') AS more
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname IN ('public', 'graphile_worker') AND c.relkind IN ('r', 'p', 'v') AND pg_has_role(c.relowner, 'USAGE')`;
