import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { makeMandate } from "./agree";
import { activateMandate, chargeBack, confirmPayment, failPayment, payOut } from "./life";
import { GoCardlessFake } from "./server";

const fake = await new GoCardlessFake("sandbox_fake").listen();
const { books } = fake;
afterAll(() => fake.close());
afterEach(() => {
  fake.endpoint = null;
  fake.delivers = "once";
});

async function ask(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
  const response = await fetch(`${fake.origin}${path}`, {
    method,
    headers: {
      ...{ authorization: "Bearer sandbox_fake", "gocardless-version": "2015-07-06" },
      ...(body && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, answer: await response.json() };
}

function activeMandate(): string {
  const agreed = { currency: "GBP", scheme: "bacs", metadata: {}, holder: "Ines", accountNumber: "55779911" };
  const { id } = makeMandate(books, agreed);
  activateMandate(books, id);
  return id;
}

const paymentBody = (mandate: string, over: object = {}) => ({
  payments: { amount: 1_000, currency: "GBP", links: { mandate }, metadata: {}, ...over },
});

async function payment(): Promise<string> {
  const { answer } = await ask("POST", "/payments", paymentBody(activeMandate()));
  return answer.payments.id;
}

describe("the stand-in for GoCardless", () => {
  it("makes one thing under a key, and names it to who asks again", async () => {
    const mandate = activeMandate();
    const key = { "idempotency-key": "key-1" };
    const { status, answer } = await ask("POST", "/payments", paymentBody(mandate), key);
    expect(status).toBe(201);
    const again = await ask("POST", "/payments", paymentBody(mandate, { amount: 5 }), key);
    expect(again).toMatchObject({
      status: 409,
      answer: {
        error: {
          type: "invalid_state",
          errors: [
            {
              reason: "idempotent_creation_conflict",
              links: { conflicting_resource_id: answer.payments.id },
            },
          ],
        },
      },
    });
  });

  it.each([
    ["an unknown parameter", { colour: "blue" }, "colour"],
    ["an unknown link", { links: { mandate: "MD1", customer: "CU1" } }, "links.customer"],
    ["no amount", { amount: 0 }, "amount"],
    ["another currency than the scheme's", { currency: "EUR" }, "currency"],
    ["a day before the earliest", { charge_date: "2020-01-01" }, "charge_date"],
    ["four metadata keys", { metadata: { a: "1", b: "1", c: "1", d: "1" } }, "metadata"],
  ])("refuses %s by its name", async (_words, over, field) => {
    const body = paymentBody(activeMandate(), over);
    expect(await ask("POST", "/payments", body)).toMatchObject({
      ...{ status: 422, answer: { error: { type: "validation_failed", errors: [{ field }] } } },
    });
  });

  it.each([
    ["GET", "/payments?colour=blue", 400, "invalid_filters"],
    ["GET", "/payments?limit=501", 400, "invalid_filters"],
    ["GET", "/payments/PM1", 404, "resource_not_found"],
    ["GET", "/subscriptions", 404, "resource_not_found"],
    ["DELETE", "/payments/PM1", 405, "method_not_allowed"],
  ])("refuses %s %s with %i", async (method, path, status, reason) => {
    const error = { type: "invalid_api_usage", errors: [{ reason }] };
    expect(await ask(method, path)).toMatchObject({ status, answer: { error } });
  });

  it("refuses another token, and who names no version", async () => {
    expect((await ask("GET", "/payments", undefined, { authorization: "Bearer no" })).status).toBe(401);
    expect((await ask("GET", "/payments", undefined, { "gocardless-version": "" })).status).toBe(400);
  });

  it("collects on a working day, three of them on", () => {
    books.now = () => new Date("2026-11-27T12:00:00Z");
    expect([books.workingDay(1), books.workingDay(3)]).toEqual(["2026-11-30", "2026-12-02"]);
    books.now = () => new Date();
  });

  it("pays out what was collected, less its fees and what was taken back since", async () => {
    const [kept, late, disputed] = [await payment(), await payment(), await payment()];
    for (const id of [kept, late, disputed]) confirmPayment(books, id);
    payOut(books, [late, disputed]);
    failPayment(books, late);
    chargeBack(books, disputed);
    const payout = payOut(books, [kept]);
    const { answer } = await ask("GET", `/payout_items?payout=${payout}`);
    const items: { type: string; amount: string }[] = answer.payout_items;
    expect(items.map(({ type, amount }) => [type, amount])).toEqual([
      ["payment_failed", "-1000.0"],
      ["payment_charged_back", "-1000.0"],
      ["payment_paid_out", "1000.0"],
      ["gocardless_fee", "-20.0"],
    ]);
    expect((await ask("GET", `/payouts/${payout}`)).answer.payouts).toMatchObject({
      ...{ amount: -1_020, deducted_fees: 20 },
    });
  });

  it("lets a published scenario happen to what is named", async () => {
    const id = await payment();
    const body = { scenario_simulators: { links: { resource: id } } };
    expect((await ask("POST", "/scenario_simulators/payment_late_failure/actions/run", body)).status).toBe(
      200,
    );
    const told = books.events.filter(({ links }) => links.payment === id).map(({ action }) => action);
    expect(told).toEqual(["failed", "confirmed", "submitted", "created"]);
  });

  it("is agreed to on its page, and left by a link", async () => {
    const request = { billing_requests: { mandate_request: { currency: "GBP" } } };
    const { id } = (await ask("POST", "/billing_requests", request)).answer.billing_requests;
    const flow = {
      billing_request_flows: {
        ...{ redirect_uri: "http://localhost/back", exit_uri: "http://localhost/left" },
        links: { billing_request: id },
      },
    };
    const { authorisation_url } = (await ask("POST", "/billing_request_flows", flow)).answer
      .billing_request_flows;
    const page = await (await fetch(authorisation_url)).text();
    expect(page).toContain('<a href="http://localhost/left">Leave</a>');
    const send = (account: string) =>
      fetch(authorisation_url, {
        method: "POST",
        redirect: "manual",
        body: new URLSearchParams({ account_holder: "Ines Ruiz", account_number: account }),
      });
    expect(await (await send("12")).text()).toContain("Enter a valid account number.");
    const agreed = await send("55779911");
    expect([agreed.status, agreed.headers.get("location")]).toEqual([303, "http://localhost/back"]);
    expect((await send("55779911")).status).toBe(404);
    expect((await ask("GET", `/billing_requests/${id}`)).answer.billing_requests).toMatchObject({
      ...{ status: "fulfilled", links: { mandate_request_mandate: books.mandates[0]?.id } },
    });
  });

  it("tells what happens at once in one signed message, twice where it is asked to", async () => {
    const bodies: { signature: unknown; events: string[] }[] = [];
    const receiver = createServer((req, res) => {
      let text = "";
      req.on("data", (part: Buffer) => {
        text += part.toString();
      });
      req.on("end", () => {
        const events = JSON.parse(text).events.map(({ action }: { action: string }) => action);
        bodies.push({ signature: req.headers["webhook-signature"], events });
        res.end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
    const id = await payment();
    await fake.delivered();
    const { port } = receiver.address() as AddressInfo;
    fake.endpoint = { url: `http://127.0.0.1:${port}/`, secret: "secret" };
    fake.delivers = "twice";
    confirmPayment(books, id);
    await fake.delivered();
    expect(bodies.map(({ events }) => events)).toEqual([
      ["submitted", "confirmed"],
      ["submitted", "confirmed"],
    ]);
    const told = books.events.slice(0, 2).reverse();
    expect(bodies[0]?.signature).toBe(fake.signed(told, "secret").signature);
    await new Promise((resolve) => receiver.close(resolve));
  });
});
