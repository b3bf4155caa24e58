import { describe, expect, it } from "vitest";
import { aKey, aMerchant } from "@/lib/checkout/testing";
import { aConnector, aPayment, ask as askConnected } from "@/lib/connected/testing";
import { findViolations } from "@/lib/invariants/find-violations";
import { AMOUNT_MINOR_MAX } from "@/lib/money/decimal";
import { collectDuePayments } from "@/lib/policies/collection/collect-due";
import { anInsurer, ask as askPolicies, jobAt } from "@/lib/policies/testing";
import { aWorld } from "@/lib/referrals/testing-world";

// Amounts that are each as large as one may be: what adds them up says the sum, or refuses; it never fails.

const MAX = String(AMOUNT_MINOR_MAX);

/** A body with amounts that are no JavaScript numbers. */
const exact = (body: object) => JSON.stringify(body).replace(/"(amount|initialAmount)":"(\d+)"/g, '"$1":$2');

describe("the largest amount there is", () => {
  it("is captured of nothing, and refused where it would take a payment above it", async () => {
    const key = await aKey((await aMerchant()).id);
    const connectorID = await aConnector();
    const at = { createdAt: "2026-01-05T10:00:00Z", asset: "USD/2" };
    const payment = (amount: string, ...given: [status: string, amount: string][]) => {
      const { status: _, ...body } = aPayment(connectorID);
      const adjustments = given.map(([status, of], index) => ({
        ...{ reference: `adj-${index}`, status, amount: of, ...at },
      }));
      const whole = { ...body, amount, initialAmount: amount, scheme: "CARD_VISA", adjustments };
      return askConnected(key, "POST", "/v3/payments", exact(whole));
    };
    expect((await payment("0", ["CAPTURE", MAX])).status).toBe(201);
    const refused = [
      await payment(MAX, ["CAPTURE", "1"]),
      await payment(MAX, ["CAPTURE", MAX]),
      await payment(MAX, ["CAPTURE", MAX], ["REFUNDED", MAX]),
    ];
    for (const { status, body } of refused) {
      expect([status, body.errorCode]).toEqual([400, "VALIDATION"]);
      expect(body.errorMessage).toContain(`would take the payment above ${MAX}`);
    }
    const v1 = aPayment(connectorID, { amount: MAX, status: "SUCCEEDED" });
    const moves = [
      ["SUCCEEDED", MAX, 200],
      ["REFUNDED", MAX, 200],
      ["CAPTURE", MAX, 400],
      ["CAPTURE", "0", 200],
    ] as const;
    for (const [index, [status, amount, expected]] of moves.entries()) {
      const createdAt = `2026-01-0${5 + index}T10:00:00Z`;
      const answer = await askConnected(
        key,
        "POST",
        "/payments",
        exact({ ...v1, status, amount, createdAt }),
      );
      expect([status, amount, answer.status]).toEqual([status, amount, expected]);
    }
  });

  it("is twice in a policy's ledger, and in the total of a batch", async () => {
    const insurer = await anInsurer();
    const today = new Date().toISOString().slice(0, 10);
    const pay = (status: "successful" | "pending", more: object = {}) =>
      askPolicies(
        insurer.key,
        "POST",
        `/policies/${insurer.policyId}/payments`,
        exact(insurer.body(status, { amount: MAX, ...more })),
      );
    for (const _ of [1, 2]) {
      expect((await pay("successful")).status).toBe(200);
      expect((await pay("pending", { payment_date: today })).status).toBe(200);
    }
    const ledger = await askPolicies(
      insurer.key,
      "GET",
      `/policies/${insurer.policyId}/ledger?include=balance`,
    );
    expect(ledger.status).toBe(200);
    expect(ledger.text).toContain(String(2n * AMOUNT_MINOR_MAX));
    await collectDuePayments({ ctx: jobAt(new Date(Date.now() + 120_000)) });
    const batches = await askPolicies(insurer.key, "GET", "/payment-batches");
    expect(batches.status).toBe(200);
    expect(batches.text).toContain(String(2n * AMOUNT_MINOR_MAX));
  });

  it("is paid out as far as one payment can be, and the rest by the next run", async () => {
    const world = await aWorld({ share: 10_000 });
    for (const who of [0, 1]) await world.take({ do: "pay", who, amount: AMOUNT_MINOR_MAX });
    await world.take({ do: "wait", days: 60 });
    expect(await world.owed()).toBe(2n * AMOUNT_MINOR_MAX);
    expect(await world.payOut()).toBe(AMOUNT_MINOR_MAX);
    expect(await world.payOut()).toBe(AMOUNT_MINOR_MAX);
    expect(await world.payOut()).toBe(0n);
    expect(await findViolations()).toEqual([]);
  });
});
