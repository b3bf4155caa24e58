import { describe, expect, it } from "vitest";
import { newId } from "@/lib/ids";
import type { ProviderFact } from "../connector";
import { type Told, the } from "../testing/gocardless-fake/books";
import {
  bounceRefund,
  cancelChargeBack,
  chargeBack,
  confirmPayment,
  endMandate,
  failPayment,
} from "../testing/gocardless-fake/life";
import { keptEvent } from "./events";
import { gocardlessOnFake, mandateRequest, refundRequest } from "./testing";

const { books, connector, mandates, agreeTo, agreed, collecting } = await gocardlessOnFake();

async function allSince(cursor: string | null) {
  const events = [];
  for (let at = cursor; ; ) {
    const told = await connector.events.since({ cursor: at, now: new Date() });
    events.push(...told.events);
    if (told.cursor === at) return { events, cursor: at };
    at = told.cursor;
  }
}

/** What every event about something means, in either order and each twice: what is so does not depend on it. */
async function factsOf(id: string): Promise<ProviderFact[]> {
  const of = books.events.filter(({ links }) => Object.values(links).includes(id)).flatMap(keptEvent);
  const facts = [];
  for (const { type, raw } of [...of, ...of.toReversed()])
    facts.push(...(await connector.events.facts({ type, raw })));
  return facts;
}

describe("what GoCardless tells", () => {
  it("is read from a cursor on, each once and in order, over pages", async () => {
    await agreed();
    const { cursor } = await allSince(null);
    const before = books.events.length;
    for (let at = 0; at < 600; at++) books.tell("payments", "confirmed", { payment: `PM${at}` }, WHY);
    const { events, cursor: after } = await allSince(cursor);
    expect(events.map(({ eventId }) => eventId)).toEqual(
      books.events
        .slice(0, books.events.length - before)
        .map(({ id }) => id)
        .reverse(),
    );
    expect(events).toHaveLength(600);
    expect((await allSince(after)).events).toEqual([]);
  });

  it("is read where it is listed late with an earlier time", async () => {
    const { cursor } = await allSince(null);
    const late: Told = {
      ...{ id: `EVLATE${newId()}`, created_at: new Date(Date.now() - 20_000).toISOString() },
      ...{
        resource_type: "payments",
        action: "failed",
        links: { payment: "PM1" },
        details: WHY,
        metadata: {},
      },
    };
    books.events.push(late);
    expect((await allSince(cursor)).events.map(({ eventId }) => eventId)).toEqual([late.id]);
  });

  it("leaves out what a connection has no use for", async () => {
    const { cursor } = await allSince(null);
    books.tell("subscriptions", "created", { subscription: "SB1" }, WHY);
    const request = mandateRequest();
    await mandates.begin(request);
    agreeTo(request.mandateId);
    const { events } = await allSince(cursor);
    expect(events.map(({ type }) => type)).toEqual(["mandates.created", "billing_requests.fulfilled"]);
  });

  it("of a payment is what became of it, whichever event says so", async () => {
    const { attemptId, payment } = await collecting();
    confirmPayment(books, payment);
    const confirmed = await factsOf(payment);
    expect(confirmed.length).toBeGreaterThanOrEqual(6);
    for (const fact of confirmed)
      expect(fact).toMatchObject({ type: "charge", attemptId, outcome: { state: "succeeded" } });
    failPayment(books, payment, "mandate_cancelled");
    for (const fact of await factsOf(payment))
      expect(fact).toMatchObject({
        ...{ type: "charge", attemptId, providerReference: payment },
        outcome: { state: "failed", declineCode: "mandate_missing" },
      });
  });

  it("of a charge-back that is taken back is that it was collected", async () => {
    const { payment } = await collecting();
    confirmPayment(books, payment);
    chargeBack(books, payment, "authorisation_disputed");
    expect((await factsOf(payment))[0]).toMatchObject({ outcome: { state: "failed" } });
    cancelChargeBack(books, payment);
    expect((await factsOf(payment))[0]).toMatchObject({ outcome: { state: "succeeded" } });
  });

  it("of a mandate is how it stands, by its own name and by its request's", async () => {
    const { mandateId, token } = await agreed();
    const facts = await factsOf(token);
    expect(new Set(facts.map((fact) => fact.type))).toEqual(new Set(["mandate"]));
    for (const fact of facts)
      expect(fact).toMatchObject({ type: "mandate", mandateId, outcome: { state: "active", token } });
    endMandate(books, token, "cancelled", { origin: "bank", cause: "mandate_cancelled" });
    for (const fact of await factsOf(token)) expect(fact).toMatchObject({ outcome: { state: "ended" } });
  });

  it("of a refund that did not arrive is said with its payment", async () => {
    const { payment } = await collecting();
    confirmPayment(books, payment);
    const request = refundRequest(payment, 300n);
    const made = await connector.refund(request);
    const id = made.state === "succeeded" ? made.providerReference : "";
    bounceRefund(books, id);
    expect((await factsOf(id))[0]).toMatchObject({
      ...{ type: "refund", attemptId: request.attemptId, chargeReference: payment },
      ...{ amountMinor: 300n, currency: "GBP", outcome: { state: "failed" } },
    });
  });

  it("of a payment that another system made bears no name of ours", async () => {
    const { payment } = await collecting();
    const made = books.payments.find(({ id }) => id === payment);
    if (made) made.metadata = { attempt_id: "order 7" };
    expect((await factsOf(payment))[0]).toMatchObject({ attemptId: null, providerReference: payment });
  });

  it("of a payout is nothing yet, and a state that is not known is never guessed", async () => {
    const raw = { resource: "payouts", id: "PO1" };
    expect(await connector.events.facts({ type: "payouts.paid", raw })).toEqual([]);
    const { payment, token } = await collecting();
    for (const made of [the(books.payments, payment), the(books.mandates, token)]) {
      made.status = "pondering";
      await expect(factsOf(made.id)).rejects.toThrow("pondering");
    }
  });
});

const WHY = { origin: "gocardless", cause: "payment_confirmed", description: "" } as const;
