import { describe, expect, it } from "vitest";
import { anInsurer, ask, type Insurer, type WireBody } from "./testing";

const shown = async ({ key, policyId }: Insurer) => (await ask(key, "GET", `/policies/${policyId}`)).body;
const balance = async (insurer: Insurer) => (await shown(insurer)).balance;

describe("what a policy owes", () => {
  it("is nothing of what was billed and paid, and less than nothing of what failed until it is recovered", async () => {
    const insurer = await anInsurer();
    expect(await balance(insurer)).toBe(0);
    await insurer.pay("successful");
    await insurer.pay("pending");
    expect(await balance(insurer)).toBe(0);
    const { body: failed } = await insurer.pay("failed");
    expect(await balance(insurer)).toBe(-18_000);
    const again = { retry_of: failed.payment_id, amount: undefined, description: undefined };
    await insurer.pay("failed", again);
    expect(await balance(insurer)).toBe(-18_000);
    await insurer.pay("successful", again);
    expect(await balance(insurer)).toBe(0);
  });

  it("is credited with what was paid besides, and with coupons, and loses what was given back", async () => {
    const insurer = await anInsurer();
    const { body: paid } = await insurer.pay("successful", { premium_type: "ad_hoc", amount: 5_000 });
    expect(await balance(insurer)).toBe(5_000);
    await insurer.pay("failed", { premium_type: "ad_hoc", amount: 700 });
    await insurer.pay("failed", { premium_type: "recurring", amount: 18_000 });
    await insurer.pay("successful", { premium_type: "arrears", amount: 11_000 });
    expect(await balance(insurer)).toBe(-2_000);
    await ask(insurer.key, "POST", `/payments/${paid.payment_id}/reversal`, {});
    expect(await balance(insurer)).toBe(-7_000);
    const path = `/policies/${insurer.policyId}/payment-coupons`;
    const { body: coupons } = await ask(insurer.key, "POST", path, [{ type: "ad_hoc", amount: 9_000 }]);
    const [coupon] = coupons as unknown as WireBody[];
    expect(await balance(insurer)).toBe(-7_000);
    const redeemed = { payment_date: new Date().toISOString() };
    await ask(insurer.key, "POST", `${path}/${coupon?.payment_coupon_id}/redeem`, redeemed);
    expect(await balance(insurer)).toBe(2_000);
    const given = { payment_type: "premium_refund", premium_type: undefined, amount: -2_000 };
    await insurer.pay("successful", given);
    await insurer.pay("successful", {
      payment_type: "claim_payout",
      premium_type: undefined,
      amount: 90_000,
    });
    expect(await balance(insurer)).toBe(0);
  });

  it("stands with the next billing in every answer that shows a policy", async () => {
    const insurer = await anInsurer();
    const { body: payment } = await insurer.pay("successful", { premium_type: "ad_hoc", amount: 5_000 });
    const { key, policyId, holderId, methodId } = insurer;
    const get = async (path: string) => (await ask(key, "GET", path)).body;
    const first = async (path: string) => ((await get(path)) as unknown as WireBody[])[0];
    await ask(key, "PUT", `/policies/${policyId}/payment-method`, { payment_method_id: methodId });
    const coupons = `/policies/${policyId}/payment-coupons`;
    await ask(key, "POST", coupons, [{ type: "ad_hoc", amount: 1 }]);
    const now = new Date();
    const isFirst = now.getUTCDate() === 1;
    const due = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + (isFirst ? 0 : 1), 1);
    const expected = { balance: 5_000, next_billing_date: new Date(due).toISOString() };
    const answers = [
      await get(`/policies/${policyId}`),
      await first("/policies"),
      await first(`/policyholders/${holderId}/policies`),
      (await ask(key, "PATCH", `/policies/${policyId}`, { app_data: { a: 1 } })).body,
      (await ask(key, "PATCH", `/policies/${policyId}`, { app_data: { a: 1 } })).body,
      (await ask(key, "POST", `/policies/${policyId}/activate`)).body,
      (await ask(key, "POST", `/policies/${policyId}/billing`, { billing_amount: 19_000 })).body,
      (await get(`/payments/${payment.payment_id}?include=policy`)).policy,
      (await first(`/policies/${policyId}/payments?include=policy`))?.policy,
      (await first("/policyholders?include=policies"))?.policies,
      (await first("/payment-methods?include=policies"))?.policies,
      (await first(`${coupons}?include=policy`))?.policy,
    ];
    expect(answers.flat()).toMatchObject(answers.map(() => expected));
    await ask(key, "POST", `/policies/${policyId}/lapse`, {});
    expect(await shown(insurer)).toMatchObject({ balance: 5_000, next_billing_date: null });
  });
});
