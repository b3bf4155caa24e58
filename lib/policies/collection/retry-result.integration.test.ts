import type { PoolClient } from "pg";
import { expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { pool } from "@/lib/db/pool";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { anInsurer } from "@/lib/policies/testing";
import { retryStatistics } from "./retry-statistics";
import { retryAsListed } from "./testing-retries";

const BILLING = { retryFailedPayments: { enabled: true, daysBetweenRetries: 5, numberOfRetries: 2 } };
const operator = contextOf("operator", new Date());

async function begin(): Promise<PoolClient> {
  const client = await pool().connect();
  await client.query("BEGIN");
  return client;
}

async function commit(client: PoolClient): Promise<void> {
  await client.query("COMMIT");
  client.release();
}

it("what a retry came to says what both changes said that were made at one moment", async () => {
  const insurer = await anInsurer({ billing: BILLING });
  const { body } = await insurer.pay("failed");
  const originalId = body.payment_id ?? "";
  const { paymentId } = await retryAsListed(operator, originalId);
  const result = async () => {
    const text = "SELECT failure_code, test, status FROM retry_result WHERE payment_id = $1";
    return (await runUnprepared<Record<string, unknown>>(text, [paymentId]))[0];
  };
  const before = await result();
  expect(before).toMatchObject({ test: true, status: "succeeded" });
  const one = await begin();
  await one.query("UPDATE payment SET failure_code = 'lost_card' WHERE id = $1", [originalId]);
  const other = await begin();
  // It waits for the first, whose change it could not see when it began.
  const waiting = other.query("UPDATE payment SET mode = NULL WHERE id = $1", [paymentId]);
  await expect
    .poll(async () => (await runUnprepared("SELECT FROM pg_locks WHERE NOT granted", [])).length)
    .toBeGreaterThan(0);
  await commit(one);
  await waiting;
  await commit(other);
  expect(await result()).toEqual({ failure_code: "lost_card", test: false, status: "succeeded" });
  await runUnprepared("UPDATE payment SET failure_code = $2 WHERE id = $1", [
    originalId,
    before?.failure_code,
  ]);
  await runUnprepared("UPDATE payment SET mode = 'test' WHERE id = $1", [paymentId]);
  expect(await result()).toEqual(before);
});

it("the figures of retries count decided ones alone: a chain once by its reason, each by its number", async () => {
  const [none, insurer] = [await anInsurer({ billing: BILLING }), await anInsurer({ billing: BILLING })];
  const figures = async ({ merchantId }: { merchantId: string }) => {
    const key = { type: "apiKey", id: newId(), label: "Till" } as const;
    const actor = { ...key, merchantId, scopes: ["payments:read"] } as const;
    return retryStatistics({ ctx: { ...operator, actor, now: new Date() } });
  };
  const first = (await insurer.pay("failed")).body.payment_id ?? "";
  await insurer.pay("failed");
  await insurer.pay("failed", { retry_of: first, amount: undefined, description: undefined });
  await insurer.pay("successful", { retry_of: first, amount: undefined, description: undefined });
  const { byAttempt, byReason, recovered } = await figures(insurer);
  expect(byAttempt).toEqual([
    { attempt: 1, tried: 1, recovered: 0 },
    { attempt: 2, tried: 1, recovered: 1 },
  ]);
  expect(byReason.map(({ tried, recovered: of }) => [tried, of])).toEqual([[1, 1]]);
  expect(recovered).toHaveLength(1);
  // As the migration makes those of a database that had none.
  const before = await figures(insurer);
  await runUnprepared("DELETE FROM retry_result", []);
  await runUnprepared(
    "SELECT retry_results_of(array_agg(DISTINCT original_id)) FROM policy_payment WHERE retry_of IS NOT NULL",
    [],
  );
  expect(await figures(insurer)).toEqual(before);
  expect(await figures(none)).toEqual({ byAttempt: [], byReason: [], recovered: [] });
});
