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

describe("a refund", () => {
  it("says in plain words that the account has none", async () => {
    fake.books.refundsEnabled = false;
    expect(await connector.refund(refundRequest(await collected(), 100n))).toMatchObject({
      ...{ state: "failed", declineCode: "refund_not_enabled" },
    });
  });

  it("is made though another one came in between, once the sum is asked again", async () => {
    const payment = await collected();
    fake.refusals.push(invalidState("total_amount_confirmation_invalid", "another one was made"));
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
