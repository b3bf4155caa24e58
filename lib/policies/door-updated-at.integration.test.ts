import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { collectDuePayments } from "./collection/collect-due";
import { policies } from "./door";
import { anInsurer, ask, type Insurer, jobAt, type WireBody } from "./testing";

/** A call that changes something, made once all that it needs is there. */
type Call = [path: string, body?: unknown];
type Change = (of: Insurer) => Call | Promise<Call>;

const END = { failure_reason: "No funds", failure_action: "block_payment_method" };
const THANDI = { type: "id", number: "8001015009087", country: "ZA" };
const MANDATES = "/payment-methods/debicheck-mandates";
const WEBHOOK = { name: "Books", url: "https://93.184.216.34/x", subscriptions: ["policy_cancelled"] };

const policyAt = (path: string, body: unknown = {}) => {
  return ({ policyId }: Insurer): Call => [`/policies/${policyId}${path}`, body];
};
const methodAt = (path: string, body: unknown = {}) => {
  return ({ methodId }: Insurer): Call => [`/payment-methods/${methodId}${path}`, body];
};
const paid = async (of: Insurer, status: "pending" | "successful", more = {}) =>
  (await of.pay(status, more)).body.payment_id;
const made = async ({ key }: Insurer, path: string, body: unknown) =>
  (await ask(key, "POST", path, body)).body;
const assign = ({ key, policyId, methodId }: Insurer) =>
  ask(key, "PUT", `/policies/${policyId}/payment-method`, { payment_method_id: methodId });
const step = (...steps: string[]) => {
  const next = String(steps.pop());
  return async (of: Insurer): Promise<Call> => {
    for (const each of steps) await ask(of.key, "POST", `/policies/${of.policyId}/${each}`, {});
    return [`/policies/${of.policyId}/${next}`, {}];
  };
};
const bulk = (name: string) => {
  return ({ policyId }: Insurer): Call => [`/policies/${name}`, [{ policy_id: policyId, reason: "Fraud" }]];
};

/** Each call of the door that changes something that shows when it was changed. */
const CHANGES: Record<string, Change> = {
  updatePolicyPayment: async (of) => {
    const id = await paid(of, "pending");
    return [`/payments/${id}`, { payment_id: id, status: "failed", ...END }];
  },
  reschedulePayment: async (of) => {
    const id = await paid(of, "pending", { billing_date: "2099-05-01" });
    return [`/scheduled-payments/${id}/reschedule`, { scheduled_for: "2099-06-01", version: 1 }];
  },
  unschedulePayment: async (of) => [
    `/scheduled-payments/${await paid(of, "pending")}/unschedule`,
    { reason: "manual_admin", version: 1 },
  ],
  updatePaymentBatch: async (of) => {
    await paid(of, "pending", { payment_date: new Date().toISOString().slice(0, 10) });
    await collectDuePayments({ ctx: jobAt(new Date(Date.now() + 120_000)) });
    const [batch] = (await ask(of.key, "GET", "/payment-batches")).body as unknown as WireBody[];
    return [`/payment-batches/${batch?.payment_batch_id}`, { status: "accepted" }];
  },
  upsertPolicyholder: () => [
    "/policyholders",
    { type: "individual", id: THANDI, first_name: "Thandeka", last_name: "Nkosi" },
  ],
  updatePolicyholder: ({ holderId }) => [`/policyholders/${holderId}`, { first_name: "Thandeka" }],
  assignMethodToPolicy: ({ policyId, methodId }) => [
    `/policies/${policyId}/payment-method`,
    { payment_method_id: methodId },
  ],
  setVerificationStatus: methodAt("/verification-status", {
    banv_status: "blocked",
    blocked_reason: "Stopped",
  }),
  verifyManually: async (of) => {
    const block = { banv_status: "blocked", blocked_reason: "Stopped" };
    await ask(of.key, "PATCH", `/payment-methods/${of.methodId}/verification-status`, block);
    return [`/payment-methods/${of.methodId}/manual-verify`];
  },
  updatePolicy: policyAt("", { billing_day: 7, app_data: { a: 1 } }),
  updateBillingAmount: policyAt("/billing", { billing_amount: 19_000 }),
  updateProductModule: ({ moduleId }) => [`/product-modules/${moduleId}`, { name: "Funeral plus" }],
  activatePolicy: async (of) => {
    await ask(of.key, "PATCH", `/policies/${of.policyId}`, { status: "not_taken_up" });
    return [`/policies/${of.policyId}/activate`];
  },
  cancelPolicies: bulk("cancel"),
  lapsePolicies: bulk("lapse"),
  lapsePolicy: step("lapse"),
  reactivatePolicy: step("lapse", "reactivate"),
  cancelPolicy: step("cancel"),
  updateDebicheckMandate: async (of) => {
    await assign(of);
    const told = {
      policyId: of.policyId,
      providerType: "external",
      debicheckAuthenticationType: "REAL TIME",
    };
    const { id } = await made(of, MANDATES, told);
    return [`${MANDATES}/${id}`, { debicheckMandateId: id, status: "active" }];
  },
  updatePolicyWebhook: async (of) => [
    `/webhooks/${(await made(of, "/webhooks", WEBHOOK)).webhook_id}`,
    { name: "Premiums" },
  ],
  disablePolicyWebhook: async (of) => [
    `/webhooks/${(await made(of, "/webhooks", WEBHOOK)).webhook_id}/disable`,
  ],
  enablePolicyWebhook: async (of) => {
    const { webhook_id: id } = await made(of, "/webhooks", WEBHOOK);
    await ask(of.key, "POST", `/webhooks/${id}/disable`);
    return [`/webhooks/${id}/enable`];
  },
};

/** And those that make something and change nothing, or something that does not show when. */
const OTHERS = [
  ...["createPolicyPayment", "reversePolicyPayment", "requestCollection", "allocateEft", "createPolicy"],
  ...[
    "createPolicyPaymentsAsync",
    "updatePolicyPaymentsAsync",
    "createPaymentCoupons",
    "redeemPaymentCoupon",
  ],
  ...["cancelPaymentCoupon", "cancelPaymentCoupons", "createPolicyholder", "createPaymentMethod"],
  ...["createProductModule", "createDebicheckMandate", "createPolicyWebhook", "archivePolicyWebhook"],
  ...["recordReceipt", "dismissVerification", "retryWebhookQueueEvents", "retryWebhookQueueEvent"],
];
/** Of a policy, what follows from its payments and from the day. */
const WORKED_OUT = ["balance", "next_billing_date"];

const changing = policies.operations.filter(({ method }) => method !== "GET");

describe("updated_at", () => {
  it("is looked at for every call there is", () => {
    expect(changing.map(({ id }) => id).sort()).toEqual([...Object.keys(CHANGES), ...OTHERS].sort());
  });

  it.each(changing.filter(({ id }) => Object.hasOwn(CHANGES, id)))(
    "moves with whatever $id changes of what is shown",
    async ({ id, method }) => {
      const insurer = await anInsurer({ scopes: ["payments:read", "payments:write", "webhooks:manage"] });
      const [path, body] = (await CHANGES[id]?.(insurer)) ?? [""];
      const before = await shown(insurer, path);
      await delay(5);
      const { status, text } = await ask(insurer.key, method, path, body);
      expect([status, status === 200 ? "" : text]).toEqual([200, ""]);
      const after = await shown(insurer, path);
      const changed = [...before].filter(([key, was]) => told(after.get(key)) !== told(was));
      expect(changed.map(([key]) => key)).not.toEqual([]);
      for (const [key, was] of changed) expect(after.get(key)?.updated_at, key).not.toBe(was.updated_at);
    },
  );
});

function told({ updated_at, ...facts }: WireBody = {}): string {
  return JSON.stringify(Object.entries(facts).filter(([name]) => !WORKED_OUT.includes(name)));
}

/** All that the door shows with when it was changed, each by its address. */
async function shown({ key, policyId }: Insurer, path: string): Promise<Map<string, WireBody>> {
  const lists = [
    ...["/policies", "/policyholders", "/payment-methods", "/product-modules", "/webhooks"],
    ...["/payment-batches", `/policies/${policyId}/payments`, path],
  ];
  const read = await Promise.all(
    lists.map(async (list) => {
      const { body } = await ask(key, "GET", list);
      const each = (Array.isArray(body) ? body : [body].filter((one) => one?.updated_at)) as WireBody[];
      return each.map((one, at) => [`${list} ${String(Object.values(one)[0] ?? at)}`, one] as const);
    }),
  );
  return new Map(read.flat());
}
