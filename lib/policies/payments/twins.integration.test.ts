import { describe, expect, it } from "vitest";
import { auditedActions } from "@/lib/auth/testing/audit";
import { problemIn } from "@/lib/auth/testing/contexts";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { createPolicy } from "@/lib/policies/create-policy";
import { createPolicyholder } from "@/lib/policies/holders/policyholder";
import { createPaymentMethod } from "@/lib/policies/methods/manage-payment-methods";
import { createProductModule } from "@/lib/policies/modules/product-module";
import { readBody } from "@/lib/policies/read-body";
import { anInsurer, ask, BANK, contextOf, type Insurer } from "@/lib/policies/testing";
import {
  createMethodBody,
  createPolicyBody,
  createPolicyholderBody,
  createProductModuleBody,
} from "@/lib/policies/wire";

const admin = { ...contextOf("admin"), now: new Date() };
const AT_ONCE = [1, 2, 3, 4, 5];

/** Sends a form with one thing in it that may be said otherwise. */
type Make = (insurer: Insurer, formId: string, name?: string) => Promise<{ id: string }>;
const FORMS: [string, Make][] = [
  [
    "product_module",
    ({ merchantId }, formId, name = "Form") => {
      const input = readBody(createProductModuleBody, {
        key: "form",
        name,
        settings: { billing: {} },
      });
      return createProductModule({ ctx: admin, input: { ...input, merchantId, formId } });
    },
  ],
  [
    "policyholder",
    ({ merchantId }, formId, name = "Nkosi") => {
      const id = { type: "id", number: "8001015009087", country: "ZA" };
      const person = { type: "individual", id, first_name: "Thandi", last_name: name };
      const input = { ...readBody(createPolicyholderBody, person), merchantId, formId };
      return createPolicyholder({ ctx: admin, input });
    },
  ],
  [
    "payment_method",
    ({ holderId: policyholderId }, formId, name) => {
      // The last digits are shown, and stay.
      const bank = { ...BANK, ...(name && { account_number: `1${BANK.account_number}` }) };
      const method = readBody(createMethodBody, { type: "debit_order", bank_details: bank });
      return createPaymentMethod({ ctx: admin, input: { ...method, policyholderId, formId } });
    },
  ],
  [
    "policy",
    ({ holderId, moduleId }, formId, name = "Single") => {
      const policy = {
        policyholder_id: holderId,
        product_module_id: moduleId,
        package_name: name,
        monthly_premium: 100,
        billing_day: 1,
        billing_frequency: "monthly",
        start_date: "2026-01-01",
      };
      return createPolicy({ ctx: admin, input: { ...readBody(createPolicyBody, policy), formId } });
    },
  ],
];

describe("one form sent often", () => {
  it.each(FORMS)("makes one %s, at once or later", async (object, make) => {
    const [insurer, formId] = [await anInsurer(), newId()];
    const made = await Promise.all(AT_ONCE.map(() => make(insurer, formId)));
    expect(new Set(made.map(({ id }) => id))).toEqual(new Set([formId]));
    expect((await make(insurer, formId)).id).toBe(formId);
    expect(await problemIn(make(insurer, formId, "Another"))).toMatchObject({
      code: "conflict",
      message: expect.stringContaining("sent before with something else"),
    });
    expect(await auditedActions(formId)).toEqual([`${object}.created`]);
  });
});

describe("two who make the same thing at once", () => {
  it("of a product module's key, one has it and the others are told", async () => {
    const { key } = await anInsurer();
    const body = { key: "twin", name: "Twin", settings: { billing: {} } };
    const answers = await Promise.all(AT_ONCE.map(() => ask(key, "POST", "/product-modules", body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400]);
    const refused = answers.find(({ status }) => status === 400);
    expect(refused?.body.error?.errors).toEqual([
      { path: "key", message: '"key" is taken by another product module' },
    ]);
  });

  it("of a policy number, one has it and the others are told", async () => {
    const { key, holderId, moduleId } = await anInsurer();
    const body = {
      policyholder_id: holderId,
      product_module_id: moduleId,
      policy_number: "TWIN",
      package_name: "Single",
      monthly_premium: 100,
      billing_day: 1,
      billing_frequency: "monthly",
      start_date: "2026-01-01",
    };
    const answers = await Promise.all(AT_ONCE.map(() => ask(key, "POST", "/policies", body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400]);
  });
});

describe("a change asked for twice", () => {
  it("of a policy is made once", async () => {
    const { key, policyId, methodId } = await anInsurer();
    const patch = () => ask(key, "PATCH", `/policies/${policyId}`, { status: "lapsed" });
    const put = () =>
      ask(key, "PUT", `/policies/${policyId}/payment-method`, { payment_method_id: methodId });
    const [first, second] = [await patch(), await patch()];
    expect(second.body).toEqual(first.body);
    expect((await put()).body).toEqual((await put()).body);
    expect(await auditedActions(policyId)).toEqual([
      "policy.created",
      "policy.updated",
      "policy.payment_method_assigned",
    ]);
  });

  it("of a method is made and announced once, also when both come at once", async () => {
    const { key, methodId } = await anInsurer();
    const path = `/payment-methods/${methodId}`;
    const block = { banv_status: "blocked", blocked_reason: "Fraud" };
    const calls: [string, string, unknown][] = [
      ["PATCH", `${path}/verification-status`, block],
      ["POST", `${path}/manual-verify`, {}],
      ["POST", `${path}/dismiss`, {}],
    ];
    for (const call of calls) {
      const [first, second] = await Promise.all([ask(key, ...call), ask(key, ...call)]);
      expect([first.status, second.body]).toEqual([200, first.body]);
    }
    const events = await runUnprepared<{ type: string }>(
      "SELECT type FROM outbox WHERE object_id = $1 ORDER BY id",
      [methodId],
    );
    expect(events.map(({ type }) => type)).toEqual([
      "payment_method.verification_changed",
      "payment_method.blocked",
      "payment_method.unblocked",
    ]);
    expect((await auditedActions(methodId)).at(-1)).toBe("payment_method.dismissed");
  });

  it("of a product module leaves the whole settings of one of them", async () => {
    const { key, moduleId } = await anInsurer();
    const path = `/product-modules/${moduleId}`;
    const billing = (count: number) => ({
      consecutiveFailedPaymentsAllowed: count,
      clientStatementReference: `TWIN ${count}`,
    });
    const answers = await Promise.all(
      AT_ONCE.map((count) => ask(key, "PATCH", path, { settings: { billing: billing(count) } })),
    );
    expect(answers.map(({ status }) => status)).toEqual(AT_ONCE.map(() => 200));
    const { body } = await ask(key, "GET", path);
    const { billing: kept } = body.settings as { billing: { consecutiveFailedPaymentsAllowed: number } };
    expect(kept).toMatchObject(billing(kept.consecutiveFailedPaymentsAllowed));
  });
});
