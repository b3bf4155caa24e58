import type { PoolClient } from "pg";
import { expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { pool } from "@/lib/db/pool";
import { runUnprepared } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
import { newId } from "@/lib/ids";
import { getOverview } from "@/lib/payments/overview";
import { anInsurer } from "@/lib/policies/testing";
import { RETRY_STATISTICS_DAYS, retryStatistics } from "./retry-statistics";
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
  const retry = { retry_of: first, amount: undefined, description: undefined };
  const decided = { ...retry, finalized_at: new Date(Date.now() - DAY_MS).toISOString() };
  await insurer.pay("failed", decided);
  await insurer.pay("successful", decided);
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

it("the figures of retries count those decided in their days, whenever made, as the overview does", async () => {
  const insurer = await anInsurer({ billing: BILLING });
  const first = (await insurer.pay("failed")).body.payment_id ?? "";
  const { paymentId } = await retryAsListed(operator, first);
  const results = "SELECT made_at, decided_at FROM retry_result WHERE payment_id = $1";
  const [before] = await runUnprepared<{ made_at: Date; decided_at: Date }>(results, [paymentId]);
  const counted = async (madeDaysAgo: number, decidedDaysAgo: number) => {
    const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);
    await runUnprepared(DATED, [paymentId, daysAgo(madeDaysAgo), daysAgo(decidedDaysAgo)]);
    const key = { type: "apiKey", id: newId(), label: "Till", merchantId: insurer.merchantId } as const;
    const ctx = { ...operator, actor: { ...key, scopes: ["payments:read" as const] }, now: new Date() };
    const input = { days: 90, basis: "event", timeZone: "UTC" } as const;
    const { currencies } = await getOverview({ ctx, input });
    return [
      (await retryStatistics({ ctx })).recovered.map(({ amountMinor }) => amountMinor),
      currencies.flatMap(({ recovered }) => recovered?.amountMinor ?? []),
    ];
  };
  const [own, overview] = await counted(RETRY_STATISTICS_DAYS + 5, RETRY_STATISTICS_DAYS - 5);
  expect(own).toHaveLength(1);
  expect(own).toEqual(overview);
  expect(await counted(RETRY_STATISTICS_DAYS + 9, RETRY_STATISTICS_DAYS + 5)).toEqual([[], []]);
  await runUnprepared(DATED, [paymentId, before?.made_at, before?.decided_at]);
});

const DATED = "UPDATE retry_result SET made_at = $2, decided_at = $3 WHERE payment_id = $1";
