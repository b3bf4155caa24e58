import { describe, expect, it } from "vitest";
import { aKey } from "@/lib/checkout/testing";
import { runUnprepared } from "@/lib/db/sql";
import { anInsurer, ask, type Insurer, type WireBody } from "./testing";

const said = ({ body }: { body: WireBody }) => body.error?.errors.map(({ message }) => message);
const list = ({ body }: { body: unknown }) => body as WireBody[];

const AD_HOC = { type: "ad_hoc", amount: 2_000, reason: "Customer retrenched" };
const HOLIDAY = { type: "payment_holiday", redeemable_from: "2026-06-01", redeemable_to: "2026-06-30" };
const TODAY = { payment_date: "2026-06-15" };

const path = ({ policyId }: Insurer) => `/policies/${policyId}/payment-coupons`;
const give = (insurer: Insurer, coupons: object[], query = "") =>
  ask(insurer.key, "POST", `${path(insurer)}${query}`, coupons);
const redeem = (insurer: Insurer, coupon: WireBody | undefined, body: object = TODAY, query = "") =>
  ask(insurer.key, "POST", `${path(insurer)}/${coupon?.payment_coupon_id}/redeem${query}`, body);

describe("payment coupons", () => {
  it("are given, listed by status, and credited to the ledger; no money moves", async () => {
    const insurer = await anInsurer();
    await insurer.pay("successful");
    const [adHoc, holiday] = list(await give(insurer, [AD_HOC, HOLIDAY]));
    expect(adHoc).toMatchObject({ ...AD_HOC, status: "pending", policy_id: insurer.policyId });
    expect(holiday).not.toHaveProperty("amount");
    expect((await redeem(insurer, adHoc)).body).toMatchObject({ status: "redeemed", amount: 2_000 });
    expect((await redeem(insurer, holiday)).body).toMatchObject({ status: "redeemed", amount: 18_000 });
    const ledger = await ask(
      insurer.key,
      "GET",
      `/policies/${insurer.policyId}/ledger?include=balance,payment_coupon`,
    );
    expect(list(ledger).map(({ amount, balance }) => [amount, balance])).toEqual([
      [18_000, 38_000],
      [2_000, 20_000],
      [18_000, 18_000],
    ]);
    expect(list(ledger)[1]).toMatchObject({
      payment_coupon_id: adHoc?.payment_coupon_id,
      payment_coupon: { payment_coupon_id: adHoc?.payment_coupon_id },
    });
    expect(await insurer.payments()).toHaveLength(1);
    expect(list(await ask(insurer.key, "GET", `${path(insurer)}?status=pending`))).toEqual([]);
    const redeemed = await ask(insurer.key, "GET", `${path(insurer)}?status=redeemed&include=policy`);
    expect(list(redeemed)).toMatchObject([{ policy: { policy_id: insurer.policyId } }, {}]);
  });

  it("are redeemed once: by a twin, by a key replayed after a lost answer, and by nobody again", async () => {
    const insurer = await anInsurer();
    const [one, other] = list(await give(insurer, [AD_HOC, AD_HOC]));
    const twins = await Promise.all([1, 2, 3].map(() => redeem(insurer, one)));
    expect(twins.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const first = await redeem(insurer, other, TODAY, "?idempotency_key=r");
    const again = await redeem(insurer, other, TODAY, "?idempotency_key=r");
    expect([first.status, again.status, again.text]).toEqual([200, 200, first.text]);
    expect((await redeem(insurer, other)).status).toBe(409);
    const ledger = list(
      await ask(insurer.key, "GET", `/policies/${insurer.policyId}/ledger?include=balance`),
    );
    expect(ledger.map(({ balance }) => balance)).toEqual([4_000, 2_000]);
    expect(await announced(insurer)).toEqual({ "payment_coupon.created": 2, "payment_coupon.redeemed": 2 });
  });

  it("are given once by a key, and refused with every item that is wrong", async () => {
    const insurer = await anInsurer();
    const first = await give(insurer, [AD_HOC], "?idempotency_key=g");
    expect((await give(insurer, [AD_HOC], "?idempotency_key=g")).text).toBe(first.text);
    expect(list(await ask(insurer.key, "GET", path(insurer)))).toHaveLength(1);
    const wrong = [
      { type: "ad_hoc" },
      { ...HOLIDAY, amount: 5 },
      { ...HOLIDAY, redeemable_to: "2026-05-01" },
    ];
    expect(said(await give(insurer, wrong))).toEqual([
      '"0.amount" is required',
      '"1.amount" is not allowed',
      '"2.redeemable_to" must not be before redeemable_from',
    ]);
  });

  it("are redeemed on their days alone", async () => {
    const insurer = await anInsurer();
    const [holiday] = list(await give(insurer, [HOLIDAY]));
    for (const payment_date of ["2026-05-31", "2026-07-01"])
      expect(said(await redeem(insurer, holiday, { payment_date }))).toEqual([
        '"payment_date" must be between redeemable_from and redeemable_to',
      ]);
    const last = { payment_date: "2026-06-30T20:00:00.000Z" };
    expect((await redeem(insurer, holiday, last)).status).toBe(200);
  });

  it("are cancelled, one or all that wait; what is redeemed stays", async () => {
    const insurer = await anInsurer();
    const [one, other, third] = list(await give(insurer, [AD_HOC, AD_HOC, AD_HOC]));
    const cancel = (coupon: WireBody | undefined) =>
      ask(insurer.key, "DELETE", `${path(insurer)}/${coupon?.payment_coupon_id}`);
    await redeem(insurer, one);
    expect((await cancel(one)).status).toBe(409);
    expect((await cancel(other)).body.status).toBe("cancelled");
    expect((await cancel(other)).body.status).toBe("cancelled");
    expect((await redeem(insurer, other)).status).toBe(409);
    expect(list(await ask(insurer.key, "DELETE", path(insurer)))).toMatchObject([
      { payment_coupon_id: third?.payment_coupon_id, status: "cancelled" },
    ]);
    expect(list(await ask(insurer.key, "DELETE", path(insurer)))).toEqual([]);
  });

  it("are nobody's who only reads, or who is another organisation", async () => {
    const insurer = await anInsurer();
    const [coupon] = list(await give(insurer, [AD_HOC]));
    const reader = await aKey(insurer.merchantId, ["payments:read"]);
    const at = `${path(insurer)}/${coupon?.payment_coupon_id}`;
    expect((await ask(reader, "POST", `${at}/redeem`, TODAY)).status).toBe(403);
    const stranger = await anInsurer();
    expect((await ask(stranger.key, "POST", `${at}/redeem`, TODAY)).status).toBe(404);
    const own = `${path(stranger)}/${coupon?.payment_coupon_id}/redeem`;
    expect((await ask(stranger.key, "POST", own, TODAY)).status).toBe(404);
  });
});

it("a receipt is kept in the audit log of the policy", async () => {
  const { key, policyId } = await anInsurer();
  const receipt = { version: 1, details: { method: "e-mail" } };
  const { status, text } = await ask(key, "POST", `/policies/${policyId}/receipts`, receipt);
  expect([status, text]).toEqual([200, ""]);
  const [audited] = await runUnprepared<{ data: unknown }>(
    "SELECT data FROM audit_entry WHERE object_id = $1 AND action = 'policy.received'",
    [policyId],
  );
  expect(audited?.data).toMatchObject(receipt);
});

async function announced({ merchantId }: Insurer): Promise<Record<string, number>> {
  const rows = await runUnprepared<{ type: string; count: number }>(
    `SELECT type, count(*)::int AS count FROM outbox
     WHERE merchant_id = $1 AND type LIKE 'payment\\_coupon.%' GROUP BY type`,
    [merchantId],
  );
  return Object.fromEntries(rows.map(({ type, count }) => [type, count]));
}
