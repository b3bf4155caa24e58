import { describe, expect, it } from "vitest";
import { closeDispute, openDispute } from "../testing/stripe-fake/pay";
import { stripeOnFake } from "./testing";

const { fake, connector, paid } = await stripeOnFake();

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
});
