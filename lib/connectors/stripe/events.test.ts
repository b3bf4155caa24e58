import { describe, expect, it } from "vitest";
import type { ProviderFact } from "../connector";
import { closeDispute, failRefund, openDispute } from "../testing/stripe-fake/pay";
import { pageRequest, refundRequest, stripeOnFake } from "./testing";

const { fake, connector, hosted, sessionOf, pay, paid } = await stripeOnFake();

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
    await hosted.begin(request);
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
