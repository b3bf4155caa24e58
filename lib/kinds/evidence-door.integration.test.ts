import { beforeAll, describe, expect, it } from "vitest";
import { aKey, aMerchant, ask } from "@/lib/checkout/testing";
import { newId } from "@/lib/ids";
import { aDisputedPayment } from "./testing-disputed";

let merchantId: string;
let key: string;

beforeAll(async () => {
  merchantId = (await aMerchant()).id;
  key = await aKey(merchantId);
});

const disputed = (token?: string) => aDisputedPayment(merchantId, token);
const read = (id: string, secret = key) => ask(secret, "GET", `/v0/payments/${id}/dispute`);
const send = (id: string, body: object, secret = key) =>
  ask(secret, "POST", `/v0/payments/${id}/dispute/evidence`, {
    explanation: "She has the mugs.",
    idempotencyKey: newId(),
    ...body,
  });

describe("a dispute by API", () => {
  it("is read with what answers it, answered once, and read as answered", async () => {
    const id = await disputed();
    const { status, body: dispute } = await read(id);
    expect([status, dispute]).toEqual([
      200,
      expect.objectContaining({ object: "dispute", paymentId: id, evidence: "open", currency: "EUR" }),
    ]);
    const idempotencyKey = newId();
    const body = { disputeId: dispute.disputeId, sold: "Two mugs", idempotencyKey };
    const twins = await Promise.all([1, 2, 3].map(() => send(id, body)));
    expect(twins.map((each) => each.status).sort()).toEqual([200, 200, 201]);
    expect(new Set(twins.map((each) => each.body.id)).size).toBe(1);
    expect(twins.find((each) => each.status === 201)?.body).toMatchObject({
      ...{ object: "evidence", status: "sent", disputeId: dispute.disputeId },
      id: expect.stringMatching(/^evd_/),
    });
    const another = await send(id, { ...body, idempotencyKey: newId() });
    expect([another.status, another.body.code]).toEqual([409, "CONFLICT"]);
    expect((await read(id)).body).toMatchObject({
      evidence: "sent",
      reason: expect.stringContaining("once"),
    });
  });

  it("is not another one by mistake", async () => {
    const id = await disputed();
    const other = await send(id, { disputeId: "dp_another" });
    expect([other.status, other.body.code]).toEqual([409, "CONFLICT"]);
    expect((await read(id)).body.evidence).toBe("open");
  });

  it("is not there where nothing is disputed, nor for another merchant's key or one that may only read", async () => {
    const id = await disputed("sbx_success");
    expect((await read(id)).status).toBe(404);
    expect((await send(id, { disputeId: "dp_1" })).status).toBe(409);
    const theirs = await disputed();
    const stranger = await aKey((await aMerchant()).id);
    expect((await read(theirs, stranger)).status).toBe(404);
    expect((await send(theirs, { disputeId: "dp_1" }, stranger)).status).toBe(404);
    const reader = await aKey(merchantId, ["payments:read"]);
    expect((await send(theirs, { disputeId: "dp_1" }, reader)).status).toBe(403);
  });

  it("names every field that is wrong", async () => {
    const id = await disputed();
    const wrong = await send(id, { explanation: " ", sold: "x".repeat(5_001) });
    expect(wrong.status).toBe(400);
    expect(JSON.stringify(wrong.body)).toMatch(/disputeId.*explanation.*sold/);
  });
});
