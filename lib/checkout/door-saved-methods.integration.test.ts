import { beforeAll, describe, expect, it, vi } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { sandbox } from "@/lib/connectors/sandbox/sandbox";
import { newId, readAnyId, spellId } from "@/lib/ids";
import { chargeSavedMethod } from "./charge-saved-method";
import { createCheckoutPayment } from "./create-checkout-payment";
import { getCheckoutPage } from "./get-checkout-page";
import { payCheckout } from "./pay-checkout";
import { aKey, aLink, aMerchant, ask, cardOf, customerOf } from "./testing";

let merchant: { id: string; publicId: string };
let key: string;

beforeAll(async () => {
  merchant = await aMerchant();
  key = await aKey(merchant.id);
});

/** A customer who has saved a card by paying with it, and another payment of theirs that waits. */
async function aSaver(token = "sbx_success") {
  const link = await aLink({ merchantId: merchant.id, withCustomer: true });
  const method = { type: "card", card: cardOf(token), saveMethod: true } as const;
  await payCheckout({ ctx: customerOf(link.id), input: { token: link.token, method } });
  const customerId = spellId("cus", link.customerId ?? "");
  const { body: list } = await ask(key, "GET", `/v0/customers/${customerId}/paymentMethods`);
  const next = { amount: "20", currency: "EUR", customerId };
  const { body: waiting } = await ask(key, "POST", "/v0/payments", next);
  return { customerId, list, paymentMethodId: list.data?.[0]?.id ?? "", waiting: waiting.id ?? "" };
}

const charge = (id: string, body: object, secret = key) =>
  ask(secret, "POST", `/v0/payments/${id}/charge`, { idempotencyKey: newId(), ...body });

describe("the saved cards of a customer", () => {
  it("are listed without a token, and removed once", async () => {
    const { customerId, list, paymentMethodId, waiting } = await aSaver();
    expect(list.data).toEqual([
      expect.objectContaining({
        object: "paymentMethod",
        customerId,
        brand: "visa",
        last4: "4242",
        expMonth: 12,
        expYear: 2040,
      }),
    ]);
    expect(JSON.stringify(list)).not.toContain("sbx_");
    const path = `/v0/customers/${customerId}/paymentMethods`;
    const reader = await aKey(merchant.id, ["payments:read"]);
    const stranger = await aKey((await aMerchant()).id);
    expect((await ask(reader, "DELETE", `${path}/${paymentMethodId}`)).status).toBe(403);
    expect((await ask(stranger, "DELETE", `${path}/${paymentMethodId}`)).status).toBe(404);
    expect((await ask(stranger, "GET", path)).status).toBe(404);
    const twins = await Promise.all([1, 2, 3].map(() => ask(key, "DELETE", `${path}/${paymentMethodId}`)));
    expect(twins.map(({ status }) => status).sort()).toEqual([204, 404, 404]);
    expect((await ask(key, "GET", path)).body.pagination?.total).toBe(0);
    const gone = await charge(waiting, { paymentMethodId });
    expect([gone.status, gone.body.errors?.[0]?.field]).toEqual([400, "paymentMethodId"]);
  });
});

describe("charging a saved card", () => {
  it("pays the payment once, however often and however much at once it is asked for", async () => {
    const { waiting, paymentMethodId } = await aSaver();
    const asked = vi.spyOn(sandbox, "charge");
    try {
      const idempotencyKey = newId();
      const same = await Promise.all(
        Array.from({ length: 5 }, () => charge(waiting, { paymentMethodId, idempotencyKey })),
      );
      expect(same.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
      expect(new Set(same.map(({ body }) => body.id)).size).toBe(1);
      const others = await Promise.all(Array.from({ length: 3 }, () => charge(waiting, { paymentMethodId })));
      for (const { status, body } of others) expect([400, 409], JSON.stringify(body)).toContain(status);
      expect(asked).toHaveBeenCalledTimes(1);
      expect(asked.mock.calls[0]?.[0]).toMatchObject({ offSession: true, amountMinor: 2_000n });
      const again = await charge(waiting, { paymentMethodId, idempotencyKey });
      expect([again.status, again.body.status, again.body.amount]).toEqual([200, "succeeded", "20.00"]);
    } finally {
      asked.mockRestore();
    }
    expect((await ask(key, "GET", `/v0/payments/${waiting}`)).body.status).toBe("completed");
  });

  it("that is declined leaves the payment pending and says why; a new key tries again", async () => {
    const { waiting, paymentMethodId } = await aSaver("sbx_saves_then_declines");
    const first = await charge(waiting, { paymentMethodId });
    expect([first.status, first.body.status]).toEqual([201, "failed"]);
    expect(first.body.declineCode).toEqual(expect.any(String));
    expect((await ask(key, "GET", `/v0/payments/${waiting}`)).body.status).toBe("pending");
    expect((await charge(waiting, { paymentMethodId })).body.id).not.toBe(first.body.id);
  });

  it("whose answer is lost is pending, and the same key charges nothing more", async () => {
    const { waiting, paymentMethodId } = await aSaver();
    const asked = vi.spyOn(sandbox, "charge").mockImplementation(async () => ({ state: "unknown", raw: {} }));
    const idempotencyKey = newId();
    try {
      const lost = await charge(waiting, { paymentMethodId, idempotencyKey });
      expect([lost.status, lost.body.status]).toEqual([201, "pending"]);
      expect((await charge(waiting, { paymentMethodId, idempotencyKey })).body).toEqual(lost.body);
      expect((await charge(waiting, { paymentMethodId })).status).toBe(409);
      expect(asked).toHaveBeenCalledTimes(1);
    } finally {
      asked.mockRestore();
    }
  });

  it("refuses another customer's card, a payment of nobody, and whoever may not", async () => {
    const [mine, other] = [await aSaver(), await aSaver()];
    const foreign = await charge(mine.waiting, { paymentMethodId: other.paymentMethodId });
    expect([foreign.status, foreign.body.errors?.[0]?.field]).toEqual([400, "paymentMethodId"]);
    const { body: nobodys } = await ask(key, "POST", "/v0/payments", { amount: "5", currency: "EUR" });
    expect((await charge(nobodys.id ?? "", { paymentMethodId: mine.paymentMethodId })).status).toBe(400);
    const reader = await aKey(merchant.id, ["payments:read"]);
    const stranger = await aKey((await aMerchant()).id);
    const body = { paymentMethodId: mine.paymentMethodId };
    expect((await charge(mine.waiting, body, reader)).status).toBe(403);
    expect((await charge(mine.waiting, body, stranger)).status).toBe(404);
    await ask(key, "POST", `/v0/payments/${mine.waiting}/cancel`);
    const closed = await charge(mine.waiting, body);
    expect([closed.status, closed.body.code]).toEqual([400, "PAYMENT_NOT_CHARGEABLE"]);
  });
});

describe("a saved card that has expired", () => {
  const LAST = new Date("2040-12-31T23:00:00Z");
  const AFTER = new Date("2041-01-01T00:00:00Z");

  it("is shown to its customer as such, and charged through the last day of its month alone", async () => {
    const { customerId, paymentMethodId } = await aSaver();
    for (const [now, expired] of [
      [LAST, false],
      [AFTER, true],
    ] as const) {
      const link = await linkAt(now, customerId);
      const page = await getCheckoutPage({ token: link.token, now });
      expect(page?.savedMethods.map((each) => each.expired)).toEqual([expired]);
      const input = { token: link.token, method: { type: "saved", savedMethodId: paymentMethodId } } as const;
      const paid = await payCheckout({ ctx: customerOf(link.id, now), input });
      expect(paid).toEqual(
        expired ? { outcome: "declined", declineCode: "expired_card" } : { outcome: "succeeded" },
      );
      const another = await linkAt(now, customerId);
      const { attempt } = await chargeSavedMethod({
        ctx: contextOf("operator", now),
        input: { id: another.id, paymentMethodId, idempotencyKey: newId() },
      });
      expect([attempt.state, attempt.declineCode]).toEqual(
        expired ? ["failed", "expired_card"] : ["succeeded", null],
      );
    }
  });

  async function linkAt(now: Date, customerId: string) {
    const { payment } = await createCheckoutPayment({
      ctx: contextOf("operator", now),
      input: {
        merchantId: merchant.id,
        amount: 2_000n,
        currency: "EUR",
        customerId: readAnyId(customerId) ?? "",
        savePaymentMethod: false,
      },
    });
    return payment;
  }
});
