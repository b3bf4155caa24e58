import { beforeAll, describe, expect, it, vi } from "vitest";
import { payCheckout } from "@/lib/checkout/pay-checkout";
import { aKey, aLink, aMerchant, ask, cardOf, customerOf } from "@/lib/checkout/testing";
import { applyFact } from "@/lib/connections/events/apply-fact";
import { takeInEvents } from "@/lib/connections/events/take-in-events";
import { BUILT_IN_CONNECTION_ID } from "@/lib/connectors/built-in";
import { EVENT_DELAY_MS } from "@/lib/connectors/sandbox/books";
import { sandbox } from "@/lib/connectors/sandbox/sandbox";
import { pool } from "@/lib/db/pool";
import { newId, readAnyId, spellId } from "@/lib/ids";
import { jobContext } from "@/lib/verb/context";

let merchant: { id: string; publicId: string };
let key: string;

beforeAll(async () => {
  merchant = await aMerchant();
  key = await aKey(merchant.id);
});

async function paid(token = "sbx_success"): Promise<string> {
  const link = await aLink({ merchantId: merchant.id });
  const method = { type: "card", card: cardOf(token), saveMethod: false } as const;
  await payCheckout({ ctx: customerOf(link.id), input: { token: link.token, method } });
  return spellId("pay", link.id);
}

const refund = (id: string, body: object, secret = key) =>
  ask(secret, "POST", `/v0/payments/${id}/refunds`, { idempotencyKey: newId(), ...body });

async function chargeOf(id: string): Promise<string> {
  const { rows } = await pool().query<{ reference: string }>(
    "SELECT provider_reference AS reference FROM attempt WHERE payment_id = $1 AND operation = 'charge'",
    [readAnyId(id)],
  );
  return rows[0]?.reference ?? "";
}

const refundsOf = async (id: string) =>
  (await ask(key, "GET", `/v0/payments/${id}/refunds`)).body.data as unknown as { amount: string }[];

describe("a refund by API", () => {
  it("gives back a part, then all that is left, and is listed and read", async () => {
    const id = await paid();
    const part = await refund(id, { amount: "9.5", reason: "One was broken" });
    expect([part.status, part.body]).toEqual([
      201,
      expect.objectContaining({ object: "refund", amount: "9.50", currency: "EUR", status: "succeeded" }),
    ]);
    expect(part.body.reason).toBe("One was broken");
    const rest = await refund(id, {});
    expect(rest.body.amount).toBe("39.50");
    expect((await refundsOf(id)).map(({ amount }) => amount)).toEqual(["39.50", "9.50"]);
    const read = await ask(key, "GET", `/v0/payments/${id}/refunds/${part.body.id}`);
    expect([read.status, read.body]).toEqual([200, part.body]);
    const over = await refund(id, { amount: "1" });
    expect([over.status, over.body.code]).toEqual([400, "PAYMENT_NOT_REFUNDABLE"]);
    expect((await ask(key, "GET", `/v0/payments/${id}`)).body.status).toBe("completed");
  });

  it("is made once by one key, however often and however much at once it is asked for", async () => {
    const id = await paid();
    const idempotencyKey = newId();
    const twins = await Promise.all(
      Array.from({ length: 8 }, () => refund(id, { amount: "10", idempotencyKey })),
    );
    expect(twins.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(twins.filter(({ status }) => status === 200)).toHaveLength(7);
    const again = await refund(id, { amount: "33", idempotencyKey });
    expect([again.status, again.body.id, again.body.amount]).toEqual([200, twins[0]?.body.id, "10.00"]);
    expect(new Set(twins.map(({ body }) => body.id)).size).toBe(1);
    expect(await refundsOf(id)).toHaveLength(1);
  });

  it("never gives back more than there is, however many keys ask at once", async () => {
    const id = await paid();
    const answers = await Promise.all(Array.from({ length: 6 }, () => refund(id, { amount: "20" })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
    for (const { status, body } of answers.filter(({ status }) => status !== 201))
      expect([status, body.code]).toEqual([400, "AMOUNT_TOO_LARGE"]);
  });

  it("that the provider does not answer is pending, and the same key asks for no second one", async () => {
    const id = await paid();
    const asked = vi.spyOn(sandbox, "refund").mockImplementation(async () => ({ state: "unknown", raw: {} }));
    const idempotencyKey = newId();
    try {
      const lost = await refund(id, { amount: "5", idempotencyKey });
      const again = await refund(id, { amount: "5", idempotencyKey });
      expect([lost.status, lost.body.status, again.status]).toEqual([201, "pending", 200]);
      expect(again.body).toEqual(lost.body);
      expect(asked).toHaveBeenCalledTimes(1);
    } finally {
      asked.mockRestore();
    }
  });

  it("that somebody made at the provider is listed and read like any other, and says so when it comes back", async () => {
    const id = await paid();
    const here = await refund(id, { amount: "5" });
    const chargeReference = await chargeOf(id);
    const tell = (state: "succeeded" | "failed", providerReference: string, amountMinor: bigint) =>
      applyFact(jobContext("test", new Date(), newId()), BUILT_IN_CONNECTION_ID, {
        ...{
          type: "refund",
          attemptId: null,
          chargeReference,
          providerReference,
          amountMinor,
          currency: "EUR",
        },
        outcome:
          state === "succeeded"
            ? { state, providerReference, raw: {} }
            : { state, providerReference, declineCode: "refund_failed", raw: {} },
      });
    await tell("succeeded", "re_there_1", 1_500n);
    await tell("succeeded", "re_there_2", 1_500n);
    const list = async (query = "") => (await ask(key, "GET", `/v0/payments/${id}/refunds${query}`)).body;
    const { data, pagination } = await list();
    const shown = data as unknown as { id: string; amount: string; status: string; reason?: string }[];
    expect(shown.map(({ amount, status }) => [amount, status])).toEqual([
      ["15.00", "succeeded"],
      ["15.00", "succeeded"],
      ["5.00", "succeeded"],
    ]);
    expect(pagination).toMatchObject({ total: 3 });
    expect(new Set(shown.map((each) => each.id)).size).toBe(3);
    expect(shown.at(-1)?.id).toBe(here.body.id);
    expect(shown[0]?.reason).toMatch(/at the provider/);
    expect((await list("?limit=1&offset=1")).data).toEqual([shown[1]]);
    for (const each of shown)
      expect((await ask(key, "GET", `/v0/payments/${id}/refunds/${each.id}`)).body).toEqual(each);
    const elsewhere = await paid();
    expect((await ask(key, "GET", `/v0/payments/${elsewhere}/refunds/${shown[0]?.id}`)).status).toBe(404);
    await tell("failed", "re_there_1", 1_500n);
    const after = (await list()).data as unknown as typeof shown;
    expect(after.map(({ status }) => status).sort()).toEqual(["reversed", "succeeded", "succeeded"]);
    expect(after.map((each) => each.id)).toEqual(shown.map((each) => each.id));
  });

  it("that the customer's bank sends back says so", async () => {
    const id = await paid("sbx_refund_fails");
    const { body } = await refund(id, { amount: "5" });
    expect(body.status).toBe("succeeded");
    const later = new Date(Date.now() + EVENT_DELAY_MS + 1_000);
    await takeInEvents({ ctx: jobContext("provider-events", later, newId()) });
    const read = await ask(key, "GET", `/v0/payments/${id}/refunds/${body.id}`);
    expect(read.body.status).toBe("reversed");
  });

  it("refuses what is no amount, a key of another payment, and whoever may not", async () => {
    const [id, other] = [await paid(), await paid()];
    for (const amount of ["0", "0.001", "-1", 5, "x"])
      expect((await refund(id, { amount })).body.errors?.[0]?.field).toBe("amount");
    const missing = await ask(key, "POST", `/v0/payments/${id}/refunds`, {});
    expect(missing.body.errors?.[0]?.field).toBe("idempotencyKey");
    const idempotencyKey = newId();
    await refund(other, { idempotencyKey });
    expect((await refund(id, { idempotencyKey })).status).toBe(409);
    const reader = await aKey(merchant.id, ["payments:read"]);
    const stranger = await aKey((await aMerchant()).id);
    expect((await refund(id, {}, reader)).status).toBe(403);
    expect((await refund(id, {}, stranger)).status).toBe(404);
    expect((await ask(stranger, "GET", `/v0/payments/${id}/refunds`)).status).toBe(404);
    const refundId = (await refund(other, { amount: "1" })).body.id ?? spellId("rfd", newId());
    expect((await ask(key, "GET", `/v0/payments/${id}/refunds/${refundId}`)).status).toBe(404);
    expect(await refundsOf(id)).toEqual([]);
  });

  it("is noted with the attempt that its key began", async () => {
    const id = await paid();
    const idempotencyKey = newId();
    const { body } = await refund(id, { idempotencyKey });
    const { rows } = await pool().query("SELECT attempt_id FROM idempotency_record WHERE key = $1", [
      idempotencyKey,
    ]);
    expect(rows.map(({ attempt_id }) => spellId("rfd", attempt_id))).toEqual([body.id]);
  });
});
