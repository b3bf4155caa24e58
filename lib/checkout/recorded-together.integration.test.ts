import { beforeAll, expect, it, vi } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { pool } from "@/lib/db/pool";
import { newId, readAnyId } from "@/lib/ids";
import { metrics } from "@/lib/metrics/metrics";
import { createCheckoutPayment } from "./create-checkout-payment";
import { aKey, aMerchant, ask } from "./testing";

const good = { amount: "49", currency: "EUR" };
const LIMIT_MINOR = 500_000n;
let merchant: { id: string };
let key: string;

beforeAll(async () => {
  merchant = await aMerchant({ limitMinor: LIMIT_MINOR });
  key = await aKey(merchant.id);
});

const create = (body: object) => ask(key, "POST", "/v0/payments", body);

/** What happens meanwhile: how many statements recorded payments, and how many payments they carried. */
async function recordedDuring<T>(work: () => Promise<T>) {
  const read = async () => {
    const { values } = await metrics().recordingRows.get();
    const of = (suffix: string) => values.find(({ metricName }) => metricName?.endsWith(suffix))?.value ?? 0;
    return { rows: of("_sum"), statements: of("_count") };
  };
  const before = await read();
  const result = await work();
  const after = await read();
  return { result, rows: after.rows - before.rows, statements: after.statements - before.statements };
}

it("records payments that are asked for at the same moment in few statements, each with its own history", async () => {
  const keys = Array.from({ length: 50 }, () => newId());
  const { result, rows, statements } = await recordedDuring(() =>
    Promise.all(
      keys.map((idempotencyKey, index) => create({ ...good, idempotencyKey, reference: `r${index}` })),
    ),
  );
  expect(result.map(({ status }) => status)).toEqual(keys.map(() => 201));
  expect(rows).toBe(50);
  expect(statements).toBeLessThan(25);
  const ids = result.map(({ body }) => readAnyId(String(body.id)));
  expect(new Set(ids).size).toBe(50);
  const { rows: written } = await pool().query(
    `SELECT p.merchant_reference, count(DISTINCT a.sequence)::int AS adjustments, count(DISTINCT o.id)::int AS events,
      count(DISTINCT e.id)::int AS audited, count(DISTINCT e.request_id)::int AS requests
    FROM payment p JOIN adjustment a ON a.payment_id = p.id JOIN outbox o ON o.payment_id = p.id
      JOIN audit_entry e ON e.object_type = 'payment' AND e.object_id = p.id::text
    WHERE p.id = ANY ($1) GROUP BY p.id ORDER BY substr(p.merchant_reference, 2)::int`,
    [ids],
  );
  expect(written).toEqual(
    keys.map((_, index) => ({
      merchant_reference: `r${index}`,
      adjustments: 1,
      events: 1,
      audited: 1,
      requests: 1,
    })),
  );
});

it("gives one payment for a key that many send at the same moment", async () => {
  const idempotencyKey = newId();
  const answers = await Promise.all(Array.from({ length: 20 }, () => create({ ...good, idempotencyKey })));
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(19);
});

it("answers a key it knows by a read: the statement that records is not asked", async () => {
  const idempotencyKey = newId();
  const first = await create({ ...good, idempotencyKey });
  const { result, rows } = await recordedDuring(() => create({ ...good, amount: "50", idempotencyKey }));
  expect(result.status).toBe(200);
  expect(result.body.id).toBe(first.body.id);
  expect(rows).toBe(0);
});

it("refuses what is wrong and records its neighbours", async () => {
  const wrong = [
    { ...good, customerId: "cus_00000000000000000000000000" },
    { ...good, amount: "5000.01" },
  ];
  const answers = await Promise.all([...wrong, good, good, ...wrong, good].map(create));
  expect(answers.map(({ status }) => status)).toEqual([403, 400, 201, 201, 403, 400, 201]);
});

it("records its neighbours when the database refuses one row", async () => {
  // The door refuses a half of a character; a verb that did not would meet the database's refusal.
  const broken = "\ud800";
  const input = (reference: string) => ({
    ...{ merchantId: merchant.id, amount: 4_900n, currency: "EUR" as const, savePaymentMethod: false },
    reference,
  });
  const ctx = () => contextOf("operator");
  const settled = await Promise.allSettled(
    ["a", broken, "b"].map((reference) => createCheckoutPayment({ ctx: ctx(), input: input(reference) })),
  );
  expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});

it("records each by itself where grouping is off", async () => {
  vi.stubEnv("RECORDING_GROUPS", "off");
  const { result, statements } = await recordedDuring(() => Promise.all([create(good), create(good)]));
  vi.unstubAllEnvs();
  expect(result.map(({ status }) => status)).toEqual([201, 201]);
  expect(statements).toBe(0);
});
