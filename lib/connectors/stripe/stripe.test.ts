import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { newId } from "@/lib/ids";
import { ask } from "../ask";
import type { Connector, HostedRequest, LookupRequest, ProviderFact } from "../connector";
import type { Session } from "../testing/stripe-fake/books";
import { closeDispute, failRefund, openDispute, payPage } from "../testing/stripe-fake/pay";
import { StripeFake } from "../testing/stripe-fake/server";
import { fromStripe, toStripe } from "./amounts";
import { stripe } from "./provider";
import { TOLERANCE_MS } from "./verify";

const KEY = "sk_test_51Canary0000000000";
const SECRET = "whsec_canary";
const fake = new StripeFake(KEY);
let connector: Connector;

beforeAll(async () => {
  await fake.listen();
  vi.stubEnv("STRIPE_API_BASE", fake.origin);
  connector = stripe.connect({ secretKey: KEY });
});

afterEach(() => {
  fake.failures.length = 0;
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await fake.close();
});

const hosted = () => {
  if (!connector.hosted) throw new Error("Stripe has pages");
  return connector.hosted;
};

function pageRequest(over: Partial<HostedRequest> = {}): HostedRequest {
  const now = new Date();
  return {
    ...{
      attemptId: newId(),
      amountMinor: 4_900n,
      currency: "GBP",
      locale: "en-GB",
      now,
      savingMethod: false,
    },
    lines: [
      { description: "Mug × 2", amountMinor: 4_000n },
      { description: "Postage", amountMinor: 900n },
    ],
    ...{ merchantName: "Lakeside", reference: "A-1", customer: { name: "Ines", email: "ines@example.com" } },
    ...{ returnUrl: "http://localhost/return", cancelUrl: "http://localhost/return" },
    expiresAt: new Date(now.getTime() + 1_800_000),
    ...over,
  };
}

function lookupOf(attemptId: string, over: Partial<LookupRequest> = {}): LookupRequest {
  const now = new Date();
  return {
    ...{ attemptId, operation: "charge", providerReference: null, chargeReference: null, method: null },
    ...{ startedAt: now, now, ...over },
  };
}

const sessionOf = (attemptId: string): Session => {
  const session = fake.books.sessions.find(({ clientReferenceId }) => clientReferenceId === attemptId);
  if (!session) throw new Error("the fake has no such page");
  return session;
};
const sessionsOf = (attemptId: string) =>
  fake.books.sessions.filter(({ clientReferenceId }) => clientReferenceId === attemptId);
const pay = (attemptId: string, number = "4242424242424242") =>
  payPage(fake.books, sessionOf(attemptId), number, fake.origin);

/** A paid page, and what Stripe calls its charge. */
async function paid(over: Partial<HostedRequest> = {}, number?: string) {
  const request = pageRequest(over);
  await hosted().begin(request);
  pay(request.attemptId, number);
  const intent = sessionOf(request.attemptId).intent;
  if (!intent) throw new Error("nothing was paid");
  return { attemptId: request.attemptId, intent };
}

const refundRequest = (chargeReference: string, amountMinor: bigint) => ({
  attemptId: newId(),
  chargeReference,
  amountMinor,
  currency: "GBP",
  now: new Date(),
});

describe("a page of Stripe's", () => {
  it("has the exact amount, currency, lines and language, and our id", async () => {
    const request = pageRequest();
    const begun = await hosted().begin(request);
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
    const begun = await Promise.all([1, 2, 3].map(() => hosted().begin(request)));
    const later = await hosted().begin({ ...request, locale: "de", now: new Date(Date.now() + 90_000) });
    const pages = [...begun, later].map((each) => each.state === "redirect" && each.url);
    expect(new Set(pages).size).toBe(1);
    expect(sessionsOf(request.attemptId)).toHaveLength(1);
  });

  it.each(["lost_before", "lost_after", "500", "429", "malformed"] as const)(
    "is one page after an answer that was %s, and never taken for a refusal",
    async (failure) => {
      const request = pageRequest();
      fake.failures.push(failure, failure);
      const first = await ask(() => hosted().begin(request));
      expect(["unknown", "redirect"]).toContain(first.state);
      fake.failures.length = 0;
      expect(await hosted().begin(request)).toMatchObject({ state: "redirect" });
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
    const begun = await hosted().begin(request);
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
    await hosted().begin(request);
    expect(await hosted().close(lookupOf(request.attemptId))).toMatchObject({
      ...{ state: "failed", declineCode: "payment_abandoned" },
    });
    expect(pay(request.attemptId)).toBe("closed");
    const { attemptId } = await paid();
    expect(await hosted().close(lookupOf(attemptId))).toMatchObject({ state: "succeeded" });
  });

  it("is refused before asking for what Stripe cannot be told", async () => {
    const before = fake.books.sessions.length;
    const lines = [{ description: "Salt", amountMinor: 4_905n }];
    const over = { currency: "ISK", amountMinor: 49n, lines: [{ description: "Wool", amountMinor: 49n }] };
    expect(await hosted().begin(pageRequest({ currency: "KWD", amountMinor: 4_905n, lines }))).toMatchObject({
      state: "failed",
    });
    expect(fake.books.sessions).toHaveLength(before);
    expect(await hosted().begin(pageRequest(over))).toMatchObject({ state: "redirect" });
    expect(fake.books.sessions[0]).toMatchObject({ amount: 4_900, currency: "isk" });
  });

  it.each(["sk_test_wrong00000000"])("is certainly not made with a wrong key", async (secretKey) => {
    const pages = stripe.connect({ secretKey }).hosted;
    expect(await pages?.begin(pageRequest())).toMatchObject({ state: "failed", providerReference: null });
  });
});

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
    expect(await connector.charge(chargeRequest("cus_no/pm_no"))).toMatchObject({
      ...{ state: "failed" },
    });
    expect(await connector.charge(chargeRequest("nonsense"))).toMatchObject({
      ...{ state: "failed", declineCode: "invalid_method" },
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
      ...{ state: "failed", declineCode: "refund_refused" },
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

describe("what Stripe tells", () => {
  async function allSince(cursor: string | null) {
    const events = [];
    for (let at = cursor; ; ) {
      const told = await connector.events.since({ cursor: at, now: new Date() });
      events.push(...told.events);
      if (told.events.length === 0) return { events, cursor: at };
      at = told.cursor;
    }
  }
  const factsOf = async (id: string): Promise<ProviderFact[]> => {
    const of = fake.books.events.filter(({ object }) => JSON.stringify(object).includes(id));
    const raws = of.map(({ object }) => ({ object: String(object.object), id: String(object.id) }));
    const facts = [];
    // Newest first, and each twice: what is so does not depend on it.
    for (const raw of raws.flatMap((each) => [each, each]))
      facts.push(...(await connector.events.facts({ type: "any", raw })));
    return facts;
  };

  it("is read from a cursor on, each once and in order, over pages", async () => {
    const { cursor } = await allSince(null);
    for (let at = 0; at < 60; at++) await paid();
    const { events } = await allSince(cursor);
    expect(events).toHaveLength(120);
    const ids = events.map(({ eventId }) => eventId);
    expect(new Set(ids).size).toBe(120);
    expect(ids).toEqual(
      fake.books.events
        .slice(0, 120)
        .map(({ id }) => id)
        .reverse(),
    );
  });

  it("of a charge is what became of it, whichever event says so", async () => {
    const { attemptId, intent } = await paid();
    const facts = await factsOf(intent.id);
    expect(facts.length).toBeGreaterThanOrEqual(4);
    for (const fact of facts)
      expect(fact).toMatchObject({ type: "charge", attemptId, outcome: { state: "succeeded" } });
  });

  it("of a card that was declined on a page is nothing yet", async () => {
    const request = pageRequest();
    await hosted().begin(request);
    pay(request.attemptId, "4000000000000002");
    expect(await factsOf(sessionOf(request.attemptId).intent?.id ?? "")).toEqual([]);
  });

  it("of a refund that was made there, or did not arrive, is said with its charge", async () => {
    const { intent } = await paid();
    const made = await connector.refund(refundRequest(intent.id, 300n));
    const id = made.state === "succeeded" ? made.providerReference : "";
    failRefund(fake.books, id);
    expect(await factsOf(id)).toContainEqual(
      expect.objectContaining({
        ...{ type: "refund", chargeReference: intent.id, amountMinor: 300n, currency: "GBP" },
        outcome: expect.objectContaining({ state: "failed" }),
      }),
    );
  });

  it.each([
    ["needs_response", "open"],
    ["under_review", "open"],
    ["warning_needs_response", "inquiry"],
    ["warning_closed", "inquiry"],
    ["won", "won"],
    ["lost", "lost"],
  ] as const)("of a dispute that is %s: %s, with its day", async (status, state) => {
    const { intent } = await paid();
    const dispute = openDispute(fake.books, intent);
    if (status === "won" || status === "lost") closeDispute(fake.books, dispute, status);
    else dispute.status = status;
    const [fact] = await connector.events.facts({ type: "any", raw: { object: "dispute", id: dispute.id } });
    expect(fact).toMatchObject({
      ...{ type: "dispute", chargeReference: intent.id, state, amountMinor: 4_900n, currency: "GBP" },
      evidenceDueAt: new Date((dispute.dueBy ?? 0) * 1_000),
    });
  });

  it("of what is not ours, or not known, is nothing", async () => {
    expect(await connector.events.facts({ type: "any", raw: { object: "customer", id: "cus_1" } })).toEqual(
      [],
    );
  });
});

describe("a signed message", () => {
  const now = new Date();
  const event = () => {
    const [first] = fake.books.events;
    if (!first) throw new Error("nothing was told");
    return first;
  };
  const verify = (body: string, signature: string | null, secrets = [SECRET], at = now) =>
    stripe.verify({ body: Buffer.from(body), header: () => signature, secrets, now: at });

  beforeAll(() => paid().then(() => {}));

  it("is taken with its own id, also while its secret is rotated", () => {
    const { body, signature } = fake.signed(event(), SECRET);
    const taken = { verified: true, events: [{ eventId: event().id, type: event().type }] };
    expect(verify(body, signature)).toMatchObject(taken);
    expect(verify(body, signature, ["whsec_new", SECRET])).toMatchObject(taken);
    expect(verify(body, `${signature},v1=${"0".repeat(64)}`)).toMatchObject(taken);
  });

  it("is refused with another secret, another body, no signature and one of long ago", () => {
    const { body, signature } = fake.signed(event(), SECRET);
    const old = new Date(Date.now() + TOLERANCE_MS + 2_000);
    for (const verdict of [
      verify(body, signature, ["whsec_other"]),
      verify(body.replace("evt_", "evt-"), signature),
      verify(body, null),
      verify(body, "t=,v1="),
      verify(body, signature.replace("v1=", "v0=")),
      verify(body, signature, [SECRET], old),
    ])
      expect(verdict).toMatchObject({ verified: false, status: 400 });
  });

  it("keeps nothing of the customer", () => {
    const { body, signature } = fake.signed(event(), SECRET);
    const verdict = verify(body, signature);
    const { id, object } = event().object;
    expect(verdict.verified && verdict.events[0]?.raw).toEqual({ id, object });
  });
});

describe("connecting", () => {
  it("says whose account it is, test or live, and what the key may not do", async () => {
    expect(stripe.modeOf({ secretKey: "sk_live_12345678" })).toEqual({ live: true });
    expect(stripe.modeOf({ secretKey: "rk_test_12345678" })).toEqual({ live: false });
    expect(stripe.modeOf({ secretKey: "pk_test_12345678" })).toHaveProperty("problems.secretKey");
    const check = await stripe.check({ secretKey: KEY });
    expect(check.account).toEqual({ reference: fake.books.account, name: "Lakeside Ceramics" });
    expect(check.items.every(({ state }) => state === "passed")).toBe(true);
    const wrong = await stripe.check({ secretKey: "sk_test_wrong00000000" });
    expect(wrong).toMatchObject({ account: null, items: [{ state: "failed" }] });
  });
});

describe("amounts at Stripe", () => {
  it.each([
    ["GBP", 4_900n, 4_900],
    ["JPY", 4_900n, 4_900],
    ["ISK", 49n, 4_900],
    ["UGX", 49n, 4_900],
    ["KWD", 4_900n, 4_900],
    ["HUF", 4_900n, 4_900],
    ["MGA", 4_900n, 49],
  ])("%s %s", (currency, ours, theirs) => {
    expect(toStripe(ours, currency)).toBe(theirs);
    expect(fromStripe(theirs, currency)).toBe(ours);
  });

  it.each([
    ["KWD", 4_905n],
    ["MGA", 4_905n],
  ])("%s %s cannot be told", (currency, ours) => expect(toStripe(ours, currency)).toBeNull());
});
