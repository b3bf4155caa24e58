import pg from "pg";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { closePool, during, pool, TIMEOUTS_MS } from "@/lib/db/pool";
import { runUnprepared } from "@/lib/db/sql";
import { runAs } from "@/lib/db/testing/roles";
import { runAsyncRequests } from "@/lib/policies/payments/async-requests";
import { anInsurer, ask as askPolicy, jobAt } from "@/lib/policies/testing";
import { aKey, ask } from "@/lib/requests/testing";
import { healthDoor } from "@/lib/server/health";
import { checkoutDoor } from "./checkout";
import { connectedDoor } from "./connected";
import { policyDoor } from "./policies";
import { conversionDoor, referralDoor } from "./referrals";

let key: Awaited<ReturnType<typeof aKey>>;

beforeAll(async () => {
  key = await aKey();
});

/** Holds a lock that nothing gets past while `during` runs. */
async function whileLocked<T>(tables: string, run: (holder: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  try {
    await client.query("BEGIN");
    await client.query(`LOCK TABLE ${tables} IN ACCESS EXCLUSIVE MODE`);
    return await run(client);
  } finally {
    await client.end();
  }
}

const DOORS = [
  ["checkout", checkoutDoor, "/v0/payments", { error: "internal_server_error", code: "SERVICE_UNAVAILABLE" }],
  ["referral", referralDoor, "/api/v1/referrals", { errors: [{ title: "Service unavailable" }] }],
  ["policy", policyDoor, "/v1/insurance/policies", { error: { type: "server_error" } }],
  ["connected", connectedDoor, "/api/payments/payments", { errorCode: "INTERNAL" }],
] as const;

describe("one long lock", () => {
  it(
    "makes what needs it a 503 with Retry-After in each door's own words, and nothing else",
    async () => {
      await whileLocked("payment, policy, referral", async () => {
        const refused = DOORS.map(async ([name, door, path, words]) => {
          const secret =
            name === "policy" ? `Basic ${Buffer.from(`${key.secret}:`).toString("base64")}` : key.secret;
          const { status, headers, body } = await ask(door, "GET", path, secret);
          expect([name, status]).toEqual([name, 503]);
          expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
          expect(body).toMatchObject(words);
        });
        // More than the pool holds wait for the lock; health has a connection of its own.
        const waiting = Array.from({ length: 25 }, () =>
          ask(checkoutDoor, "GET", "/v0/payments", key.secret),
        );
        const health = await healthDoor(new Request("http://localhost/api/health"));
        expect(health.status).toBe(200);
        const jobs = await during("jobs", () => pool().query("SELECT 1 AS one"));
        expect(jobs.rows).toEqual([{ one: 1 }]);
        await Promise.all(refused);
        for (const { status } of await Promise.all(waiting)) expect(status).toBe(503);
      });
      expect((await ask(checkoutDoor, "GET", "/v0/payments", key.secret)).status).toBe(200);
    },
    TIMEOUTS_MS.requests.lock * 8,
  );

  it("leaves what needs no locked table as it is", async () => {
    await whileLocked("payment", async () => {
      const { status } = await ask(checkoutDoor, "GET", "/v0/customers", key.secret);
      expect(status).toBe(200);
    });
  });

  it("makes a conversion a 503 in its words too", async () => {
    await whileLocked("partner, partnership, referral", async () => {
      const { status, body } = await ask(conversionDoor, "POST", "/api/v2/tracking/conversion", key.secret, {
        affiliate_slug: "nobody",
        uid: "user-1",
      });
      expect(status).toBe(503);
      expect(body).toMatchObject({ errors: [{ title: "Service unavailable" }] });
    });
  });
});

describe("an async request that was acknowledged", () => {
  it("is done whole after the database refused it in passing", async () => {
    const insurer = await anInsurer();
    const items = Array.from({ length: 20 }, (_, index) => ({
      policy_id: insurer.policyId,
      ...insurer.body("processing", { description: `Premium ${index}` }),
    }));
    const { status } = await askPolicy(insurer.key, "POST", "/payments/async-create", items);
    expect(status).toBe(200);
    const run = () => runAsyncRequests({ ctx: jobAt(new Date()) });
    await whileLocked("payment", async (holder) => {
      // As a deadline of the server's does, while the lock is held: 57014.
      const cancelled = expect(run()).rejects.toMatchObject({ code: "57014" });
      await vi.waitUntil(async () => {
        const { rows } = await holder.query(
          `SELECT pg_cancel_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        return rows.length > 0;
      });
      await cancelled;
      await expect(run()).rejects.toMatchObject({ code: "55P03" });
    });
    expect(await run()).toBe(1);
    const [row] = await runUnprepared<{ payments: number; accepted: number }>(
      `SELECT (SELECT count(*)::int FROM policy_payment WHERE policy_id = $1) AS payments,
         (SELECT sum(accepted_count)::int FROM policy_async_request) AS accepted`,
      [insurer.policyId],
    );
    expect(row).toEqual({ payments: items.length, accepted: items.length });
  });
});

describe("a server that gives no more connections", () => {
  it("makes a process wait for those it has, and fails nothing", async () => {
    await runAs("administrator", "CREATE ROLE crowded LOGIN CONNECTION LIMIT 3");
    await runAs("administrator", "GRANT SELECT ON merchant TO crowded");
    const own = process.env.DATABASE_URL;
    const crowded = new URL(own ?? "");
    crowded.username = "crowded";
    await closePool();
    process.env.DATABASE_URL = crowded.href;
    try {
      const asked = Array.from({ length: 60 }, () =>
        pool().query("SELECT count(*) FROM merchant, pg_sleep(0.02)"),
      );
      expect(await Promise.all(asked)).toHaveLength(60);
      expect(pool().totalCount).toBeLessThanOrEqual(3);
    } finally {
      await closePool();
      process.env.DATABASE_URL = own;
      await runAs("administrator", "DROP OWNED BY crowded");
      await runAs("administrator", "DROP ROLE crowded");
    }
  });
});
