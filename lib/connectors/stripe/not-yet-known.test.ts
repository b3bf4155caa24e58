import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { newId } from "@/lib/ids";
import type { LookupRequest } from "../connector";
import { type Intent, idOf, now } from "../testing/stripe-fake/books";
import { payPage } from "../testing/stripe-fake/pay";
import { certainRefusal } from "./decline";
import { stripeOnFake } from "./testing";

const { fake, connector } = await stripeOnFake();
const TOKEN = "cus_busy/pm_busy";

/** A charge whose call still runs: Stripe shows its intent before the card has been asked. */
function runningIntent(attemptId: string): Intent {
  const intent: Intent = {
    ...{ id: idOf("pi"), created: now(), amount: 900, currency: "gbp", status: "requires_payment_method" },
    ...{ metadata: { attempt_id: attemptId }, customer: "cus_busy", paymentMethod: null, lastError: null },
  };
  fake.books.intents.unshift(intent);
  return intent;
}

function lookupOf(attemptId: string): LookupRequest {
  const at = new Date();
  return {
    ...{ attemptId, operation: "charge", providerReference: null, chargeReference: null },
    ...{ method: { type: "token", token: TOKEN }, startedAt: at, now: at },
  };
}

describe("a charge whose call still runs at Stripe", () => {
  it("is never taken for one that failed, by look-up or by what is told of it", async () => {
    const attemptId = newId();
    const intent = runningIntent(attemptId);
    const told = { type: "payment_intent.created", raw: { object: "payment_intent", id: intent.id } };
    expect(await connector.lookup(lookupOf(attemptId))).toMatchObject({ state: "unknown" });
    expect(await connector.events.facts(told)).toEqual([]);
    intent.lastError = { code: "card_declined", decline_code: "insufficient_funds" };
    expect(await connector.lookup(lookupOf(attemptId))).toMatchObject({
      ...{ state: "failed", declineCode: "insufficient_funds" },
    });
    expect(await connector.events.facts(told)).toMatchObject([{ outcome: { state: "failed" } }]);
  });
});

describe("a charge that was cancelled at Stripe", () => {
  it("has failed for that, or for what a bank had said of it before; nobody has left a page", async () => {
    const attemptId = newId();
    const intent = Object.assign(runningIntent(attemptId), { status: "canceled" });
    const becameOf = () => connector.lookup(lookupOf(attemptId));
    expect(await becameOf()).toMatchObject({ state: "failed", declineCode: "cancelled_at_provider" });
    intent.lastError = { code: "card_declined", decline_code: "insufficient_funds" };
    expect(await becameOf()).toMatchObject({ state: "failed", declineCode: "insufficient_funds" });
  });
});

describe("what Stripe tells to who comes back after a month", () => {
  it("is all that it still has, though the cursor's event is forgotten", async () => {
    const made = await connector.hosted?.begin(pageRequest());
    const session = fake.books.sessions[0];
    if (made?.state !== "redirect" || !session) throw new Error("no page was made");
    payPage(fake.books, session, "4242424242424242", fake.origin);
    const { events, cursor } = await connector.events.since({ cursor: "evt_forgotten", now: new Date() });
    expect(events.map(({ eventId }) => eventId)).toEqual(fake.books.events.map(({ id }) => id).reverse());
    expect(cursor).toBe(events.at(-1)?.eventId);
    expect(await connector.events.since({ cursor, now: new Date() })).toEqual({ events: [], cursor });
  });
});

describe("what another system does on the same account", () => {
  it.each(["order_1", newId()])("is of no attempt of ours, though it is named %s there", async (name) => {
    await connector.hosted?.begin(pageRequest());
    const session = fake.books.sessions[0];
    if (!session) throw new Error("no page was made");
    Object.assign(session, { clientReferenceId: name, metadata: { attempt_id: "order_1" } });
    const raw = { object: "checkout.session", id: session.id };
    expect(await connector.events.facts({ type: "any", raw })).toMatchObject([{ attemptId: null }]);
  });
});

describe("an error of Stripe's", () => {
  const { errors } = Stripe;
  it.each([
    ["no such method", { statusCode: 400, code: "resource_missing" }, "invalid_method"],
    ["an unknown parameter", { statusCode: 400, code: "parameter_unknown" }, "request_refused"],
    ["a call that still runs", { statusCode: 409, code: "lock_timeout" }, null],
  ] as const)("that says %s is certain, or is not", (_words, raw, declineCode) => {
    const err = new errors.StripeInvalidRequestError({ type: "invalid_request_error", ...raw });
    expect(certainRefusal(err)?.declineCode ?? null).toBe(declineCode);
  });

  it.each([
    new errors.StripeRateLimitError({ type: "rate_limit_error", statusCode: 429 }),
    new errors.StripeAPIError({ type: "api_error", statusCode: 500 }),
    new errors.StripeIdempotencyError({ type: "idempotency_error", statusCode: 400 }),
    new errors.StripeConnectionError({ message: "reset" }),
    new Error("anything else"),
  ])("is never certain where money may have moved: %s", (err) => {
    expect(certainRefusal(err)).toBeNull();
  });
});

function pageRequest() {
  const at = new Date();
  return {
    ...{ attemptId: newId(), amountMinor: 900n, currency: "GBP", locale: "en", now: at, savingMethod: false },
    lines: [{ description: "Mug", amountMinor: 900n }],
    ...{ merchantName: "Lakeside", reference: null, customer: null },
    ...{ returnUrl: "http://localhost/return", cancelUrl: "http://localhost/return" },
    expiresAt: new Date(at.getTime() + 1_800_000),
  };
}
