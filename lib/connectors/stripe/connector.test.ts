import { describe, expect, it } from "vitest";
import { newId } from "@/lib/ids";
import { ask } from "../ask";
import { lookupOf, refundRequest, stripeOnFake } from "./testing";

const { fake, connector, paid } = await stripeOnFake();

describe("a saved card", () => {
  const chargeRequest = (token: string, over = {}) => ({
    ...{ attemptId: newId(), amountMinor: 900n, currency: "GBP", now: new Date(), startedAt: new Date() },
    ...{ method: { type: "token", token } as const, offSession: true, savingMethod: false, ...over },
  });
  const tokenOf = async (number: string) => {
    const { intent } = await paid({ savingMethod: true }, number);
    return `${intent.customer}/${intent.paymentMethod?.id}`;
  };

  it("is charged once under one id, by twins and after lost answers", async () => {
    const request = chargeRequest(await tokenOf("4242424242424242"));
    fake.failures.push("lost_after", "lost_after");
    expect((await ask(() => connector.charge(request))).state).toBe("unknown");
    const twins = await Promise.all([connector.charge(request), connector.charge(request)]);
    expect(twins.map(({ state }) => state)).toEqual(["succeeded", "succeeded"]);
    const looked = lookupOf(request.attemptId, { method: request.method });
    expect(await connector.lookup(looked)).toMatchObject({ state: "succeeded" });
    const made = fake.books.intents.filter(({ metadata }) => metadata.attempt_id === request.attemptId);
    expect(made).toHaveLength(1);
  });

  it("that is not there, or declined, has failed for sure", async () => {
    expect(await connector.charge(chargeRequest("cus_no/pm_no"))).toMatchObject({ state: "failed" });
    expect(await connector.charge(chargeRequest("nonsense"))).toMatchObject({
      state: "failed",
      declineCode: "invalid_method",
    });
  });
});

describe("a refund", () => {
  it("gives back part, then the rest, once under one id, and never more", async () => {
    const { intent } = await paid();
    const part = refundRequest(intent.id, 2_000n);
    fake.failures.push("lost_after", "lost_after");
    expect((await ask(() => connector.refund(part))).state).toBe("unknown");
    const looked = lookupOf(part.attemptId, { operation: "refund", chargeReference: intent.id });
    expect(await connector.lookup(looked)).toMatchObject({ state: "succeeded" });
    expect(await connector.refund(part)).toMatchObject({ state: "succeeded" });
    expect(fake.books.refundedOf(intent)).toBe(2_000);
    expect(await connector.refund(refundRequest(intent.id, 2_901n))).toMatchObject({
      state: "failed",
      declineCode: "refund_refused",
    });
    expect(await connector.refund(refundRequest(intent.id, 2_900n))).toMatchObject({ state: "succeeded" });
    expect(await connector.refund(refundRequest(intent.id, 1n))).toMatchObject({ state: "failed" });
    expect(fake.books.refundedOf(intent)).toBe(4_900);
  });

  it("is not found where it never arrived", async () => {
    const { intent } = await paid();
    const request = refundRequest(intent.id, 100n);
    fake.failures.push("lost_before", "lost_before");
    expect((await ask(() => connector.refund(request))).state).toBe("unknown");
    const looked = lookupOf(request.attemptId, { operation: "refund", chargeReference: intent.id });
    expect(await connector.lookup(looked)).toEqual({ state: "not_found" });
  });
});
