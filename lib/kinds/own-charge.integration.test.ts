import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { payCheckout } from "@/lib/checkout/pay-checkout";
import { aKey, aLink, aMerchant, cardOf, customerOf } from "@/lib/checkout/testing";
import { encodePaymentId } from "@/lib/connected/ids";
import { aConnector, aPayment, ask } from "@/lib/connected/testing";
import { newId, spellId } from "@/lib/ids";
import { instantOf } from "@/lib/instant";
import { findViolations } from "@/lib/invariants/find-violations";
import { getPayment } from "@/lib/payments/get-payment";
import { addPaymentAdjustment } from "./add-payment-adjustment";
import { refundPayment } from "./refund-payment";

const operator = contextOf("operator");
const AMOUNT = 4_900n;
let merchantId: string;
let key: string;

beforeAll(async () => {
  merchantId = (await aMerchant()).id;
  key = await aKey(merchantId);
});

afterAll(async () => {
  expect(await findViolations()).toEqual([]);
});

async function aPaidLink(): Promise<string> {
  const link = await aLink({ merchantId, amount: AMOUNT });
  const method = { type: "card", card: cardOf("sbx_success"), saveMethod: false } as const;
  await payCheckout({ ctx: customerOf(link.id), input: { token: link.token, method } });
  return link.id;
}

const wireId = (id: string) =>
  encodePaymentId({
    connector: { provider: "GENERIC", reference: "checkout" },
    reference: spellId("pay", id),
    type: "PAY-IN",
  });

const refund = (status: string) => ({
  reference: `re-${newId()}`,
  createdAt: new Date().toISOString(),
  status,
  amount: 1_000,
});

async function stateOf(id: string) {
  const { payment, adjustments } = await getPayment({ ctx: operator, input: { id } });
  return { status: payment.status, amountMinor: payment.amountMinor, adjustments: adjustments.length };
}

describe("a payment that a connector of ours charged", () => {
  it.each(["REFUNDED", "REFUNDED_FAILURE", "REFUND_REVERSED"])(
    "takes no %s that the connector knows nothing of, and says what refunds it",
    async (status) => {
      const id = await aPaidLink();
      if (status === "REFUND_REVERSED")
        await refundPayment({ ctx: operator, input: { id, amountMinor: 100n, idempotencyKey: newId() } });
      const before = await stateOf(id);
      const reported = await ask(key, "POST", `/payments/${wireId(id)}/adjustments`, refund(status));
      expect([reported.status, reported.body.errorCode]).toEqual([400, "CONFLICT"]);
      expect(reported.body.errorMessage).toContain("refund it with Refund");
      const byHand = {
        id,
        reference: "by hand",
        createdAt: instantOf(new Date()),
        status: status.toLowerCase() as "refunded",
        amount: 1_000n,
      };
      expect(await problemIn(addPaymentAdjustment({ ctx: operator, input: byHand }))).toMatchObject({
        code: "illegal_transition",
        reason: expect.stringContaining("refund it with Refund"),
      });
      expect(await stateOf(id)).toEqual(before);
    },
  );

  it("is refunded through its connector, and takes a dispute that was heard of elsewhere", async () => {
    const id = await aPaidLink();
    const made = await refundPayment({
      ctx: operator,
      input: { id, amountMinor: 900n, idempotencyKey: newId() },
    });
    expect([made.outcome, made.payment.amountMinor]).toEqual(["refunded", 4_000n]);
    const disputed = await ask(key, "POST", `/payments/${wireId(id)}/adjustments`, refund("DISPUTE"));
    expect([disputed.status, disputed.body.data?.status]).toEqual([201, "DISPUTE"]);
  });
});

describe("a payment that was charged elsewhere", () => {
  it("takes the refunds that are reported of it", async () => {
    const body = aPayment(await aConnector(), { amount: 4_900, status: "SUCCEEDED" });
    const { data } = (await ask(key, "POST", "/payments", body)).body;
    const reported = await ask(key, "POST", `/payments/${data?.id}/adjustments`, refund("REFUNDED"));
    expect([reported.status, reported.body.data?.amount]).toEqual([201, 3_900n]);
    const again = await ask(key, "POST", "/payments", {
      ...body,
      ...refund("REFUNDED"),
      reference: body.reference,
    });
    expect(again.body.data?.amount).toBe(2_900n);
  });
});
