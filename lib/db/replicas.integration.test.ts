import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { aLink, aMerchant } from "@/lib/checkout/testing";
import { addressOf, type Layout, layoutOf } from "@/lib/db/embedded/layout";
import { metrics } from "@/lib/metrics/metrics";
import { EVERYTHING } from "@/lib/payments/search";
import { searchPayments } from "@/lib/payments/search-payments";
import { checkReplicas } from "@/lib/server/doctor/check-replicas";
import { asOneTransaction } from "./one-transaction";
import { closePool, during } from "./pool";
import { prepareTables } from "./prepare-tables";
import { onReplica, REPLICA_WAIT_MS } from "./replicas";
import { runUnprepared } from "./sql";
import { attachStandby, isPrimary, promote, startPrimary } from "./testing/servers";
import { killDatabase, stopDatabase } from "./testing/stop-server";

let directory = "";
let primary: Layout;
let replica: Layout;
const started: Layout[] = [];

beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "counterfoil-replicas-"));
  await chmod(directory, 0o755);
  primary = await startPrimary({ onStop: () => {} }, await place("primary"));
  started.push(primary);
  await prepareTables({ ownerUrl: addressOf(primary, { role: "owner" }), role: "counterfoil_app" });
  replica = await aStandbyOf(primary, "replica");
}, 120_000);

afterAll(async () => {
  await closePool();
  for (const layout of started) await stopDatabase(layout.cluster);
  await rm(directory, { recursive: true, force: true });
});

beforeEach(async () => {
  await lead(primary, [replica]);
});

async function place(name: string): Promise<string> {
  const made = path.join(directory, name);
  await mkdir(made, { mode: 0o755 });
  return made;
}

async function aStandbyOf(of: Layout, name: string): Promise<Layout> {
  const layout = layoutOf(await place(name));
  await attachStandby(of, layout);
  started.push(layout);
  return layout;
}

/** The process as it is after a start with these servers. */
async function lead(to: Layout, replicas: Layout[]): Promise<void> {
  await closePool();
  Object.assign(globalThis, { counterfoilReplicas: undefined });
  process.env.DATABASE_URL = addressOf(to, { role: "application" });
  process.env.DATABASE_REPLICA_URL = replicas
    .map((each) => addressOf(each, { role: "application" }))
    .join(" ");
}

async function asAdministrator(layout: Layout, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: addressOf(layout, { role: "administrator" }) });
  await client.connect();
  await client.query(text).finally(() => client.end());
}

const answeredBy = async () => {
  const [row] = await runUnprepared<{ standby: boolean }>("SELECT pg_is_in_recovery() AS standby", []);
  return row?.standby ? "replica" : "primary";
};

/** On a busy machine a replica may be late at first. */
const untilReplicaAnswers = (read: () => Promise<unknown> = answeredBy, answer: unknown = "replica") =>
  vi.waitFor(async () => expect(await onReplica(read)).toEqual(answer), { timeout: 20_000, interval: 200 });

const answers = async () =>
  Object.fromEntries(
    (await metrics().replicaReads.get()).values.map(({ labels, value }) => [labels.outcome, value]),
  );

describe("a read that a replica may answer", () => {
  it("is answered by a replica, for requests alone", async () => {
    await untilReplicaAnswers();
    await untilReplicaAnswers(() => onReplica(answeredBy));
    await expect(answeredBy()).resolves.toBe("primary");
    await expect(during("jobs", () => onReplica(answeredBy))).resolves.toBe("primary");
    delete process.env.DATABASE_REPLICA_URL;
    await expect(onReplica(answeredBy)).resolves.toBe("primary");
  });

  it("is a search, and finds what was recorded just before, whoever recorded it", async () => {
    metrics().replicaReads.reset();
    const { id: merchantId } = await aMerchant();
    const operator = contextOf("operator");
    const recordAndSearch = async () => {
      const { id: paymentId } = await aLink({ merchantId });
      const { rows } = await searchPayments({
        ctx: { ...operator, now: new Date() },
        input: { search: { ...EVERYTHING, q: paymentId }, timeZone: "UTC" },
      });
      return rows.map(({ id }) => id).includes(paymentId);
    };
    const found: boolean[] = [];
    for (let round = 0; round < 10; round++)
      found.push(...(await Promise.all(Array.from({ length: 8 }, recordAndSearch))));
    expect(found.filter((each) => !each)).toEqual([]);
    expect((await answers()).replica).toBeGreaterThan(0);
  });

  it("is answered by the primary while the replica is behind, and by the replica once it is not", async () => {
    await asAdministrator(primary, "CREATE TABLE IF NOT EXISTS noted (n int); GRANT ALL ON noted TO PUBLIC");
    await untilReplicaAnswers();
    await asAdministrator(replica, "SELECT pg_wal_replay_pause()");
    await runUnprepared("INSERT INTO noted VALUES (1)", []);
    const read = () => runUnprepared("SELECT pg_is_in_recovery() AS standby, n FROM noted", []);
    const began = performance.now();
    await expect(onReplica(read)).resolves.toEqual([{ standby: false, n: 1 }]);
    const waited = performance.now() - began;
    expect(waited).toBeGreaterThan(REPLICA_WAIT_MS / 2);
    // While it rests nobody waits for it.
    await expect(onReplica(read)).resolves.toEqual([{ standby: false, n: 1 }]);
    await asAdministrator(replica, "SELECT pg_wal_replay_resume()");
    await untilReplicaAnswers(read, [{ standby: true, n: 1 }]);
  });

  it("is answered by the primary in a transaction over all connections", async () => {
    await expect(asOneTransaction(() => onReplica(answeredBy))).resolves.toBe("primary");
  });

  it("is not asked twice when it is refused for what it is", async () => {
    const read = vi.fn(() => runUnprepared("SELECT 1 / 0", []));
    await expect(onReplica(read)).rejects.toThrow("division by zero");
    expect(read).toHaveBeenCalledTimes(1);
  });

  it("is answered by the primary when it would write, which a replica refuses", async () => {
    const write = () => runUnprepared("CREATE TABLE of_no_replica ()", []);
    await expect(onReplica(write)).rejects.toThrow("permission denied");
  });

  it("knows nothing of a server that follows another primary, however far that is", async () => {
    const promoted = await aStandbyOf(primary, "promoted");
    await promote(promoted);
    await vi.waitFor(async () => expect(await isPrimary(promoted)).toBe(true), 20_000);
    await asAdministrator(
      primary,
      "CREATE TABLE bulk AS SELECT repeat('x', 8000) FROM generate_series(1, 4000)",
    );
    await lead(primary, [replica]);
    await untilReplicaAnswers();
    await lead(promoted, [replica]);
    await expect(onReplica(answeredBy)).resolves.toBe("primary");
    const [ofAnother] = await checkReplicas();
    expect(ofAnother).toMatchObject({ state: "wrong", sentence: expect.stringContaining("does not follow") });
    // Nor of one that is a primary itself.
    await lead(primary, [promoted]);
    await expect(onReplica(answeredBy)).resolves.toBe("primary");
    await lead(primary, [replica, promoted]);
    process.env.DATABASE_REPLICA_URL += " postgresql://nobody:secret@127.0.0.1:1/counterfoil";
    const findings = await checkReplicas();
    expect(findings.map(({ state }) => state)).toEqual(["ok", "wrong", "wrong"]);
    expect(findings[1]?.sentence).toContain("is no standby");
    expect(findings[2]?.sentence).toMatch(/^127\.0\.0\.1:1 cannot be asked/);
    expect(findings[2]?.sentence).not.toContain("secret");
  });

  it("is read again from the primary when the replica is lost in the middle of it, and not asked of it after", async () => {
    const read = vi.fn(async () => {
      const by = await answeredBy();
      if (by === "replica") await killDatabase(replica.cluster);
      return [by, await answeredBy()];
    });
    await vi.waitFor(
      async () => {
        read.mockClear();
        expect(await onReplica(read)).toEqual(["primary", "primary"]);
        expect(read).toHaveBeenCalledTimes(2);
      },
      { timeout: 20_000, interval: 200 },
    );
    await expect(onReplica(answeredBy)).resolves.toBe("primary");
  });
});
