import { randomBytes, randomUUID } from "node:crypto";
import { chmod, cp, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { aMerchant } from "@/lib/checkout/testing";
import { keyIds } from "@/lib/crypto/encryption-keys";
import { DATABASE_ROLES, layoutOf } from "@/lib/db/embedded/layout";
import { currentHold, noteWhetherHeld } from "@/lib/db/hold";
import { closePool, pool } from "@/lib/db/pool";
import { addressAs, runAs, runOn } from "@/lib/db/testing/roles";
import { releaseHold } from "@/lib/deployment/release-hold";
import { startJobs } from "@/lib/jobs/runner";
import type { Manifest } from "./backup/manifest";
import { restoreBackup } from "./backup/restore-backup";
import { adviceOn, openDatabase } from "./database";
import { directoryMark } from "./directory-mark";

const own = process.env.DATABASE_URL ?? "";
let dataDirectory = "";
const made: string[] = [];

beforeEach(async () => {
  await closePool();
  dataDirectory = await mkdtemp(path.join(os.tmpdir(), "counterfoil-roles-"));
  await chmod(dataDirectory, 0o755);
});

afterEach(async () => {
  await closePool();
  vi.unstubAllEnvs();
  process.env.DATABASE_URL = own;
  await rm(dataDirectory, { recursive: true, force: true });
});

afterAll(async () => {
  // Databases first: roles have rights in them.
  for (const text of made.toSorted()) await runAs("administrator", text);
});

/** Opens the data directory, and closes it again afterwards. */
async function inDirectory<T>(work: () => Promise<T>): Promise<T> {
  vi.stubEnv("DATABASE_MIGRATION_URL", "");
  const database = await openDatabase({ databaseUrl: undefined, dataDirectory });
  // Another process would not know what this one does of another directory.
  noteWhetherHeld(true);
  try {
    return await work();
  } finally {
    await closePool();
    await database.stop();
  }
}

/** An outside database with two roles of its own, as docs/operations.md makes them. */
async function twoRoles(): Promise<{ app: string; owner: string; names: { app: string; owner: string } }> {
  const suffix = randomUUID().slice(0, 8);
  const names = { app: `app_${suffix}`, owner: `owner_${suffix}` };
  for (const role of [names.owner, names.app]) {
    await runAs("administrator", `CREATE ROLE ${role} LOGIN PASSWORD 'x'`);
    made.push(`DROP ROLE ${role}`);
  }
  const database = `outside_${suffix}`;
  await runAs("administrator", `CREATE DATABASE ${database} OWNER ${names.owner}`);
  made.push(`DROP DATABASE ${database} WITH (FORCE)`);
  const as = (role: string) => {
    const url = new URL(own);
    url.username = role;
    url.pathname = `/${database}`;
    return url.href;
  };
  return { app: as(names.app), owner: as(names.owner), names };
}

const SECRETS = ["COUNTERFOIL_ENCRYPTION_KEY", "NEXT_SERVER_ACTIONS_ENCRYPTION_KEY"];
const WHO = "SELECT current_user AS role, rolsuper AS super FROM pg_roles WHERE rolname = current_user";
const OWNERS = `
  SELECT DISTINCT pg_get_userbyid(relowner) AS owner FROM pg_class
  WHERE relnamespace::regnamespace::text IN ('public', 'graphile_worker') AND relkind IN ('r', 'v', 'S', 'c')`;

describe("the built-in database", () => {
  it("is run as a role that is no superuser and owns nothing, jobs included", async () => {
    await inDirectory(async () => {
      expect((await pool().query(WHO)).rows).toEqual([{ role: DATABASE_ROLES.application, super: false }]);
      expect((await pool().query(OWNERS)).rows).toEqual([{ owner: DATABASE_ROLES.owner }]);
      let runs = 0;
      const jobs = await startJobs([{ name: "least", schedule: { everyMs: 20 }, run: async () => runs++ }]);
      await vi.waitFor(() => expect(runs).toBeGreaterThan(2), { timeout: 15_000 });
      await jobs.stop();
    });
  }, 120_000);

  it("of an earlier version, where all was the superuser's, comes up with its data and its rights", async () => {
    await inDirectory(async () => {
      const { socketDirectory } = layoutOf(dataDirectory);
      const superuser = `postgresql://${DATABASE_ROLES.administrator}@localhost:5432/counterfoil?host=${encodeURIComponent(socketDirectory)}`;
      await pool().query("INSERT INTO rate_limit (key, points) VALUES ('kept', 7)");
      await closePool();
      await runOn(
        superuser,
        `REASSIGN OWNED BY ${DATABASE_ROLES.owner} TO ${DATABASE_ROLES.administrator};
         DROP OWNED BY ${DATABASE_ROLES.application}; DROP OWNED BY ${DATABASE_ROLES.owner};
         DROP ROLE ${DATABASE_ROLES.application}; DROP ROLE ${DATABASE_ROLES.owner};`,
      );
      expect(await runOn(superuser, OWNERS)).toEqual([{ owner: DATABASE_ROLES.administrator }]);
    });
    await inDirectory(async () => {
      expect((await pool().query("SELECT points FROM rate_limit WHERE key = 'kept'")).rows).toEqual([
        { points: 7 },
      ]);
      expect((await pool().query(OWNERS)).rows).toEqual([{ owner: DATABASE_ROLES.owner }]);
      await pool().query("UPDATE rate_limit SET points = 8");
      await expect(pool().query("DELETE FROM adjustment")).rejects.toMatchObject({ code: "42501" });
    });
  }, 120_000);
});

describe("a data directory", () => {
  it("that was copied is held when it is started, and the one it was copied from is not, nor one that was moved", async ({
    skip,
  }) => {
    const original = dataDirectory;
    const held = () => inDirectory(async () => (await currentHold())?.because ?? null);
    expect(await held()).toBeNull();
    skip((await directoryMark(original)) === null, "this disk does not say which files are copies");
    const copy = await mkdtemp(path.join(os.tmpdir(), "counterfoil-copy-"));
    const moved = `${original}-moved`;
    try {
      await cp(original, copy, { recursive: true, preserveTimestamps: true });
      await chmod(copy, 0o755);
      dataDirectory = copy;
      expect(await held()).toBe("copied");
      await inDirectory(() => releaseHold({ ctx: contextOf("owner") }));
      expect(await held()).toBeNull();
      await rename(original, moved);
      dataDirectory = moved;
      expect(await held()).toBeNull();
    } finally {
      dataDirectory = original;
      for (const made of [copy, moved]) await rm(made, { recursive: true, force: true });
    }
  }, 240_000);
});

describe("the secrets of a data directory", () => {
  it("that are moved away from a full database are missed, and none are made in their place", async () => {
    const forget = () => {
      for (const name of SECRETS) vi.stubEnv(name, "");
    };
    forget();
    await inDirectory(() => aMerchant());
    const [before = ""] = keyIds();
    const file = path.join(dataDirectory, "secrets.json");
    const elsewhere = path.join(dataDirectory, "elsewhere.json");
    await rename(file, elsewhere);
    forget();
    const refused = new RegExp(`^[^\n]*secrets\\.json is not there[^\n]*key ${before}[^\n]*$`);
    await expect(inDirectory(async () => {})).rejects.toThrow(refused);
    expect(await readdir(dataDirectory)).not.toContain("secrets.json");
    // Those of another deployment are no better.
    const other = JSON.stringify(
      Object.fromEntries(SECRETS.map((name) => [name, randomBytes(32).toString("base64")])),
    );
    await writeFile(file, other);
    await expect(inDirectory(async () => {})).rejects.toThrow(`sealed with the key ${before}`);
    forget();
    await rename(elsewhere, file);
    await inDirectory(async () => expect(keyIds()).toEqual([before]));
    // Lost for good: whoever says so may go on.
    forget();
    await rm(file);
    vi.stubEnv("COUNTERFOIL_ENCRYPTION_KEYS_LOST", before);
    await inDirectory(async () => expect(keyIds()).not.toEqual([before]));
  }, 120_000);
});

describe("an outside database", () => {
  it.each(["SQL_ASCII", "LATIN1"])(
    "in %s is refused before anything is made in it, by a restore too",
    async (encoding) => {
      const name = `encoded_${randomUUID().slice(0, 8)}`;
      await runAs(
        "administrator",
        `CREATE DATABASE ${name} ENCODING '${encoding}' TEMPLATE template0 LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'`,
      );
      made.push(`DROP DATABASE ${name} WITH (FORCE)`);
      const url = addressAs("administrator", own, name);
      vi.stubEnv("DATABASE_MIGRATION_URL", "");
      const refused = new RegExp(
        `^the database must be in UTF8 and is in ${encoding}: [^\n]*ENCODING 'UTF8' TEMPLATE template0\\.$`,
      );
      await expect(openDatabase({ databaseUrl: url, dataDirectory: null })).rejects.toThrow(refused);
      const manifest = { migrations: [] } as unknown as Manifest;
      const { signal } = new AbortController();
      await expect(restoreBackup({ url, file: "", manifest, signal })).rejects.toThrow(refused);
      expect(
        await runOn(url, "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"),
      ).toEqual([]);
    },
  );

  it("with two roles is migrated by its owner and run by the other", async () => {
    const { app, owner, names } = await twoRoles();
    vi.stubEnv("DATABASE_MIGRATION_URL", owner);
    await (await openDatabase({ databaseUrl: app, dataDirectory: null })).stop();
    expect((await pool().query(WHO)).rows).toEqual([{ role: names.app, super: false }]);
    await pool().query("INSERT INTO rate_limit (key, points) VALUES ('mine', 1)");
    await expect(pool().query("TRUNCATE outbox")).rejects.toMatchObject({ code: "42501" });
    // With nothing to migrate a process needs no owner.
    await closePool();
    vi.stubEnv("DATABASE_MIGRATION_URL", "");
    await (await openDatabase({ databaseUrl: app, dataDirectory: null })).stop();
  }, 120_000);

  it("with one role works as ever", async () => {
    const { owner, names } = await twoRoles();
    vi.stubEnv("DATABASE_MIGRATION_URL", "");
    await (await openDatabase({ databaseUrl: owner, dataDirectory: null })).stop();
    expect((await pool().query(WHO)).rows).toEqual([{ role: names.owner, super: false }]);
    await expect(pool().query("DELETE FROM adjustment")).resolves.toBeDefined();
  }, 120_000);

  it("whose role may make no temporary tables says which right is missing", async () => {
    const { owner, names } = await twoRoles();
    const database = new URL(owner).pathname.slice(1);
    const administrator = addressAs("administrator", own, database);
    await runOn(
      administrator,
      `ALTER DATABASE ${database} OWNER TO ${DATABASE_ROLES.administrator};
       REVOKE TEMPORARY ON DATABASE ${database} FROM PUBLIC;
       GRANT CREATE ON DATABASE ${database} TO ${names.owner}; GRANT CREATE ON SCHEMA public TO ${names.owner}`,
    );
    vi.stubEnv("DATABASE_MIGRATION_URL", "");
    const open = () => openDatabase({ databaseUrl: owner, dataDirectory: null });
    await expect(open()).rejects.toThrow(/^[^\n]*temporary tables[^\n]*GRANT TEMPORARY ON DATABASE[^\n]*$/);
    await runOn(administrator, `GRANT TEMPORARY ON DATABASE ${database} TO ${names.owner}`);
    await (await open()).stop();
    await closePool();
    // Its tables are the role's, which is dropped after it.
    await runOn(administrator, `ALTER DATABASE ${database} OWNER TO ${names.owner}`);
  }, 120_000);

  it("that is to be migrated without its owner says which setting is missing, and one of another database too", async () => {
    const { app } = await twoRoles();
    vi.stubEnv("DATABASE_MIGRATION_URL", "");
    const open = () => openDatabase({ databaseUrl: app, dataDirectory: null });
    await expect(open()).rejects.toThrow(/^[^\n]*permission denied[^\n]*DATABASE_MIGRATION_URL[^\n]*$/);
    vi.stubEnv("DATABASE_MIGRATION_URL", addressAs("owner", own));
    await expect(open()).rejects.toThrow("two different databases");
  }, 120_000);
});

it("says what to do about a certificate that no known authority signed, and nothing where the reason says it", () => {
  const coded = (code: string) => adviceOn(Object.assign(new Error("unable"), { code }));
  expect(coded("UNABLE_TO_VERIFY_LEAF_SIGNATURE")).toContain("sslrootcert");
  expect(coded("SELF_SIGNED_CERT_IN_CHAIN")).toContain("sslrootcert");
  expect(coded("42501")).toContain("DATABASE_MIGRATION_URL");
  expect(coded("ECONNREFUSED")).toBe("");
});
