import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { checkoutDoor } from "@/lib/doors/checkout";
import { newId, readAnyId } from "@/lib/ids";
import { anInsurer } from "@/lib/policies/testing";
import { getRequest } from "./get-request";
import { inspectKey } from "./inspect-key";
import { requestSearchAddress } from "./list-address";
import { startRequestLog } from "./log-writer";
import { requestsOfPayment } from "./requests-of-payment";
import { parseRequestSearch, type RequestSearch } from "./search";
import { searchRequests } from "./search-requests";
import { type Answer, aKey, ask } from "./testing";

const writer = startRequestLog();
afterAll(() => writer.stop());

const ctx = contextOf("operator");
const find = (search: RequestSearch) => searchRequests({ ctx, input: { search, timeZone: "UTC" } });
const idOf = ({ headers }: Answer) => headers.get("x-request-id") ?? "";
let key: Awaited<ReturnType<typeof aKey>>;
beforeAll(async () => {
  key = await aKey();
});

const create = (body: Record<string, unknown>) => ask(checkoutDoor, "POST", "/v0/payments", key.secret, body);

describe("the list of requests", () => {
  it("shows each once, newest first, page after page and back", async () => {
    const busy = await aKey();
    const ids: string[] = [];
    for (let n = 0; n < 120; n++)
      ids.unshift(idOf(await ask(checkoutDoor, "GET", "/v0/payments", busy.secret)));
    await writer.flush();
    const pages = [await find({ key: busy.id })];
    for (let page = pages[0]; page?.older; page = pages.at(-1))
      pages.push(await find({ key: busy.id, older: page.older }));
    expect(pages.flatMap(({ rows }) => rows.map(({ id }) => id))).toEqual(ids);
    const back = await find({ key: busy.id, newer: pages.at(-1)?.newer ?? "" });
    expect(back.rows.map(({ id }) => id)).toEqual(ids.slice(50, 100));
  });

  it("narrows to a door, a status or its class, a method, a path, a payment, a request and days", async () => {
    const made = await create({ amount: "9.00", currency: "GBP" });
    const missing = await ask(checkoutDoor, "GET", `/v0/payments/${newId()}`, key.secret);
    await writer.flush();
    const found = async (search: RequestSearch) =>
      (await find({ ...search, key: key.id })).rows.map(({ id }) => id);
    expect(await found({ door: "checkout", status: "2xx", method: "POST", range: "today" })).toContain(
      idOf(made),
    );
    expect(await found({ status: "404" })).toEqual([idOf(missing)]);
    expect(await found({ status: "4xx", path: "/V0/pay" })).toEqual([idOf(missing)]);
    expect(await found({ path: "100%_" })).toEqual([]);
    expect(await found({ door: "policy" })).toEqual([]);
    expect(await found({ payment: readAnyId(made.body.id ?? "") ?? "" })).toEqual([idOf(made)]);
    expect(await found({ request: idOf(made) })).toEqual([idOf(made)]);
    expect(await found({ from: "2020-01-01", to: "2020-01-02" })).toEqual([]);
  });

  it("has one address per search, and leaves out what makes no sense", () => {
    const asked = new URLSearchParams("door=checkout&status=4xx&payment=nobody&status=9xx&older=1");
    const { search, ignored } = parseRequestSearch(asked);
    expect(requestSearchAddress(search)).toBe("/requests?door=checkout&status=4xx");
    expect(ignored).toEqual(["payment", "older"]);
  });
});

describe("a request", () => {
  it("has the payments it touched, the events and the audit lines it made; its payment has the request", async () => {
    const made = await create({ amount: "9.00", currency: "GBP" });
    await writer.flush();
    const { request, payments, events, audit } = await getRequest({ ctx, input: { id: idOf(made) } });
    const paymentId = readAnyId(made.body.id ?? "") ?? "";
    expect(request).toMatchObject({ method: "POST", status: 201, keyLabel: "Till" });
    expect(payments.map(({ id }) => id)).toEqual([paymentId]);
    expect(events.map(({ type }) => type)).toEqual(["payment.created"]);
    expect(audit.map(({ action }) => action)).toEqual(["payment.created"]);
    const [back] = await requestsOfPayment({ ctx, input: { paymentId } });
    expect(back?.id).toBe(request.id);
  });

  it("is not found by an id nobody has", async () => {
    for (const id of [newId(), "nonsense"])
      expect(await problemIn(getRequest({ ctx, input: { id } }))).toMatchObject({ code: "not_found" });
  });
});

describe("the inspector of idempotency keys", () => {
  it("shows the first request, the replays, what differed, what counted for nothing and what was made", async () => {
    const idempotencyKey = `order-${newId()}`;
    const body = { amount: "49.00", currency: "GBP", idempotencyKey };
    const refused = await create({ ...body, amount: "nothing" });
    const first = await create(body);
    const same = await create(body);
    const other = await create({ ...body, amount: "50.00", reference: "B" });
    await writer.flush();
    const [use, ...others] = await inspectKey({ ctx, input: { key: idempotencyKey } });
    expect(others).toEqual([]);
    expect(use).toMatchObject({ door: "checkout", merchantId: key.merchantId });
    expect(use?.payments.map(({ id }) => id)).toEqual([readAnyId(first.body.id ?? "")]);
    expect(use?.requests.map(({ request, role }) => [request.id, role])).toEqual([
      [idOf(refused), "refused"],
      [idOf(first), "first"],
      [idOf(same), "replay"],
      [idOf(other), "replay"],
    ]);
    expect(use?.requests[2]).toMatchObject({
      sent: [],
      answered: [{ path: "HTTP status", first: "201", other: "200" }],
    });
    expect(use?.requests[3]?.sent).toEqual([
      { path: "amount", first: '"49.00"', other: '"50.00"' },
      { path: "reference", first: null, other: '"B"' },
    ]);
  });

  it("knows the policy door's keys, and tells one used at another address", async () => {
    const insurer = await anInsurer();
    const policyKey = `debit-${newId()}`;
    const { body } = await insurer.pay("pending", {}, `?idempotency_key=${policyKey}`);
    await insurer.pay("pending", {}, `?idempotency_key=${policyKey}`);
    await insurer.update(body.payment_id, { status: "submitted" }, `?idempotency_key=${policyKey}`);
    await writer.flush();
    const [use] = await inspectKey({ ctx, input: { key: policyKey } });
    expect(use?.door).toBe("policy");
    expect(use?.payments.map(({ id }) => id)).toEqual([body.payment_id]);
    expect(use?.requests.map(({ role }) => role)).toEqual(["first", "replay", "refused"]);
    expect(use?.requests[2]?.sent[0]).toMatchObject({ path: "address" });
  });

  it("shows of each key what was done with it, also of keys that the log must not hold", async () => {
    const sent = ["1796076247610", "1796076247701", `GB82WEST12345698765432`, `cf_${"a".repeat(43)}`];
    const made: [string, Answer][] = [];
    for (const idempotencyKey of sent)
      made.push([
        idempotencyKey,
        await create({ amount: `${made.length + 1}.00`, currency: "GBP", idempotencyKey }),
      ]);
    await create({ amount: "9.00", currency: "GBP", idempotencyKey: sent[0] });
    await writer.flush();
    for (const [index, [idempotencyKey, answer]] of made.entries()) {
      const [use, ...others] = await inspectKey({ ctx, input: { key: idempotencyKey } });
      expect(others).toEqual([]);
      expect(use?.payments.map(({ id }) => id)).toEqual([readAnyId(answer.body.id ?? "")]);
      expect(use?.requests.map(({ role }) => role)).toEqual(index === 0 ? ["first", "replay"] : ["first"]);
      const { request } = await getRequest({ ctx, input: { id: idOf(answer) } });
      expect(request.idempotencyKey).toMatch(/^hidden:/);
      const [followed] = await inspectKey({ ctx, input: { key: request.idempotencyKey ?? "" } });
      expect(followed?.requests.map((each) => each.request.id)[0]).toBe(idOf(answer));
      expect(followed?.payments.map(({ id }) => id)).toEqual([readAnyId(answer.body.id ?? "")]);
    }
    const [again] = await inspectKey({ ctx, input: { key: sent[0] ?? "" } });
    expect(again?.requests[1]).toMatchObject({
      sent: [{ path: "amount", first: '"1.00"', other: '"9.00"' }],
      notCompared: ["idempotencyKey"],
    });
  });

  it("knows nothing of a key nobody used, and takes one of any length", async () => {
    expect(await inspectKey({ ctx, input: { key: newId() } })).toEqual([]);
    const long = "k".repeat(300);
    await create({ amount: "1.00", currency: "GBP", idempotencyKey: long });
    await writer.flush();
    const [use] = await inspectKey({ ctx, input: { key: long } });
    expect(use?.requests.map(({ request }) => request.status)).toEqual([400]);
  });
});
