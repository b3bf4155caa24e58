import { beforeAll, describe, expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { listCustomers } from "@/lib/customers/list-customers";
import { prisma } from "@/lib/db/prisma";
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

const somebodyNew = () => ({ ...consumer, email: `${newId()}@shop.example` });
const make = (body: object = {}, secret = key) =>
  ask(secret, "POST", "/v0/customers", { merchantId: orgId, consumer: somebodyNew(), ...body });

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

describe("a customer who is there already", () => {
  const given = async (
    merchantId: string,
    count: number,
    ask: (n: number) => Promise<{ status: number; body: { id?: string } }>,
  ) => {
    const answers = await Promise.all(Array.from({ length: count }, (_, n) => ask(n)));
    const { total } = await listCustomers({
      ctx: contextOf("viewer"),
      input: { merchantId, limit: 1, offset: 0 },
    });
    const ids = new Set(answers.map(({ body }) => body.id));
    return { statuses: answers.map(({ status }) => status).sort(), ids: ids.size, total: Number(total) };
  };
  const shop = async () => {
    const { id, publicId: merchantId } = await aMerchant();
    const secret = await aKey(id);
    const post = (body: object) => ask(secret, "POST", "/v0/customers", { merchantId, ...body });
    const patch = (of: string | undefined, body: object) => ask(secret, "PATCH", `/v0/customers/${of}`, body);
    return { id, secret, post, patch };
  };
  const ours = { name: "Ana Ruiz", email: "ana@shop.example" };
  const once = { statuses: [200, 200, 200, 200, 200, 200, 200, 201], ids: 1, total: 1 };

  it("is a consumer's, by the e-mail address in any case, once however many ask at once, and stays as they are", async () => {
    const { id, secret, post } = await shop();
    const email = (n: number) => (n % 2 ? "ana@shop.example" : "Ana@Shop.Example");
    expect(await given(id, 8, (n) => post({ consumer: { ...consumer, email: email(n) } }))).toEqual(once);
    const again = await post({ consumer: { ...consumer, name: "Another" }, externalId: "c-9", taxId: "GB1" });
    expect([again.status, again.body.name, again.body.externalId, again.body.taxId]).toEqual([
      200,
      "Ana Ruiz",
      undefined,
      undefined,
    ]);
    expect(faultsByOriginal("POST", "/v0/customers", 200, again.body)).toEqual([]);
    expect((await ask(secret, "GET", `/v0/customers/${again.body.id}`)).body).toEqual(again.body);
    await ask(secret, "DELETE", `/v0/customers/${again.body.id}`);
    expect((await post({ consumer })).status).toBe(201);
    expect((await (await shop()).post({ consumer })).status).toBe(201);
  });

  it("is by our own name and email another each time, unless the external id is theirs too", async () => {
    const { id, post } = await shop();
    expect(await given(id, 2, () => post(ours))).toEqual({ statuses: [201, 201], ids: 2, total: 2 });
    const named = { ...ours, externalId: "c-1" };
    expect(await given(id, 8, () => post(named))).toEqual({ ...once, total: 3 });
    const inCapitals = { ...named, email: ours.email.toUpperCase() };
    expect((await post(inCapitals)).status).toBe(200);
    expect((await post({ ...ours, externalId: "C-1" })).status).toBe(201);
  });

  it("keeps their external id for themselves, with every body, and also where many want it at once", async () => {
    const { id, secret, post, patch } = await shop();
    const at = (n: number) => `p${n}@shop.example`;
    const wanted = await given(id, 8, (n) => post({ ...ours, email: at(n), externalId: "c-1" }));
    expect([wanted.statuses, wanted.total]).toEqual([[201, ...Array(7).fill(409)], 1]);
    const { body: other } = await post({ consumer });
    const refused = [
      await post({ consumer: { ...consumer, email: "new@shop.example" }, externalId: "c-1" }),
      await post({ consumer, externalId: "c-1" }),
      await post({ consumerId: other.consumerId, externalId: "c-1" }),
      await post({ ...ours, externalId: "c-1" }),
      await patch(other.id, { externalId: "c-1" }),
    ];
    for (const [n, { status, body }] of refused.entries()) {
      expect([n, status, body.error, body.code]).toEqual([n, 409, "conflict", "CONFLICT"]);
      expect(body.message).toContain("external id");
    }
    const many = await Promise.all([1, 2, 3, 4].map((n) => post({ ...ours, email: `q${n}@shop.example` })));
    const raced = await given(id, 4, (n) => patch(many[n]?.body.id, { externalId: "c-2" }));
    expect(raced.statuses).toEqual([200, 409, 409, 409]);
    expect((await patch(other.id, { externalId: "c-3" })).status).toBe(200);
    expect((await patch(other.id, { externalId: "c-3", name: "Ana Lind" })).status).toBe(200);
    await ask(secret, "DELETE", `/v0/customers/${other.id}`);
    expect((await post({ ...ours, externalId: "c-3" })).status).toBe(201);
  });

  it("may share an external id from before, and is found by what is theirs alone", async () => {
    const { id: merchantId, post, patch } = await shop();
    const made = await Promise.all([1, 2].map((n) => post({ ...ours, email: `d${n}@shop.example` })));
    await prisma().customer.updateMany({ where: { merchantId }, data: { externalId: "old" } });
    for (const [n, { body }] of made.entries()) {
      const again = await post({ ...ours, email: `d${n + 1}@shop.example`, externalId: "old" });
      expect([again.status, again.body.id]).toEqual([200, body.id]);
      expect((await patch(body.id, { externalId: "old", name: "Bo" })).status).toBe(200);
    }
    expect((await post({ ...ours, email: "d3@shop.example", externalId: "old" })).status).toBe(409);
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
