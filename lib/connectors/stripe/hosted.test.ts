import { describe, expect, it } from "vitest";
import { answerBank } from "../testing/stripe-fake/pay";
import { lookupOf, pageRequest, stripeOnFake } from "./testing";

const { fake, connector, hosted, sessionOf, pay, paid } = await stripeOnFake();

describe("a page of Stripe's", () => {
  it("has the exact amount, currency, lines and language, and our id", async () => {
    const request = pageRequest();
    const begun = await hosted.begin(request);
    expect(begun).toMatchObject({ state: "redirect", url: expect.stringContaining("/c/pay/cs_") });
    expect(sessionOf(request.attemptId)).toMatchObject({
      ...{ amount: 4_900, currency: "gbp", locale: "en-GB" },
      lines: [
        { name: "Mug × 2", amount: 4_000 },
        { name: "Postage", amount: 900 },
      ],
    });
  });

  it("stays open after a declined card, and says what paid in the end", async () => {
    const request = pageRequest({ savingMethod: true });
    const begun = await hosted.begin(request);
    const providerReference = begun.state === "redirect" ? begun.providerReference : null;
    pay(request.attemptId, "4000000000009995");
    const known = lookupOf(request.attemptId, { providerReference });
    expect(await connector.lookup(known)).toMatchObject({ state: "requires_action" });
    pay(request.attemptId, "5555555555554444");
    expect(await connector.lookup(known)).toMatchObject({
      state: "succeeded",
      providerReference: expect.stringMatching(/^pi_/),
      method: { brand: "mastercard", last4: "4444", token: expect.stringMatching(/^cus_\w+\/pm_\w+$/) },
    });
  });

  it("waits for the customer's bank, and is paid or open to another card by its answer", async () => {
    const request = pageRequest();
    await hosted.begin(request);
    const { attemptId } = request;
    for (const approves of [false, true]) {
      pay(attemptId, "4000002760003184");
      expect(await connector.lookup(lookupOf(attemptId))).toMatchObject({ state: "requires_action" });
      answerBank(fake.books, sessionOf(attemptId), approves, fake.origin);
      const state = approves ? "succeeded" : "requires_action";
      expect(await connector.lookup(lookupOf(attemptId))).toMatchObject({ state });
    }
  });

  it("keeps no method that the customer did not ask to keep", async () => {
    const { attemptId } = await paid();
    expect(await connector.lookup(lookupOf(attemptId))).toMatchObject({ method: { token: null } });
  });
});
