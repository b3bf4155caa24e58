import { describe, expect, it } from "vitest";
import { newId } from "@/lib/ids";
import { ask } from "../ask";
import { stripe } from "./provider";
import { lookupOf, pageRequest, stripeOnFake } from "./testing";

const { fake, connector, hosted, sessionOf, sessionsOf, pay, paid } = await stripeOnFake();

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

  it("is one page for one attempt, however often, simultaneously and in whatever language", async () => {
    const request = pageRequest();
    const begun = await Promise.all([1, 2, 3].map(() => hosted.begin(request)));
    const later = await hosted.begin({ ...request, locale: "de", now: new Date(Date.now() + 90_000) });
    const pages = [...begun, later].map((each) => each.state === "redirect" && each.url);
    expect(new Set(pages).size).toBe(1);
    expect(sessionsOf(request.attemptId)).toHaveLength(1);
  });

  it.each(["lost_before", "lost_after", "500", "429", "malformed"] as const)(
    "is one page after an answer that was %s, and never taken for a refusal",
    async (failure) => {
      const request = pageRequest();
      fake.failures.push(failure, failure);
      const first = await ask(() => hosted.begin(request));
      expect(["unknown", "redirect"]).toContain(first.state);
      fake.failures.length = 0;
      expect(await hosted.begin(request)).toMatchObject({ state: "redirect" });
      expect(sessionsOf(request.attemptId)).toHaveLength(1);
      expect(await connector.lookup(lookupOf(request.attemptId))).toMatchObject({ state: "requires_action" });
    },
  );

  it("is not found where there is none, and asking makes none", async () => {
    const attemptId = newId();
    expect(await connector.lookup(lookupOf(attemptId))).toEqual({ state: "not_found" });
    expect(sessionsOf(attemptId)).toEqual([]);
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

  it("keeps no method that the customer did not ask to keep", async () => {
    const { attemptId } = await paid();
    expect(await connector.lookup(lookupOf(attemptId))).toMatchObject({ method: { token: null } });
  });

  it("is closed for good, and one that was paid says so instead", async () => {
    const request = pageRequest();
    await hosted.begin(request);
    expect(await hosted.close(lookupOf(request.attemptId))).toMatchObject({
      ...{ state: "failed", declineCode: "payment_abandoned" },
    });
    expect(pay(request.attemptId)).toBe("closed");
    const { attemptId } = await paid();
    expect(await hosted.close(lookupOf(attemptId))).toMatchObject({ state: "succeeded" });
  });

  it("is refused before asking for what Stripe cannot be told", async () => {
    const before = fake.books.sessions.length;
    const lines = [{ description: "Salt", amountMinor: 4_905n }];
    const over = { currency: "ISK", amountMinor: 49n, lines: [{ description: "Wool", amountMinor: 49n }] };
    expect(await hosted.begin(pageRequest({ currency: "KWD", amountMinor: 4_905n, lines }))).toMatchObject({
      state: "failed",
    });
    expect(fake.books.sessions).toHaveLength(before);
    expect(await hosted.begin(pageRequest(over))).toMatchObject({ state: "redirect" });
    expect(fake.books.sessions[0]).toMatchObject({ amount: 4_900, currency: "isk" });
  });

  it.each(["sk_test_wrong00000000"])("is certainly not made with a wrong key", async (secretKey) => {
    const pages = stripe.connect({ secretKey }).hosted;
    expect(await pages?.begin(pageRequest())).toMatchObject({ state: "failed", providerReference: null });
  });
});
