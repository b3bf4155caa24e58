import { beforeAll, describe, expect, it } from "vitest";
import { merchantOrFirst } from "@/lib/auth/first-merchant";
import { aKey } from "@/lib/checkout/testing";
import { newId } from "@/lib/ids";
import { collectDuePayments } from "@/lib/policies/collection/collect-due";
import { policies } from "@/lib/policies/door";
import { anInsurer, ask, contextOf, type Insurer, jobAt, type WireBody } from "@/lib/policies/testing";
import type { Scope } from "@/lib/verb/permissions";

/** A request that a key of no merchant sends of the younger merchant's own. */
type Named = (of: Insurer) => Promise<[path: string, body?: unknown]> | [path: string, body?: unknown];

const PROOF = { file_name: "p.txt", file_type: "text/plain", description: "Proof", file_base64: "UGFpZA==" };
const method = ({ methodId }: Insurer) => ({ payment_method_id: methodId });
const idOf = async (made: Promise<{ body: WireBody }>) => (await made).body.payment_id;
const coupons = ({ policyId }: Insurer) => `/policies/${policyId}/payment-coupons`;
const today = () => new Date().toISOString().slice(0, 10);

/** Every call of the door that takes an idempotency key and names something of a merchant's. */
const CALLS: Record<string, Named> = {
  createPolicyPayment: (of) => [`/policies/${of.policyId}/payments`, of.body("successful")],
  updatePolicyPayment: async (of) => {
    const id = await idOf(of.pay("pending"));
    return [`/payments/${id}`, { payment_id: id, status: "submitted" }];
  },
  reversePolicyPayment: async (of) => [`/payments/${await idOf(of.pay("successful"))}/reversal`],
  requestCollection: (of) => [
    `/policies/${of.policyId}/payments/request-collection`,
    { amount: 10_000, description: "May", payment_date: "2099-06-01", ...method(of) },
  ],
  allocateEft: (of) => [
    `/policies/${of.policyId}/payments/allocate-eft`,
    { amount: 1, description: "May", payment_date: "2026-03-01", proof_of_payment: PROOF, ...method(of) },
  ],
  reschedulePayment: async (of) => [
    `/scheduled-payments/${await idOf(of.pay("pending"))}/reschedule`,
    { scheduled_for: "2099-06-01", version: 1 },
  ],
  unschedulePayment: async (of) => [
    `/scheduled-payments/${await idOf(of.pay("pending"))}/unschedule`,
    { reason: "manual_admin", version: 1 },
  ],
  createPaymentCoupons: (of) => [coupons(of), [{ type: "ad_hoc", amount: 1 }]],
  redeemPaymentCoupon: async (of) => {
    const { body } = await ask(of.key, "POST", coupons(of), [{ type: "ad_hoc", amount: 1 }]);
    const [coupon] = body as unknown as WireBody[];
    return [`${coupons(of)}/${coupon?.payment_coupon_id}/redeem`, { payment_date: "2026-06-01" }];
  },
  createPolicy: async (of) => {
    const { body } = await ask(of.key, "GET", `/policies/${of.policyId}`);
    const named = { policyholder_id: of.holderId, product_module_id: of.moduleId };
    const billed = { billing_day: 1, billing_frequency: "monthly", start_date: "2026-01-01" };
    return ["/policies", { ...named, ...billed, package_name: body.package_name, monthly_premium: 1_000 }];
  },
  updatePaymentBatch: async (of) => {
    await of.pay("pending", { payment_date: today() });
    await collectDuePayments({ ctx: jobAt(new Date(Date.now() + 120_000)) });
    const { body } = await ask(of.key, "GET", "/payment-batches");
    const [batch] = body as unknown as WireBody[];
    return [`/payment-batches/${batch?.payment_batch_id}`, { status: "accepted" }];
  },
};

/** And those whose answer names nothing, or is judged by who asks before it is given again. */
const OTHERS = ["createPolicyPaymentsAsync", "updatePolicyPaymentsAsync", "createPolicyWebhook"];

const SCOPES: Scope[] = ["payments:read", "payments:write"];
const keyed = policies.operations.filter(({ query }) => query && "idempotency_key" in query.shape);

describe("a key that is bound to the oldest merchant", () => {
  let oldest: Insurer;
  let younger: Insurer;
  let everybody: string;
  beforeAll(async () => {
    [oldest, younger] = [await anInsurer(), await anInsurer()];
    everybody = await aKey(null, SCOPES);
  });

  it("has its keys together with those of no merchant", async () => {
    expect(await merchantOrFirst(contextOf("operator"))).toBe(oldest.merchantId);
    expect(keyed.map(({ id }) => id).sort()).toEqual([...Object.keys(CALLS), ...OTHERS].sort());
  });

  it.each(keyed.filter(({ id }) => Object.hasOwn(CALLS, id)))(
    "is told by $id what it is told without a key, never what another merchant's was answered",
    async ({ id, method: verb }) => {
      const [path, body] = (await CALLS[id]?.(younger)) ?? [""];
      const at = `${path}?idempotency_key=${newId()}`;
      const first = await ask(everybody, verb, at, body);
      expect(first.status).toBe(200);
      const again = await ask(everybody, verb, at, body);
      expect([again.text, again.headers.get("idempotent-replayed")]).toEqual([first.text, "true"]);
      const without = await ask(oldest.key, verb, path, body);
      const replayed = await ask(oldest.key, verb, at, body);
      expect(without.status).toBe(id === "createPolicy" ? 400 : 404);
      expect({ ...replayed.body.error, trace_id: "" }).toEqual({ ...without.body.error, trace_id: "" });
      expect(replayed.headers.get("idempotent-replayed")).toBeNull();
      // Nor is what was kept lost by it.
      expect((await ask(everybody, verb, at, body)).text).toBe(first.text);
    },
  );

  it.each(keyed.filter(({ id }) => Object.hasOwn(CALLS, id)))(
    "is given again by $id what a key of no merchant was answered of its own",
    async ({ id, method: verb }) => {
      const [path, body] = (await CALLS[id]?.(oldest)) ?? [""];
      const at = `${path}?idempotency_key=${newId()}`;
      const first = await ask(everybody, verb, at, body);
      const again = await ask(oldest.key, verb, at, body);
      expect([first.status, again.text, again.headers.get("idempotent-replayed")]).toEqual([
        200,
        first.text,
        "true",
      ]);
    },
  );
});
