import { describe, expect, it } from "vitest";
import { newId } from "@/lib/ids";
import { anInsurer, ask, type Insurer, type WireBody } from "./testing";

const list = (answer: { body: unknown }) => answer.body as WireBody[];

describe("policies and product modules", () => {
  it("refuse charges without exactly one balance", async () => {
    const insurer = await anInsurer();
    const balance = { type: "balance", name: "Rest", description: "" };
    for (const charges of [[], [balance, balance], [{ type: "fixed", name: "Fee", amount: 1 }]])
      expect((await aPolicyOf(insurer, { charges })).body.error?.errors).toMatchObject([{ path: "charges" }]);
    const { body, status } = await aPolicyOf(insurer, { charges: [balance] });
    expect([status, body.status]).toEqual([200, "active"]);
    const found = await ask(
      insurer.key,
      "GET",
      `/policies?search=${String(body.policy_number).toLowerCase()}`,
    );
    expect(list(found)).toMatchObject([{ policy_id: body.policy_id }]);
  });

  it("a policy is added once by an idempotency key, by twins too, and another body under it is a 409", async () => {
    const { key, holderId, moduleId } = await anInsurer();
    const policy = {
      policyholder_id: holderId,
      product_module_id: moduleId,
      package_name: "Family",
      monthly_premium: 18_000,
      billing_day: 1,
      billing_frequency: "monthly",
      start_date: "2026-01-01",
    };
    const path = "/policies?idempotency_key=k";
    const twins = await Promise.all([1, 2, 3].map(() => ask(key, "POST", path, policy)));
    for (const { status } of twins) expect([200, 409]).toContain(status);
    const again = await ask(key, "POST", path, policy);
    expect(again.body).toEqual(twins.find(({ status }) => status === 200)?.body);
    expect((await ask(key, "POST", path, { ...policy, billing_day: 2 })).status).toBe(409);
    expect(list(await ask(key, "GET", "/policies"))).toHaveLength(2);
    // What is refused for what it says keeps nothing.
    const fresh = "/policies?idempotency_key=mended";
    expect((await ask(key, "POST", fresh, { ...policy, billing_day: 99 })).status).toBe(400);
    expect((await ask(key, "POST", fresh, policy)).status).toBe(200);
  });

  it("take whole settings, with the contract's defaults", async () => {
    const insurer = await anInsurer();
    const path = `/product-modules/${insurer.moduleId}`;
    const billing = { consecutiveFailedPaymentsAllowed: 2, clientStatementReference: "ACME" };
    const { body } = await ask(insurer.key, "PATCH", path, { settings: { billing } });
    expect(body).toMatchObject({
      settings: { billing: { ...billing, retryFailedPayments: { enabled: false } } },
    });
    expect((await ask(insurer.key, "GET", path)).body).toEqual(body);
    const bad = { settings: { billing: { clientStatementReference: "longer than ten", surprise: 1 } } };
    expect((await ask(insurer.key, "PATCH", path, bad)).body.error?.errors.map(({ path: at }) => at)).toEqual(
      ["settings.billing.clientStatementReference", "settings.billing.surprise"],
    );
  });

  it.each([
    [{ name: "No settings" }, ['"key" is required', '"settings" is required']],
    [module({ currency: "ZZZ" }), ['"settings.billing.currency" must be a currency code of ISO 4217']],
    [
      module({ minimumPaymentAmount: { enabled: true, amountInCents: -1 } }),
      ['"settings.billing.minimumPaymentAmount.amountInCents" must not be negative'],
    ],
  ])("a module %j is refused in the door's words", async (body, messages) => {
    const { key } = await anInsurer();
    expect(said(await ask(key, "POST", "/product-modules", body))).toEqual(messages);
  });

  it("a policy is refused with everything that is wrong, also what can only be known by looking", async () => {
    const insurer = await anInsurer();
    const nowhere = { policyholder_id: newId(), product_module_id: newId() };
    expect(said(await aPolicyOf(insurer, { ...nowhere, billing_day: 0, package_name: null }))).toEqual([
      '"package_name" must be a string',
      '"billing_day" must be from 1 to 31',
      '"policyholder_id" must be the id of one that exists',
      '"product_module_id" must be the id of one that exists',
    ]);
  });

  it("a change of nothing is refused by what it must hold", async () => {
    const { key, moduleId, policyId } = await anInsurer();
    const nothing = await ask(key, "PATCH", `/product-modules/${moduleId}`, {});
    expect(nothing.body.error?.errors).toEqual([
      { path: "value", message: '"value" must contain at least one of [name, settings]' },
    ]);
    expect(said(await ask(key, "PATCH", `/policies/${policyId}`, {}))).toEqual([
      '"value" must contain at least one of [status, billing_day, app_data]',
    ]);
  });

  it("count a charge's description in code points", async () => {
    const insurer = await anInsurer();
    const charge = (description: string) => [{ type: "balance", name: "Rest", description }];
    const made = (description: string) => aPolicyOf(insurer, { charges: charge(description) });
    expect((await made("🧾".repeat(1_000))).status).toBe(200);
    expect(said(await made("x".repeat(1_001)))).toEqual([
      '"charges.0.description" length must be less than or equal to 1000 characters long',
    ]);
  });

  it("a premium whose charges go beyond what is kept is refused on its amount", async () => {
    const insurer = await anInsurer();
    const fee = (name: string) => ({ type: "variable", name, amount: 1 });
    const charges = [fee("One"), fee("Two"), fee("Three"), { type: "balance", name: "Rest" }];
    const { body: policy } = await aPolicyOf(insurer, { charges });
    const path = `/policies/${policy.policy_id}/payments`;
    const most = JSON.stringify(insurer.body("pending")).replace("18000", "9223372036854775807");
    expect(said(await ask(insurer.key, "POST", path, most))).toEqual([
      '"amount" is too large or too small for what the policy charges on it',
    ]);
    const { body } = await ask(insurer.key, "POST", path, insurer.body("pending"));
    expect(body).toMatchObject({ net_amount: -36_000 });
  });
});

function module(billing: Record<string, unknown>) {
  return { key: "another", name: "Another", settings: { billing } };
}

function said({ body }: { body: WireBody }) {
  return body.error?.errors.map(({ message }) => message);
}

function aPolicyOf({ key, holderId, moduleId }: Insurer, more: Record<string, unknown>) {
  return ask(key, "POST", "/policies", {
    policyholder_id: holderId,
    product_module_id: moduleId,
    package_name: "Single",
    monthly_premium: 100,
    billing_day: 1,
    billing_frequency: "monthly",
    start_date: "2026-01-01",
    ...more,
  });
}
