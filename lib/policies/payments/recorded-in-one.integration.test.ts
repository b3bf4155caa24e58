import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { countRoundTrips } from "@/lib/db/testing/round-trips";
import { newId } from "@/lib/ids";
import { findViolations } from "@/lib/invariants/find-violations";
import { anInsurer, ask, type Insurer } from "@/lib/policies/testing";

let insurer: Insurer;

beforeAll(async () => {
  insurer = await anInsurer();
});

afterAll(async () => {
  expect(await findViolations()).toEqual([]);
});

const keyed = () => `?${new URLSearchParams({ idempotency_key: newId() })}`;

describe("recording a payment of a policy", () => {
  it("is one round trip once the policy is known, with an idempotency key too", async () => {
    expect((await insurer.pay("pending")).status).toBe(200);
    expect(await countRoundTrips(() => insurer.pay("pending"))).toBe(1);
    expect(await countRoundTrips(() => insurer.pay("pending", {}, keyed()))).toBe(1);
  });

  it("is two round trips where nothing is known", async () => {
    const other = await anInsurer();
    expect(await countRoundTrips(() => other.pay("pending"))).toBe(2);
  });

  it.each([
    ["a premium", {}],
    [
      "a premium with a billing date and a reference",
      { billing_date: "2026-02-03", external_reference: newId() },
    ],
    ["a claim payout", { payment_type: "claim_payout", premium_type: undefined }],
    ["a premium refund", { payment_type: "premium_refund", premium_type: "premium_refund", amount: -500 }],
    ["the largest amount that a number holds", { amount: 9007199254740991 }],
  ])("answers what reading it answers: %s", async (_, changes) => {
    const created = await insurer.pay("pending", changes);
    expect([created.status, created.text]).toEqual([200, expect.any(String)]);
    const read = await ask(insurer.key, "GET", `/payments/${created.body.payment_id}`);
    expect(read.text).toBe(created.text);
  });

  it("replays its answer byte for byte, once recorded", async () => {
    const key = keyed();
    const first = await insurer.pay("pending", {}, key);
    const again = await insurer.pay("pending", {}, key);
    expect(again.text).toBe(first.text);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
  });

  it("records one payment for a key that many send at the same moment, and tells the others to come back", async () => {
    const key = keyed();
    const before = (await insurer.payments()).length;
    const answers = await Promise.all(Array.from({ length: 8 }, () => insurer.pay("pending", {}, key)));
    expect((await insurer.payments()).length).toBe(before + 1);
    const statuses = answers.map(({ status }) => status);
    expect(statuses).toContain(200);
    expect(statuses.filter((status) => status !== 200 && status !== 409)).toEqual([]);
  });

  it("is judged by the policy and the method as they are, however lately they were read", async () => {
    const changing = await anInsurer();
    const pay = () => changing.pay("pending");
    expect((await pay()).body.status).toBe("pending");
    await pool().query("UPDATE policy_payment_method SET banv_status = 'failed_verification' WHERE id = $1", [
      changing.methodId,
    ]);
    expect((await pay()).body).toMatchObject({ status: "failed" });
    await pool().query("UPDATE policy_payment_method SET banv_status = 'verified' WHERE id = $1", [
      changing.methodId,
    ]);
    expect((await pay()).body.status).toBe("pending");
    await pool().query("UPDATE policy SET status = 'lapsed' WHERE id = $1", [changing.policyId]);
    const refused = await pay();
    expect(refused.status).toBe(400);
    expect(refused.text).toContain("the policy is lapsed");
  });

  it("refuses a reference that is taken, and one of two that come together", async () => {
    const reference = newId();
    const pay = () => insurer.pay("pending", { external_reference: reference });
    const together = await Promise.all([pay(), pay()]);
    expect(together.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect((await pay()).text).toContain("is taken by another payment");
  });
});
