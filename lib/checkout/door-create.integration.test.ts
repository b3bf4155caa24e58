import { beforeAll, describe, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { newId } from "@/lib/ids";
import { aKey, aMerchant, ask } from "./testing";

const good = { amount: "49", currency: "EUR" };
let key: string;

beforeAll(async () => {
  key = await aKey((await aMerchant()).id);
});

async function countPayments(): Promise<number> {
  const { rows } = await pool().query<{ count: number }>("SELECT count(*)::int AS count FROM payment");
  return rows[0]?.count ?? 0;
}

describe("POST /v0/payments", () => {
  it("answers 201 with what was asked, and leaves out what was not", async () => {
    const { status, body, headers } = await ask(key, "POST", "/v0/payments", good);
    expect(status).toBe(201);
    expect(Object.keys(body).sort()).toEqual(
      ["amount", "createdAt", "currency", "expiresAt", "id", "object", "paymentUrl", "status"].sort(),
    );
    expect(body).toMatchObject({ object: "payment", amount: "49.00", currency: "EUR", status: "pending" });
    expect(body.id).toMatch(/^pay_[0-9a-z]{26}$/);
    expect(body.paymentUrl).toMatch(/^http:\/\/localhost:3000\/pay\/[0-9A-Za-z]{24}$/);
    expect(headers.get("x-request-id")).toBeTruthy();
  });

  it("echoes what the contract echoes and nothing else", async () => {
    const customer = await ask(key, "POST", "/v0/customers", { name: "Ana Ruiz", email: "ana@example.com" });
    const { body } = await ask(key, "POST", "/v0/payments", {
      ...good,
      amount: "120.5",
      customerId: customer.body.id,
      idempotencyKey: newId(),
      reference: "INV-1007",
      metadata: { order: "1007" },
      lineItems: [
        { description: "Vase", amount: "60.25", quantity: 2 },
        { description: "Card", amount: "0" },
      ],
      successRedirectUrl: "https://shop.example/ok?x=1",
      failureRedirectUrl: "http://shop.example/back",
      savePaymentMethod: true,
      expiresIn: "PT36H",
      somethingElse: 1,
    });
    expect(body).toMatchObject({
      amount: "120.50",
      customerId: customer.body.id,
      reference: "INV-1007",
      metadata: { order: "1007" },
      lineItems: [
        { description: "Vase", amount: "60.25", quantity: 2 },
        { description: "Card", amount: "0.00", quantity: 1 },
      ],
    });
    for (const silent of [
      "successRedirectUrl",
      "failureRedirectUrl",
      "savePaymentMethod",
      "expiresIn",
      "somethingElse",
    ]) {
      expect(body).not.toHaveProperty(silent);
    }
    expect(Date.parse(body.expiresAt ?? "") - Date.parse(body.createdAt ?? "")).toBe(36 * 3_600_000);
  });

  const refused: [string, Record<string, unknown>, string[]][] = [
    ["no amount", { currency: "EUR" }, ["amount"]],
    ["a number for an amount", { ...good, amount: 49 }, ["amount"]],
    ["three decimals", { ...good, amount: "49.001" }, ["amount"]],
    ["a comma", { ...good, amount: "49,00" }, ["amount"]],
    ["an exponent", { ...good, amount: "1e3" }, ["amount"]],
    ["a negative amount", { ...good, amount: "-5.00" }, ["amount"]],
    ["less than one", { ...good, amount: "0.99" }, ["amount"]],
    ["more than the limit", { ...good, amount: "5000.01" }, ["amount"]],
    ["an absurd amount", { ...good, amount: "9".repeat(60) }, ["amount"]],
    ["null for an amount", { ...good, amount: null }, ["amount"]],
    ["no currency", { amount: "49" }, ["currency"]],
    ["another currency", { ...good, currency: "JPY" }, ["currency"]],
    ["a lower-case currency", { ...good, currency: "eur" }, ["currency"]],
    ["an empty idempotency key", { ...good, idempotencyKey: "" }, ["idempotencyKey"]],
    ["a long idempotency key", { ...good, idempotencyKey: "k".repeat(256) }, ["idempotencyKey"]],
    ["null for a reference", { ...good, reference: null }, ["reference"]],
    ["a long reference", { ...good, reference: "r".repeat(256) }, ["reference"]],
    ["metadata that is no text", { ...good, metadata: { n: 1 } }, ["metadata.n"]],
    ["metadata that is a list", { ...good, metadata: ["a"] }, ["metadata"]],
    [
      "101 line items",
      { ...good, lineItems: Array(101).fill({ description: "x", amount: "1" }) },
      ["lineItems"],
    ],
    [
      "a line item's amount",
      { ...good, lineItems: [{ description: "x", amount: "-1" }] },
      ["lineItems.0.amount"],
    ],
    ["a line item without words", { ...good, lineItems: [{ amount: "1" }] }, ["lineItems.0.description"]],
    [
      "no quantity at all",
      { ...good, lineItems: [{ description: "x", amount: "1", quantity: 0 }] },
      ["lineItems.0.quantity"],
    ],
    [
      "half a quantity",
      { ...good, lineItems: [{ description: "x", amount: "1", quantity: 1.5 }] },
      ["lineItems.0.quantity"],
    ],
    [
      "a script for a redirect",
      { ...good, successRedirectUrl: "javascript:alert(1)" },
      ["successRedirectUrl"],
    ],
    ["data for a redirect", { ...good, failureRedirectUrl: "data:text/html,x" }, ["failureRedirectUrl"]],
    ["a relative redirect", { ...good, successRedirectUrl: "/thanks" }, ["successRedirectUrl"]],
    [
      "a user in a redirect",
      { ...good, failureRedirectUrl: "https://me@shop.example/" },
      ["failureRedirectUrl"],
    ],
    [
      "our own address for a redirect",
      {
        ...good,
        successRedirectUrl: "http://127.0.0.1:3000/pay/x",
        failureRedirectUrl: "http://localhost:3000",
      },
      ["failureRedirectUrl", "successRedirectUrl"],
    ],
    ["saving for nobody", { ...good, savePaymentMethod: true }, ["savePaymentMethod"]],
    ["text for a flag", { ...good, savePaymentMethod: "yes" }, ["savePaymentMethod"]],
    ["a month", { ...good, expiresIn: "P1M" }, ["expiresIn"]],
    ["a year", { ...good, expiresIn: "P1Y" }, ["expiresIn"]],
    ["no time", { ...good, expiresIn: "PT0S" }, ["expiresIn"]],
    ["negative time", { ...good, expiresIn: "-PT1H" }, ["expiresIn"]],
    ["32 days", { ...good, expiresIn: "P32D" }, ["expiresIn"]],
    ["no duration", { ...good, expiresIn: "30 days" }, ["expiresIn"]],
    ["a NUL", { ...good, reference: "a\0b" }, ["reference"]],
    ["a lone surrogate", { ...good, reference: "a\ud800b" }, ["reference"]],
    [
      "everything at once",
      { amount: 1, currency: "X", savePaymentMethod: true, expiresIn: "x" },
      ["amount", "currency", "expiresIn", "savePaymentMethod"],
    ],
  ];

  it.each(refused)(
    "refuses %s, names the field first in the message, and writes nothing",
    async (_, body, fields) => {
      const before = await countPayments();
      const answer = await ask(key, "POST", "/v0/payments", body);
      expect(answer.status).toBe(400);
      expect(answer.body.error).toBe("validation_error");
      const errors = answer.body.errors ?? [];
      expect(errors.map(({ field }) => field).sort()).toEqual([...fields].sort());
      for (const { message, code } of errors) expect([message, code].every(Boolean)).toBe(true);
      expect(answer.body.message).toContain(errors[0]?.field);
      expect(await countPayments()).toBe(before);
    },
  );

  it.each([
    ["text", "text/plain", JSON.stringify(good)],
    ["nothing", "application/json", ""],
    ["half an object", "application/json", '{"amount":'],
    ["a list", "application/json", "[]"],
    ["a string", "application/json", '"x"'],
    ["null", "application/json", "null"],
  ])("answers 400 MALFORMED_JSON to %s", async (_, type, body) => {
    const answer = await ask(key, "POST", "/v0/payments", body, { "Content-Type": type });
    expect([answer.status, answer.body.error, answer.body.code]).toEqual([
      400,
      "bad_request",
      "MALFORMED_JSON",
    ]);
  });

  it("answers 413 to more than a mebibyte, before it is parsed", async () => {
    const answer = await ask(key, "POST", "/v0/payments", `{"x":"${"y".repeat(1_048_576)}"`);
    expect([answer.status, answer.body.error]).toEqual([413, "bad_request"]);
  });

  it("takes 1.0 as a quantity of one, and refuses 1e21", async () => {
    const withQuantity = (literal: string) =>
      `{"amount":"49","currency":"EUR","lineItems":[{"description":"x","amount":"1","quantity":${literal}}]}`;
    expect((await ask(key, "POST", "/v0/payments", withQuantity("1.0"))).status).toBe(201);
    expect((await ask(key, "POST", "/v0/payments", withQuantity("1e21"))).status).toBe(400);
    expect((await ask(key, "POST", "/v0/payments", withQuantity("9007199254740991"))).status).toBe(201);
    for (const [literal, message, code] of [
      ["9007199254740993", "must be at most 9007199254740991", "too_big"],
      ["-9007199254740993", "must be at least 1", "too_small"],
      ["0.5", "must be a whole number", "invalid_value"],
      ['"2"', "must be a whole number", "invalid_type"],
    ] as const) {
      const { body } = await ask(key, "POST", "/v0/payments", withQuantity(literal));
      expect([literal, body.errors]).toEqual([literal, [{ field: "lineItems.0.quantity", message, code }]]);
    }
  });

  it("lets a merchant's own limit raise the 5000.00, and no further", async () => {
    const generous = await aMerchant({ limitMinor: 1_000_000n });
    const itsKey = await aKey(generous.id);
    expect((await ask(itsKey, "POST", "/v0/payments", { ...good, amount: "10000.00" })).status).toBe(201);
    expect((await ask(itsKey, "POST", "/v0/payments", { ...good, amount: "10000.01" })).status).toBe(400);
  });

  it("holds a merchant to its own limit where that is lower, and still answers a key it knows", async () => {
    const careful = await aMerchant({ limitMinor: 4_000n });
    const itsKey = await aKey(careful.id);
    const create = (body: object) => ask(itsKey, "POST", "/v0/payments", { ...good, ...body });
    const known = await create({ amount: "40.00", idempotencyKey: "first" });
    expect(known.status).toBe(201);
    const refused = await create({ amount: "40.01", idempotencyKey: "second" });
    expect([refused.status, refused.body.errors]).toEqual([
      400,
      [expect.objectContaining({ field: "amount", message: expect.stringContaining("at most 40.00") })],
    ]);
    const again = await create({ amount: "40.01", idempotencyKey: "first" });
    expect([again.status, again.body.id]).toEqual([200, known.body.id]);
    expect((await create({ amount: "40.00", idempotencyKey: "second" })).status).toBe(201);
  });
});
