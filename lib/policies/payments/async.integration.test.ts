import { describe, expect, it } from "vitest";
import { runUnprepared, transaction } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { revokeKey } from "@/lib/keys/revoke-key";
import { policiesById } from "@/lib/policies/policy";
import { anInsurer, ask, contextOf, type Insurer, jobAt } from "@/lib/policies/testing";
import { runAsyncRequests } from "./async-requests";
import { readCreateBody } from "./create-fields";
import { createIn } from "./create-policy-payment";
import { listRefusedItems } from "./list-refused-items";

const NOW = jobAt(new Date());
const TIMEOUT_MS = 120_000;

function items(
  insurer: Insurer,
  count: number,
  more: (index: number) => Record<string, unknown> = () => ({}),
) {
  return Array.from({ length: count }, (_, index) => ({
    policy_id: insurer.policyId,
    ...insurer.body("processing", { description: `Premium ${index}` }),
    ...more(index),
  }));
}

async function counted(insurer: Insurer) {
  const [row] = await runUnprepared<{
    payments: number;
    adjustments: number;
    events: number;
    charges: number;
  }>(
    `SELECT count(*)::int AS payments,
       sum((SELECT count(*) FROM adjustment a WHERE a.payment_id = y.payment_id))::int AS adjustments,
       sum((SELECT count(*) FROM outbox o WHERE o.payment_id = y.payment_id))::int AS events,
       sum(jsonb_array_length(y.charges))::int AS charges
     FROM policy_payment y WHERE y.policy_id = $1`,
    [insurer.policyId],
  );
  return row;
}

async function refusals(merchantId: string) {
  return runUnprepared<{ type: string; data: { index: number; errors: { path: string; code: string }[] } }>(
    "SELECT type, data FROM outbox WHERE merchant_id = $1 AND type LIKE 'payment.async%' ORDER BY id",
    [merchantId],
  );
}

describe("async-create", () => {
  it(
    "records 5000 payments, each with its adjustment, event and charges",
    async () => {
      const insurer = await anInsurer();
      const body = items(insurer, 5_000);
      const { status, text } = await ask(insurer.key, "POST", "/payments/async-create", body);
      await runAsyncRequests({ ctx: NOW });
      expect([status, text]).toEqual([200, ""]);
      expect(await counted(insurer)).toEqual({
        payments: 5_000,
        adjustments: 5_000,
        events: 5_000,
        charges: 15_000,
      });
    },
    TIMEOUT_MS,
  );

  it("does nothing of what a key asked for once that key was revoked, and says so", async () => {
    const insurer = await anInsurer();
    expect((await ask(insurer.key, "POST", "/payments/async-create", items(insurer, 2))).status).toBe(200);
    const [key] = await runUnprepared<{ id: string }>("SELECT id FROM api_key WHERE merchant_id = $1", [
      insurer.merchantId,
    ]);
    await revokeKey({ ctx: contextOf("admin"), input: { id: key?.id ?? "" } });
    await runAsyncRequests({ ctx: NOW });
    expect(await counted(insurer)).toMatchObject({ payments: 0 });
    const [told, ...others] = await refusals(insurer.merchantId);
    expect(others).toEqual([]);
    expect(told?.data).toEqual({
      index: -1,
      errors: [{ path: "", message: "The API key that asked for this was revoked; nothing was done." }],
    });
  });

  it("does the items that are right and tells the others by event, with every field that is wrong", async () => {
    const insurer = await anInsurer();
    const reference = newId();
    const body = [
      ...items(insurer, 2, () => ({ external_reference: reference })),
      { ...items(insurer, 1)[0], amount: "1", extra: true },
      { ...items(insurer, 1)[0], policy_id: newId() },
      "nothing",
    ];
    expect((await ask(insurer.key, "POST", "/payments/async-create", body)).status).toBe(200);
    await Promise.all([runAsyncRequests({ ctx: NOW }), runAsyncRequests({ ctx: NOW })]);
    expect(await counted(insurer)).toMatchObject({ payments: 1 });
    expect(
      (await refusals(insurer.merchantId)).map(({ type, data }) => [
        type,
        data.index,
        data.errors.map(({ path, code }) => `${path} ${code}`),
      ]),
    ).toEqual([
      ["payment.async_create_refused", 1, ["external_reference invalid_value"]],
      ["payment.async_create_refused", 2, ["amount invalid_value", "extra not_allowed"]],
      ["payment.async_create_refused", 3, ["policy_id invalid_value"]],
      ["payment.async_create_refused", 4, ["value invalid_type"]],
    ]);
  });

  it("shows in the console what was refused", async () => {
    const insurer = await anInsurer();
    await ask(insurer.key, "POST", "/payments/async-create", ["nothing"]);
    await runAsyncRequests({ ctx: NOW });
    const [latest] = await listRefusedItems({ ctx: contextOf("viewer", NOW.now) });
    expect(latest).toMatchObject({
      operation: "create",
      item: 0,
      errors: [{ message: `"value" must be an object` }],
    });
  });

  it("handles failures as any other door does: the fourth in a row blocks, the first three are retried", async () => {
    const billing = { retryFailedPayments: { enabled: true, daysBetweenRetries: 5, numberOfRetries: 2 } };
    const insurer = await anInsurer({ billing });
    const failed = items(insurer, 5).map((item) => ({
      ...item,
      ...insurer.body("failed", { failure_action: "allow_retry" }),
    }));
    await ask(insurer.key, "POST", "/payments/async-create", failed);
    await runAsyncRequests({ ctx: NOW });
    expect(await insurer.method()).toMatchObject({ blocked_reason: "4 consecutive payment failures" });
    expect((await insurer.payments()).filter(({ retry_of }) => retry_of)).toHaveLength(3);
  });

  it("refuses more than 5000 items, an object, and more than 8 MiB", async () => {
    const insurer = await anInsurer();
    const path = "/payments/async-create";
    expect((await ask(insurer.key, "POST", path, Array(5_001).fill({}))).status).toBe(400);
    expect((await ask(insurer.key, "POST", path, {})).body.error?.type).toBe("invalid_request_error");
    expect((await ask(insurer.key, "POST", path, JSON.stringify(["x".repeat(8_388_608)]))).status).toBe(413);
  });

  it("is done once for one key", async () => {
    const insurer = await anInsurer();
    const path = `/payments/async-create?idempotency_key=${newId()}`;
    for (const _ of [1, 2])
      expect((await ask(insurer.key, "POST", path, items(insurer, 3))).status).toBe(200);
    await runAsyncRequests({ ctx: NOW });
    expect(await counted(insurer)).toMatchObject({ payments: 3 });
  });

  it("refuses one item alone when its reference is taken between the look and the writing", async () => {
    const insurer = await anInsurer();
    const reference = newId();
    const body = items(insurer, 3, (index) => (index === 1 ? { external_reference: reference } : {}));
    await ask(insurer.key, "POST", "/payments/async-create", body);
    let working: Promise<number> | undefined;
    await transaction(async (tx) => {
      const policy = (await policiesById([insurer.policyId], tx)).get(insurer.policyId);
      if (!policy) throw new Error("the policy is not there");
      const read = readCreateBody(insurer.body("processing", { external_reference: reference }));
      await createIn(tx, { ...contextOf("admin"), now: new Date() }, { policy, read });
      working = runAsyncRequests({ ctx: NOW });
      await expect.poll(waiting).toBe(1);
    });
    await working;
    expect((await refusals(insurer.merchantId)).map(({ data }) => [data.index, data.errors])).toEqual([
      [
        1,
        [
          {
            path: "external_reference",
            code: "invalid_value",
            message: '"external_reference" is taken by another payment',
          },
        ],
      ],
    ]);
    expect((await counted(insurer))?.payments).toBe(3);
  });
});

/** How many statements of this test's database wait for another's lock. */
async function waiting(): Promise<number> {
  const [row] = await runUnprepared<{ waiting: number }>(
    `SELECT count(*)::int AS waiting FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    [],
  );
  return row?.waiting ?? 0;
}

describe("async-update", () => {
  it("changes thousands in bulk, and tells what it refused", async () => {
    const insurer = await anInsurer();
    await ask(insurer.key, "POST", "/payments/async-create", items(insurer, 1_000));
    await runAsyncRequests({ ctx: NOW });
    const ids = await runUnprepared<{ id: string }>(
      "SELECT payment_id AS id FROM policy_payment WHERE policy_id = $1",
      [insurer.policyId],
    );
    const updates = ids.map(({ id }) => ({ payment_id: id, status: "successful" }));
    const wrong = [
      { payment_id: newId(), status: "successful" },
      { payment_id: ids[0]?.id, status: "failed" },
      { ...updates[0], status: "processing" },
    ];
    await ask(insurer.key, "POST", "/payments/async-update", [...updates, ...wrong]);
    await runAsyncRequests({ ctx: NOW });
    const [row] = await runUnprepared<{ done: number }>(
      `SELECT count(*)::int AS done FROM policy_payment y JOIN payment p ON p.id = y.payment_id
       WHERE y.policy_id = $1 AND p.status = 'succeeded' AND p.version = 2 AND y.finalized_at IS NOT NULL`,
      [insurer.policyId],
    );
    expect(row?.done).toBe(1_000);
    expect(
      (await refusals(insurer.merchantId)).map(({ data }) => [
        data.index,
        data.errors.map(({ path }) => path),
      ]),
    ).toEqual([
      [1_000, ["payment_id"]],
      [1_001, ["failure_reason", "failure_action"]],
      [1_002, ["status"]],
    ]);
  });
});
