import { describe, expect, it } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { query } from "@/lib/db/sql";
import { DAY_MS, HOUR_MS } from "@/lib/durations";
import { FORGET_ANSWERS } from "@/lib/generated/sql/webhooks/deliveries/forget-answers";
import { newId, spellId } from "@/lib/ids";
import { createEndpoint } from "@/lib/webhooks/endpoints/create-endpoint";
import { getEndpoint } from "@/lib/webhooks/endpoints/get-endpoint";
import { listEndpoints } from "@/lib/webhooks/endpoints/list-endpoints";
import { listStoppedEndpoints } from "@/lib/webhooks/endpoints/list-stopped-endpoints";
import { payloadOf } from "@/lib/webhooks/sending/payload";
import { deliveriesOfPayment } from "./deliveries-of-payment";
import type { DeliverySearch } from "./delivery-search";
import { forgetAnswers } from "./forget-answers";
import { getDelivery } from "./get-delivery";
import { searchDeliveries } from "./search-deliveries";
import { endpointForm, type MadeDelivery, newDelivery } from "./testing-deliveries";

const operator = contextOf("operator");
const ago = (hours: number) => new Date(operator.now.getTime() - hours * HOUR_MS);

async function newEndpoint(): Promise<string> {
  const { endpoint } = await createEndpoint({ ctx: contextOf("admin"), input: endpointForm() });
  return endpoint.id;
}

const page = (search: DeliverySearch, rowsMax?: number) =>
  searchDeliveries({ ctx: operator, input: { search, timeZone: "UTC", ...(rowsMax && { rowsMax }) } });
const ids = async (search: DeliverySearch) => (await page(search)).rows.map(({ id }) => id);

describe("looking at webhooks", () => {
  it("is refused to a viewer, naming the permission", async () => {
    const ctx = contextOf("viewer");
    const calls = [
      listEndpoints({ ctx }),
      listStoppedEndpoints({ ctx }),
      getEndpoint({ ctx, input: { id: newId() } }),
      searchDeliveries({ ctx, input: { search: {}, timeZone: "UTC" } }),
      getDelivery({ ctx, input: { id: newId() } }),
      deliveriesOfPayment({ ctx, input: { paymentId: newId() } }),
    ];
    for (const call of calls) expect(await problemIn(call)).toMatchObject({ permission: "webhooks:read" });
  });

  it("finds nothing under an id that is none", async () => {
    for (const id of ["", "wd_nothing", newId()]) {
      expect(await problemIn(getDelivery({ ctx: operator, input: { id } }))).toMatchObject({
        code: "not_found",
      });
      expect(await problemIn(getEndpoint({ ctx: operator, input: { id } }))).toMatchObject({
        code: "not_found",
      });
    }
  });
});

describe("what a receiver answered", () => {
  it("is forgotten after ninety days where the message is over, and nothing else of it", async () => {
    const endpointId = await newEndpoint();
    const made = (days: number, more: Partial<MadeDelivery> = {}) =>
      newDelivery({ endpointId, at: new Date(Date.now() - days * DAY_MS), ...more });
    const [delivered, exhausted] = [await made(91, { state: "delivered" }), await made(91)];
    const waiting = await made(91, { state: "pending", outcome: "server_error" });
    const young = await made(89);
    expect(await forgetAnswers()).toBe(3);
    const attemptOf = async ({ id }: { id: string }) =>
      (await getDelivery({ ctx: operator, input: { id } })).shown;
    const [first, ...others] = await Promise.all([delivered, exhausted, waiting, young].map(attemptOf));
    expect(first).toMatchObject({
      ...{ answerForgotten: true, answerBody: "", answerHeaders: {}, answerCut: false },
      ...{ outcome: "delivered", statusCode: 500, address: "93.184.216.34", durationMs: 12 },
      requestHeaders: { "webhook-id": "evt_1" },
    });
    expect(others.map((attempt) => attempt?.answerForgotten)).toEqual([true, false, false]);
    expect(others.slice(1).map((attempt) => attempt?.answerBody)).toEqual(["Oops", "Oops"]);
    expect(await forgetAnswers()).toBe(0);
  });

  it("is forgotten once, however many deliveries were made at the same moment and whoever else forgets", async () => {
    const endpointId = await newEndpoint();
    const at = new Date(Date.now() - 91 * DAY_MS + 1_000);
    const made = await Promise.all(Array.from({ length: 6 }, () => newDelivery({ endpointId, at })));
    const before = new Date(Date.now() - 90 * DAY_MS);
    const passed = await Promise.all(
      Array.from({ length: 6 }, () => query(FORGET_ANSWERS, { before, deliveriesMax: 2 })),
    );
    expect(passed.flat().reduce((sum, { deliveries }) => sum + deliveries, 0)).toBe(6);
    for (const { id } of made)
      expect((await getDelivery({ ctx: operator, input: { id } })).shown?.answerForgotten).toBe(true);
  });
});

describe("searching deliveries", () => {
  it("finds by endpoint, state, type, outcome, payment, event and day, and by all of them together", async () => {
    const [endpoint, paymentId] = [await newEndpoint(), newId()];
    const wanted = await newDelivery({
      endpointId: endpoint,
      paymentId,
      type: "payment.refunded",
      at: ago(50),
    });
    await newDelivery({ endpointId: endpoint, state: "delivered" });
    const waits = await newDelivery({ endpointId: endpoint, state: "pending" });
    await newDelivery({ endpointId: await newEndpoint(), outcome: "gone" });
    const day = ago(50).toISOString().slice(0, 10);
    const each: DeliverySearch = {
      endpoint,
      state: "exhausted",
      type: "payment.refunded",
      outcome: "server_error",
      payment: paymentId,
      event: wanted.eventId,
      from: day,
      to: day,
    };
    expect(await ids(each)).toEqual([wanted.id]);
    expect(await ids({ payment: paymentId })).toEqual([wanted.id]);
    expect(await ids({ event: wanted.eventId })).toEqual([wanted.id]);
    expect(await ids({ endpoint, state: "pending" })).toEqual([waits.id]);
    expect(await ids({ endpoint, outcome: "gone" })).toEqual([]);
    expect(await ids({ endpoint, from: "2001-01-01", to: "2001-01-02" })).toEqual([]);
  });

  it("walks every delivery once, forwards and back", async () => {
    const endpoint = await newEndpoint();
    const made: string[] = [];
    for (let hours = 1; hours <= 5; hours++) {
      made.push((await newDelivery({ endpointId: endpoint, at: ago(hours) })).id);
    }
    const first = await page({ endpoint }, 2);
    const second = await page({ endpoint, older: first.older ?? "" }, 2);
    const third = await page({ endpoint, older: second.older ?? "" }, 2);
    const walked = [first, second, third].flatMap(({ rows }) => rows.map(({ id }) => id));
    expect([walked, first.newer, third.older]).toEqual([made, null, null]);
    const back = await page({ endpoint, newer: third.newer ?? "" }, 2);
    expect(back.rows.map(({ id }) => id)).toEqual(second.rows.map(({ id }) => id));
  });
});

describe("a delivery", () => {
  it("shows the very text that is sent, and what came back", async () => {
    const { id, eventId } = await newDelivery({ endpointId: await newEndpoint(), paymentId: newId() });
    const { event, payload, attempts, shown, delivery } = await getDelivery({
      ctx: operator,
      input: { id: spellId("wd", id) },
    });
    expect(payload).toBe(payloadOf(event));
    expect([event.eventId, delivery.lastOutcome]).toEqual([eventId, "server_error"]);
    expect(attempts).toMatchObject([{ number: 1, outcome: "server_error", statusCode: 500, durationMs: 12 }]);
    expect(shown).toMatchObject({ address: "93.184.216.34", answerBody: "Oops", answerCut: false });
  });

  it("is among those of its payment, latest first", async () => {
    const [endpointId, paymentId] = [await newEndpoint(), newId()];
    const first = await newDelivery({ endpointId, paymentId, at: ago(2) });
    const second = await newDelivery({ endpointId, paymentId, at: ago(1) });
    const { deliveries, more } = await deliveriesOfPayment({ ctx: operator, input: { paymentId } });
    expect([deliveries.map(({ id }) => id), more]).toEqual([[second.id, first.id], false]);
  });
});

describe("an endpoint's health", () => {
  it("counts the attempts of the last day and what waits, and knows when it last went well", async () => {
    const endpointId = await newEndpoint();
    await newDelivery({ endpointId, state: "delivered", at: ago(2) });
    await newDelivery({ endpointId, state: "delivered", at: ago(30) });
    await newDelivery({ endpointId, state: "exhausted", at: ago(1) });
    await newDelivery({ endpointId, state: "pending", at: ago(5) });
    await newDelivery({ endpointId, state: "pending", at: ago(4), outcome: "gone" });
    const { health } = await getEndpoint({ ctx: operator, input: { id: endpointId } });
    expect(health).toEqual({
      lastSuccessAt: ago(2),
      delivered: 1,
      failed: 2,
      more: false,
      pending: 2,
      oldestPendingAt: ago(5),
      exhausted: 1,
    });
    const lines = await listEndpoints({ ctx: operator });
    expect(lines.find(({ endpoint }) => endpoint.id === endpointId)?.health).toEqual(health);
  });
});
