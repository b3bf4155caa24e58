import { describe, expect, it } from "vitest";
import { aKey } from "@/lib/checkout/testing";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { collectDuePayments } from "./collection/collect-due";
import { collectPayment } from "./collection/collect-payment";
import { anInsurer, ask, type Insurer, jobAt, type WireBody } from "./testing";

const BATCHES = "/payment-batches";
const list = ({ body }: { body: unknown }) => body as WireBody[];

/** So that a premium is due, and a late return is still taken in. */
const today = () => new Date().toISOString().slice(0, 10);
const SOON = () => jobAt(new Date(Date.now() + 120_000));

async function handedOver(insurer: Insurer, premiums: readonly Record<string, unknown>[]) {
  const ids: string[] = [];
  for (const premium of premiums) {
    const { body } = await insurer.pay("pending", { payment_date: today(), ...premium });
    ids.push(String(body.payment_id));
  }
  await collectDuePayments({ ctx: SOON() });
  return ids;
}

const batchesOf = async ({ key }: Insurer, query = "") => list(await ask(key, "GET", `${BATCHES}${query}`));
const report = ({ key }: Insurer, batch: WireBody | undefined, body: object, query = "") =>
  ask(key, "PATCH", `${BATCHES}/${batch?.payment_batch_id}${query}`, body);
const statuses = async (insurer: Insurer, ids: readonly string[]) =>
  Promise.all(ids.map(async (id) => (await ask(insurer.key, "GET", `/payments/${id}`)).body.status));

const FAILED = { status: "failed", failure_reason: "Failed validation" };

describe("a payment batch", () => {
  it("is what one run handed over in the same way for the same day", async () => {
    const insurer = await anInsurer();
    const [one, other, debicheck] = await handedOver(insurer, [
      { amount: 18_000 },
      { amount: 12_000 },
      { collection_type: "debit_order_same_day", amount: 500 },
    ]);
    const later = await handedOver(insurer, [{ amount: 700 }]);
    const batches = await batchesOf(insurer);
    expect(batches).toHaveLength(3);
    const two = batches.find(({ num_payments }) => num_payments === 2);
    expect(two).toMatchObject({
      ...{ organization_id: insurer.merchantId, status: "submitted", total_value: 30_000, currency: "ZAR" },
      ...{ payment_type: "debit_order_two_day", payment_method_type: "debit_order", num_reviewed: 2 },
      ...{ action_date: `${today()}T00:00:00.000Z`, submitted_by: { type: "system" }, updated_by: null },
    });
    const held = await ask(insurer.key, "GET", `${BATCHES}/${two?.payment_batch_id}/payments`);
    expect(
      list(held)
        .map(({ payment_id }) => payment_id)
        .sort(),
    ).toEqual([one, other].sort());
    expect(held.headers.get("X-Total-Count")).toBe("2");
    expect([debicheck, later[0]]).toEqual([expect.any(String), expect.any(String)]);
  });

  it("holds nothing that was not handed over: what cannot be collected, and what a person retries", async () => {
    const insurer = await anInsurer();
    await handedOver(insurer, [{ collection_type: "debit_order_debicheck" }]);
    const { body } = await insurer.pay("pending", { payment_date: today() });
    await collectPayment({ ctx: SOON(), paymentId: String(body.payment_id) });
    expect(await batchesOf(insurer)).toEqual([]);
  });

  it("that is accepted leaves its payments as they are; that fails, fails them as their update would", async () => {
    const insurer = await anInsurer({
      billing: { retryFailedPayments: { enabled: true, daysBetweenRetries: 5, numberOfRetries: 2 } },
    });
    const ids = await handedOver(insurer, [{}, { amount: 900 }]);
    const [batch] = await batchesOf(insurer);
    const accepted = await report(insurer, batch, { status: "accepted", failure_reason: "" });
    expect(accepted.body).toMatchObject({ status: "accepted", updated_by: { type: "api_key" } });
    expect(await statuses(insurer, ids)).toEqual(["successful", "successful"]);
    const { status, body } = await report(insurer, batch, FAILED);
    expect([status, body]).toMatchObject([200, FAILED]);
    expect(await statuses(insurer, ids)).toEqual(["failed", "failed"]);
    expect((await ask(insurer.key, "GET", `/payments/${ids[0]}`)).body).toMatchObject({
      ...{ failure_reason: FAILED.failure_reason, failure_action: "allow_retry" },
    });
    const retries = (await insurer.payments()).filter(({ retry_of }) => retry_of !== null);
    expect(retries.map(({ retry_of }) => String(retry_of)).sort()).toEqual([...ids].sort());
    expect((await report(insurer, batch, { status: "accepted" })).status).toBe(409);
    expect(await batchesOf(insurer, "?status=submitted")).toEqual([]);
    expect(await batchesOf(insurer, "?status=submitted,failed")).toHaveLength(1);
  });

  it("fails once, by a twin and by a key that is replayed", async () => {
    const insurer = await anInsurer();
    const ids = await handedOver(insurer, [{}]);
    const [batch] = await batchesOf(insurer);
    const at = `?idempotency_key=${newId()}`;
    const twins = await Promise.all([1, 2, 3].map(() => report(insurer, batch, FAILED)));
    expect(twins.map(({ status }) => status)).toEqual([200, 200, 200]);
    const first = await report(insurer, batch, FAILED, at);
    expect((await report(insurer, batch, FAILED, at)).text).toBe(first.text);
    expect((await report(insurer, batch, { status: "accepted" }, at)).status).toBe(409);
    const [counted] = await runUnprepared<{ told: number; audited: number }>(
      `SELECT (SELECT count(*)::int FROM outbox WHERE payment_id = $1 AND type = 'payment.failed') AS told,
        (SELECT count(*)::int FROM audit_entry WHERE object_id = $2 AND action = 'payment_batch.failed') AS audited`,
      [ids[0], batch?.payment_batch_id],
    );
    expect(counted).toEqual({ told: 1, audited: 1 });
  });

  it("does not fail, and fails nothing, while one of its payments is the connector's to tell of", async () => {
    const insurer = await anInsurer();
    const ids = await handedOver(insurer, [{}, { amount: 900 }]);
    const [batch] = await batchesOf(insurer);
    await runUnprepared("UPDATE attempt SET state = 'unknown', finished_at = NULL WHERE payment_id = $1", [
      ids[1],
    ]);
    const { status, body } = await report(insurer, batch, FAILED);
    expect([status, body.error?.message]).toEqual([
      409,
      "The payment is being collected: what becomes of it, its connector says.",
    ]);
    expect(await statuses(insurer, ids)).toEqual(["successful", "successful"]);
    expect((await batchesOf(insurer))[0]).toMatchObject({ status: "submitted", failure_reason: "" });
    await runUnprepared("UPDATE attempt SET state = 'succeeded', finished_at = now() WHERE payment_id = $1", [
      ids[1],
    ]);
  });

  it("is refused without a reason, to a key that reads, and to another merchant's", async () => {
    const insurer = await anInsurer();
    await handedOver(insurer, [{}]);
    const [batch] = await batchesOf(insurer);
    for (const body of [
      { status: "failed" },
      { status: "failed", failure_reason: " " },
      { status: "archived" },
    ])
      expect((await report(insurer, batch, body)).status).toBe(400);
    const stranger = await anInsurer();
    const path = `${BATCHES}/${batch?.payment_batch_id}`;
    for (const end of ["", "/payments"])
      expect((await ask(stranger.key, "GET", `${path}${end}`)).status).toBe(404);
    expect((await report(stranger, batch, FAILED)).status).toBe(404);
    expect(await batchesOf(stranger)).toEqual([]);
    const reader = await aKey(insurer.merchantId, ["payments:read"]);
    expect((await report({ ...insurer, key: reader }, batch, FAILED)).status).toBe(403);
    expect((await ask(reader, "GET", path)).status).toBe(200);
  });
});

it("types of external methods are the keys that there are, each once, of the caller's merchant", async () => {
  const insurer = await anInsurer();
  const types = async ({ key }: Insurer, query = "") =>
    list(await ask(key, "GET", `/payment-methods/external-types${query}`));
  expect(await types(insurer)).toEqual([]);
  for (const payment_method_key of ["wallet", "payroll", "wallet"])
    await ask(insurer.key, "POST", `/policyholders/${insurer.holderId}/payment-methods`, {
      ...{ type: "external", payment_method_key },
    });
  const all = await types(insurer);
  expect(all.map(({ key }) => key)).toEqual(["payroll", "wallet"]);
  expect(all[0]).toMatchObject({ organization_id: insurer.merchantId, outbound_channels: [] });
  expect((await types(insurer, "?keys=wallet,cash")).map(({ key }) => key)).toEqual(["wallet"]);
  expect(await types(await anInsurer())).toEqual([]);
});
