import { describe, expect, it } from "vitest";
import { newId } from "@/lib/ids";
import { ask } from "../ask";
import type { MandateRequest } from "../mandates";
import { agreeOnPage } from "../testing/stripe-fake/setup";
import { stripeOnFake } from "./testing";

const { fake, connector } = await stripeOnFake();
const { mandates } = connector;
if (!mandates) throw new Error("Stripe keeps cards");

function requestOf(over: Partial<MandateRequest> = {}): MandateRequest {
  return {
    ...{ mandateId: newId(), type: "card", currency: "GBP", locale: "en-GB", merchantName: "Lakeside" },
    ...{
      description: "Policy P-1",
      payer: { firstName: "Ines", lastName: "Ferreira", email: "ines@example.com" },
    },
    ...{ returnUrl: "http://localhost/return", cancelUrl: "http://localhost/return" },
    ...{ providerReference: null, now: new Date(), ...over },
  };
}

const lookupOf = (
  mandateId: string,
  providerReference: string | null = null,
  token: string | null = null,
) => ({
  ...{ mandateId, providerReference, token },
  ...{ startedAt: new Date(), now: new Date() },
});

const sessionsOf = (mandateId: string) =>
  fake.books.sessions.filter(({ metadata }) => metadata.mandate_id === mandateId);

function agree(mandateId: string, number = "4242424242424242") {
  const [session] = sessionsOf(mandateId);
  if (!session) throw new Error("there is no such page");
  return agreeOnPage(fake.books, session, number, fake.origin);
}

// What every agreement has to hold is in the conformance kit.
describe("a card kept at Stripe", () => {
  it.each(["lost_before", "lost_after", "500", "429", "cut_short", "html", "wrong_shape"] as const)(
    "is one page after an answer that was %s, also in another language",
    async (failure) => {
      const request = requestOf();
      fake.trouble = failure;
      expect(["unknown", "redirect"]).toContain((await ask(() => mandates.begin(request))).state);
      fake.trouble = null;
      expect(await mandates.begin({ ...request, locale: "de" })).toMatchObject({ state: "redirect" });
      expect(sessionsOf(request.mandateId)).toHaveLength(1);
    },
  );

  it("has another page once the first has lapsed, and none once it is agreed to", async () => {
    const request = requestOf();
    const first = await mandates.begin(request);
    const [session] = sessionsOf(request.mandateId);
    if (first.state !== "redirect" || !session) throw new Error("no page");
    session.status = "expired";
    const second = await mandates.begin({ ...request, providerReference: first.providerReference });
    expect(second).toMatchObject({ state: "redirect" });
    expect(second).not.toMatchObject({ providerReference: first.providerReference });
    agree(request.mandateId);
    const reference = second.state === "redirect" ? second.providerReference : "";
    expect(await mandates.lookup(lookupOf(request.mandateId, reference))).toMatchObject({
      ...{ state: "active", token: expect.stringMatching(/^cus_\w+\/pm_\w+$/) },
      method: { brand: "visa", last4: "4242", expiryMonth: 12, expiryYear: 2034 },
    });
    expect(fake.books.intents).toHaveLength(0);
    const third = await ask(() => mandates.begin({ ...request, providerReference: reference }));
    expect(third.state).toBe("unknown");
  });
});
