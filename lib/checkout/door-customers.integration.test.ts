import { beforeAll, describe, expect, it } from "vitest";
import { newId, spellId } from "@/lib/ids";
import { aKey, aMerchant, ask } from "./testing";
import { faultsByOriginal, requestFaultsByOriginal } from "./testing-original";

const address = { line1: "1 Lake Road", city: "Bath", country: "GB", zipCode: "BA1 1AA" };
const consumer = { name: "Ana Ruiz", email: "ana@shop.example", phone: "+44 20 7946 0000", address };

let merchant: { id: string; publicId: string };
let key: string;
let orgId: string;

beforeAll(async () => {
  merchant = await aMerchant();
  key = await aKey(merchant.id);
  orgId = spellId("org", merchant.id);
});

const make = (body: object = {}, secret = key) =>
  ask(secret, "POST", "/v0/customers", { merchantId: orgId, consumer, ...body });

describe("a customer as the original has it", () => {
  it("is made of a consumer, and every answer is one by the original's document and has our members", async () => {
    const body = { merchantId: orgId, consumer, taxId: "GB123456789", taxRates: { default: 20 } };
    expect(requestFaultsByOriginal("POST", "/v0/customers", body)).toEqual([]);
    const made = await ask(key, "POST", "/v0/customers", body);
    expect(made.status).toBe(201);
    expect(faultsByOriginal("POST", "/v0/customers", 201, made.body)).toEqual([]);
    expect(made.body).toMatchObject({
      name: "Ana Ruiz",
      email: "ana@shop.example",
      merchantId: orgId,
      taxId: "GB123456789",
      taxRates: { default: 20 },
      validTaxAddress: { valid: true },
      organization: { name: "Ana Ruiz", phone: consumer.phone, address },
    });
    const got = await ask(key, "GET", `/v0/customers/${made.body.id}`);
    expect([got.status, faultsByOriginal("GET", "/v0/customers/{id}", 200, got.body)]).toEqual([200, []]);
    const list = await ask(key, "GET", `/v0/customers?organizationId=${orgId}`);
    expect([list.status, faultsByOriginal("GET", "/v0/customers", 200, list.body)]).toEqual([200, []]);
  });

  it("is still made of our own name and email, which says what the address lacks", async () => {
    const { status, body } = await ask(key, "POST", "/v0/customers", { name: "Bo", email: "bo@example.com" });
    expect([status, faultsByOriginal("POST", "/v0/customers", 201, body)]).toEqual([201, []]);
    expect(body.validTaxAddress).toEqual({
      valid: false,
      message: "The address lacks line1, city, country, zipCode.",
    });
  });

  it("is found by its consumer, and made once for another merchant however many ask at once", async () => {
    const { body: made } = await make();
    const again = await ask(key, "POST", "/v0/customers", { merchantId: orgId, consumerId: made.consumerId });
    expect([again.status, again.body.customerId]).toEqual([200, made.id]);
    const other = await aMerchant();
    const unbound = await aKey(null);
    const body = { merchantId: other.publicId, consumerId: made.consumerId };
    const twins = await Promise.all([1, 2, 3, 4].map(() => ask(unbound, "POST", "/v0/customers", body)));
    expect(twins.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
    expect(new Set(twins.map(({ body: { id } }) => id)).size).toBe(1);
    expect(twins[0]?.body).toMatchObject({ name: "Ana Ruiz", consumerId: made.consumerId });
    const stranger = await aKey((await aMerchant()).id);
    const foreign = await ask(stranger, "POST", "/v0/customers", { consumerId: made.consumerId });
    expect(foreign.status).toBe(404);
  });

  it("is refused by every field that is wrong, and when it is named twice or not at all", async () => {
    const fieldsOf = async (body: object) =>
      (await ask(key, "POST", "/v0/customers", body)).body.errors?.map(({ field }) => field);
    expect(await fieldsOf({})).toEqual(["name", "email"]);
    expect(await fieldsOf({ consumer: { name: "A" } })).toEqual(["consumer.email", "consumer.address"]);
    expect(await fieldsOf({ consumer: { ...consumer, address: { country: "GBR" } } })).toEqual([
      "consumer.address.country",
    ]);
    expect(await fieldsOf({ consumer, consumerId: "org_x" })).toEqual(["consumerId"]);
    expect(await fieldsOf({ consumer, name: "B" })).toEqual(["name"]);
    expect(await fieldsOf({ consumer, taxRates: { default: 101 } })).toEqual(["taxRates.default"]);
  });
});

describe("a list of customers", () => {
  it("is narrowed by name, email, externalId and organizationId, each and together", async () => {
    const shop = await aMerchant();
    const secret = await aKey(shop.id);
    const merchantId = spellId("org", shop.id);
    const people = [
      ["Zoë Quinn", "zoe@lake.example", "Z-1"],
      ["Zora Lind", "zora@hill.example", "z-1"],
    ] as const;
    for (const [name, email, externalId] of people)
      await make({ merchantId, consumer: { ...consumer, name, email }, externalId }, secret);
    const found = async (query: string) => {
      const { body } = await ask(secret, "GET", `/v0/customers?${query}`);
      const names = (body.data as { name?: string }[] | undefined)?.map(({ name }) => name);
      expect(body.pagination?.total).toBe(names?.length);
      return names;
    };
    expect(await found("name=ZOE%20q")).toEqual(["Zoë Quinn"]);
    expect(await found("email=%40HILL")).toEqual(["Zora Lind"]);
    expect(await found("externalId=z-1")).toEqual(["Zora Lind"]);
    expect(await found("name=zoe&externalId=z-1")).toEqual([]);
    expect(await found(`organizationId=${merchantId}`)).toEqual(["Zora Lind", "Zoë Quinn"]);
    expect((await ask(secret, "GET", `/v0/customers?organizationId=${orgId}`)).status).toBe(403);
    expect((await ask(secret, "GET", "/v0/customers?name=zo")).body.errors?.[0]?.field).toBe("name");
  });
});

describe("changing a customer", () => {
  it("changes what is named, takes away what is null, and leaves the rest", async () => {
    const { body: made } = await make({ externalId: "c-1", taxId: "GB1", metadata: { tier: "gold" } });
    const change = { taxId: null, taxRates: 7.5, notificationSettings: { invoicePaid: false } };
    expect(requestFaultsByOriginal("PATCH", "/v0/customers/{id}", change)).toEqual([]);
    const { status, body } = await ask(key, "PATCH", `/v0/customers/${made.id}`, change);
    expect([status, faultsByOriginal("PATCH", "/v0/customers/{id}", 200, body)]).toEqual([200, []]);
    expect(body).toMatchObject({
      externalId: "c-1",
      metadata: { tier: "gold" },
      taxRates: { default: 7.5 },
      notificationSettings: { invoiceIssued: true, invoicePaid: false, renewalReminder: true },
    });
    expect(body).not.toHaveProperty("taxId");
    expect((await ask(key, "GET", `/v0/customers/${made.id}`)).body).toEqual(body);
    const renamed = await ask(key, "PATCH", `/v0/customers/${made.id}`, { name: "Ana Lind" });
    expect(renamed.body).toMatchObject({ name: "Ana Lind", taxRates: { default: 7.5 } });
  });

  it("is not for a reader, nor for another merchant's key", async () => {
    const { body: made } = await make();
    const reader = await aKey(merchant.id, ["payments:read"]);
    const stranger = await aKey((await aMerchant()).id);
    const path = `/v0/customers/${made.id}`;
    for (const method of ["PATCH", "DELETE"]) {
      const body = method === "PATCH" ? { name: "X" } : undefined;
      expect((await ask(reader, method, path, body)).status).toBe(403);
      expect((await ask(stranger, method, path, body)).status).toBe(404);
    }
    expect((await ask(stranger, "GET", path)).status).toBe(404);
  });
});

describe("deleting a customer", () => {
  it("waits until nothing of theirs is open, and then finds and charges them no more", async () => {
    const { body: made } = await make();
    const path = `/v0/customers/${made.id}`;
    const pay = { amount: "49", currency: "EUR", customerId: made.id };
    const { body: payment } = await ask(key, "POST", "/v0/payments", pay);
    const blocked = await ask(key, "DELETE", path);
    expect([blocked.status, blocked.body.error]).toEqual([409, "conflict"]);
    expect(faultsByOriginal("DELETE", "/v0/customers/{id}", 409, blocked.body)).toEqual([]);
    await ask(key, "POST", `/v0/payments/${payment.id}/cancel`);
    expect((await ask(key, "DELETE", path)).status).toBe(204);
    for (const method of ["GET", "DELETE"]) expect((await ask(key, method, path)).status).toBe(404);
    expect((await ask(key, "POST", "/v0/payments", pay)).status).toBe(403);
    const { body: list } = await ask(key, "GET", "/v0/customers?limit=100");
    expect(list.data?.map(({ id }) => id)).not.toContain(made.id);
    expect((await ask(key, "GET", `/v0/payments/${payment.id}`)).body.customerId).toBe(made.id);
  });

  it("deletes once, however many ask at once", async () => {
    const { body: made } = await make({ externalId: newId() });
    const twins = await Promise.all([1, 2, 3].map(() => ask(key, "DELETE", `/v0/customers/${made.id}`)));
    expect(twins.map(({ status }) => status).sort()).toEqual([204, 404, 404]);
  });
});
