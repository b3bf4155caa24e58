import { describe, expect, it } from "vitest";
import { invalidState } from "../testing/gocardless-fake/fails";
import { bounceRefund, confirmPayment, payRefund, returnRefund } from "../testing/gocardless-fake/life";
import { gocardlessOnFake, lookupOf, refundRequest } from "./testing";

const { fake, books, connector, collecting } = await gocardlessOnFake();

async function collected() {
  const { payment } = await collecting();
  confirmPayment(books, payment);
  return payment;
}
const refundedOf = (payment: string) => books.payments.find(({ id }) => id === payment)?.amount_refunded;
const refundsOf = (payment: string) => books.refunds.filter(({ links }) => links.payment === payment);

describe("a refund", () => {
  it("gives part back, and then more, each with the sum of all", async () => {
    const payment = await collected();
    for (const amount of [1_000n, 2_000n])
      expect(await connector.refund(refundRequest(payment, amount))).toMatchObject({ state: "succeeded" });
    expect(refundedOf(payment)).toBe(3_000);
  });

  it("is refused beyond what was collected, and where nothing was", async () => {
    const [payment, { payment: pending }] = [await collected(), await collecting()];
    await connector.refund(refundRequest(payment, 4_000n));
    for (const request of [refundRequest(payment, 1_000n), refundRequest(pending, 1_000n)])
      expect(await connector.refund(request)).toMatchObject({
        ...{ state: "failed", declineCode: "refund_refused", providerReference: null },
      });
    expect(refundedOf(payment)).toBe(4_000);
  });

  it("says in plain words that the account has none", async () => {
    fake.books.refundsEnabled = false;
    expect(await connector.refund(refundRequest(await collected(), 100n))).toMatchObject({
      ...{ state: "failed", declineCode: "refund_not_enabled" },
    });
  });

  it.each(["lost_after", "malformed"] as const)(
    "whose answer is lost by %s is found, and made once",
    async (failure) => {
      const payment = await collected();
      const request = refundRequest(payment, 4_900n);
      fake.failures.push(failure);
      await expect(connector.refund(request)).rejects.toThrow();
      const asked = lookupOf(request.attemptId, { operation: "refund", chargeReference: payment });
      const found = { state: "succeeded", providerReference: refundsOf(payment)[0]?.id };
      expect(await connector.lookup(asked)).toMatchObject(found);
      expect(await connector.refund(request)).toMatchObject(found);
      expect(refundsOf(payment)).toHaveLength(1);
    },
  );

  it.each(["lost_before", "500", "429"] as const)("that never came by %s is not there", async (failure) => {
    const payment = await collected();
    const request = refundRequest(payment, 4_900n);
    fake.failures.push(failure);
    await expect(connector.refund(request)).rejects.toThrow();
    const asked = lookupOf(request.attemptId, { operation: "refund", chargeReference: payment });
    expect(await connector.lookup(asked)).toEqual({ state: "not_found" });
    expect(await connector.refund(request)).toMatchObject({ state: "succeeded" });
  });

  it("is made though another one came in between, once the sum is asked again", async () => {
    const payment = await collected();
    fake.failures.push(invalidState("total_amount_confirmation_invalid", "another one was made"));
    const request = refundRequest(payment, 100n);
    expect(await connector.refund(request)).toMatchObject({ state: "succeeded" });
    expect(refundedOf(payment)).toBe(100);
  });

  it.each([
    ["bounces", bounceRefund],
    ["comes back", returnRefund],
  ])("that %s has failed, though it was taken", async (_words, happen) => {
    const payment = await collected();
    const made = await connector.refund(refundRequest(payment, 100n));
    const providerReference = made.state === "succeeded" ? made.providerReference : "";
    payRefund(books, providerReference);
    happen(books, providerReference);
    const asked = { operation: "refund", providerReference, chargeReference: payment } as const;
    expect(await connector.lookup(lookupOf(refundRequest(payment, 1n).attemptId, asked))).toMatchObject({
      ...{ state: "failed", declineCode: "refund_failed" },
    });
  });
});
