import { rm } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { DATABASE_ROLES } from "./embedded/layout";
import { pool } from "./pool";
import { grantRights } from "./rights";
import { addressAs, onConnection, runAs, runOn } from "./testing/roles";

const FORBIDDEN = "42501";
const APPEND_ONLY = ["adjustment", "audit_entry", "state_change", "outbox"];
const HISTORY = [...APPEND_ONLY, "payment", "attempt", "commission", "payout_run", "idempotency_record"];

const column: Record<string, string> = { outbox: "data = '{}'", attempt: "id = id", commission: "id = id" };

/** What somebody would try who can make the application run SQL of theirs. */
const TRIES: string[] = [
  "SELECT pg_read_file('/etc/passwd')",
  "SELECT pg_read_file('postgresql.conf')",
  "SELECT pg_read_binary_file('/proc/self/environ')",
  "SELECT pg_ls_dir('.')",
  "SELECT lo_import('/etc/passwd')",
  "SELECT lo_export(1, '/tmp/rights-test')",
  "COPY (SELECT 1) TO PROGRAM 'cat > /tmp/rights-test'",
  "COPY merchant FROM PROGRAM 'env'",
  "COPY (SELECT 1) TO '/tmp/rights-test'",
  "COPY merchant FROM '/etc/passwd'",
  "SHOW data_directory",
  "SHOW config_file",
  "SELECT current_setting('hba_file')",
  "SELECT * FROM pg_hba_file_rules",
  "SELECT * FROM pg_authid",
  "ALTER SYSTEM SET fsync = off",
  "SET session_replication_role = replica",
  "SELECT pg_reload_conf()",
  "SET ROLE counterfoil",
  "SET ROLE counterfoil_owner",
  "SET SESSION AUTHORIZATION counterfoil",
  "CREATE ROLE intruder",
  "CREATE DATABASE intruder",
  "CREATE EXTENSION dblink",
  "CREATE EXTENSION file_fdw",
  "CREATE LANGUAGE plperlu",
  "CREATE TABLE intruder (id int)",
  "CREATE TEMPORARY TABLE intruder (id int)",
  "CREATE SCHEMA intruder",
  "CREATE FUNCTION intruder() RETURNS int LANGUAGE sql AS 'SELECT 1'",
  "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
  "DROP FUNCTION refuse_change CASCADE",
  "DROP SCHEMA public CASCADE",
  "DROP SCHEMA graphile_worker CASCADE",
  "UPDATE _prisma_migrations SET checksum = ''",
  "DELETE FROM _prisma_migrations",
  ...APPEND_ONLY.flatMap((table) => [
    `UPDATE ${table} SET ${column[table] ?? "request_id = 'x'"}`,
    `ALTER TABLE ${table} DISABLE TRIGGER USER`,
  ]),
  ...HISTORY.flatMap((table) => [
    `DELETE FROM ${table}`,
    `TRUNCATE ${table} CASCADE`,
    `DROP TABLE ${table} CASCADE`,
    `ALTER TABLE ${table} ADD COLUMN intruder text`,
    `CREATE TRIGGER intruder BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
    `CREATE INDEX ON ${table} ((1))`,
    `COMMENT ON TABLE ${table} IS 'mine'`,
    `GRANT ALL ON ${table} TO PUBLIC`,
  ]),
];

// A copy of a database has the rights on its tables, and not those on the database itself.
beforeAll(() =>
  onConnection(addressAs("owner"), (client) => grantRights(client, DATABASE_ROLES.application)),
);

describe("the role that the application runs as", () => {
  it("is no superuser, may make nothing and belongs to nobody", async () => {
    const { rows } = await pool().query(`
      SELECT rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls,
        (SELECT count(*)::int FROM pg_auth_members WHERE member = r.oid) AS memberships,
        (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS tables
      FROM pg_roles r WHERE rolname = current_user`);
    expect(rows).toEqual([
      {
        rolsuper: false,
        rolcreatedb: false,
        rolcreaterole: false,
        rolreplication: false,
        rolbypassrls: false,
        memberships: 0,
        tables: 0,
      },
    ]);
  });

  it.each(TRIES)("is refused: %s", async (text) => {
    const client = await pool().connect();
    try {
      // These two are not done in a transaction.
      if (!/^(ALTER SYSTEM|CREATE DATABASE)/.test(text)) await client.query("BEGIN");
      const tried = client.query(text);
      if (text.startsWith("GRANT")) {
        // A grant of rights one has not is a warning.
        await tried.catch(() => {});
        await client.query("ROLLBACK");
        const table = / ON (\w+) /.exec(text)?.[1];
        const { rows } = await client.query("SELECT has_table_privilege('public', $1, 'DELETE') AS may", [
          table,
        ]);
        expect(rows).toEqual([{ may: false }]);
      } else await expect(tried).rejects.toMatchObject({ code: refusalOf(text) });
    } finally {
      await client.query("ROLLBACK").catch(() => {});
      client.release(true);
      await rm("/tmp/rights-test", { force: true });
    }
  });

  it("is given what it lacks, and loses what it has too much of, at the next start, once", async () => {
    await runAs(
      "owner",
      "GRANT TRUNCATE ON outbox TO counterfoil_app; REVOKE INSERT ON payment FROM counterfoil_app",
    );
    const rights = () =>
      runAs<{ outbox: boolean; payment: boolean }>(
        "owner",
        "SELECT has_table_privilege('counterfoil_app', 'outbox', 'TRUNCATE') AS outbox, has_table_privilege('counterfoil_app', 'payment', 'INSERT') AS payment",
      );
    expect(await rights()).toEqual([{ outbox: true, payment: false }]);
    for (let start = 0; start < 2; start++)
      await onConnection(addressAs("owner"), (client) => grantRights(client, DATABASE_ROLES.application));
    expect(await rights()).toEqual([{ outbox: false, payment: true }]);
  });

  it("cannot reach the other databases' rows", async () => {
    await expect(
      runOn(addressAs("application", undefined, "postgres"), "CREATE TABLE mine (id int)"),
    ).rejects.toThrow(/permission denied/);
  });
});

// What PostgreSQL does not know, or the role is not told of, is refused in other words.
function refusalOf(text: string): unknown {
  if (/plperlu|dblink|file_fdw/.test(text)) return expect.stringMatching(/42501|0A000|58P01|42704/);
  return FORBIDDEN;
}
