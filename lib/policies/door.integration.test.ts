import { describe, expect, it } from "vitest";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { anInsurer, ask, BANK, type WireBody } from "./testing";

const KEYS =
  "payment_id,policy_id,payment_method_id,status,amount,description,external_ref,customer_ref,created_at,created_by,updated_at,payment_date,action_date,billing_date,policy,policyholder,payment_method,payment_type,premium_type,failure_reason,failure_code,failure_action,currency,retry_of,retry_number,net_amount,finalized_at,finalized_by,collection_type,app_data,charges,raw_response,reversal_of_payment_id".split(
    ",",
  );

const list = (answer: { body: unknown }) => answer.body as WireBody[];

describe("who may ask", () => {
  it.each([
    ["nobody", {}],
    ["a bearer token", { Authorization: "Bearer x" }],
    ["an unknown key", { Authorization: `Basic ${Buffer.from("nobody:").toString("base64")}` }],
  ])("%s is answered 401 in the door's shape", async (_, headers) => {
    const {
      status,
      body,
      headers: answered,
    } = await ask(null, "GET", "/policies", undefined, headers as HeadersInit);
    expect(status).toBe(401);
    expect(body.error?.type).toBe("authentication_error");
    expect(answered.get("www-authenticate")).toMatch(/^Basic/);
  });

  it("a key without the colon is taken, one with a password is not", async () => {
    const { key } = await anInsurer();
    const basic = (text: string) => ({ Authorization: `Basic ${Buffer.from(text).toString("base64")}` });
    expect((await ask(null, "GET", "/policies", undefined, basic(key))).status).toBe(200);
    expect((await ask(null, "GET", "/policies", undefined, basic(`${key}:secret`))).status).toBe(401);
  });

  it("a key that may only read is answered 403, before its body is looked at", async () => {
    const { key, policyId } = await anInsurer({ scopes: ["payments:read"] });
    const { status, body } = await ask(key, "POST", `/policies/${policyId}/payments`, "{");
    expect([status, body.error?.type]).toEqual([403, "authorization_error"]);
  });

  it("another merchant's objects are not there", async () => {
    const [own, other] = [await anInsurer(), await anInsurer()];
    const { body } = await other.pay("pending");
    for (const path of [
      `/policies/${other.policyId}`,
      `/policies/${other.policyId}/payments`,
      `/payments/${body.payment_id}`,
      `/policyholders/${other.holderId}/payment-methods`,
      `/product-modules/${other.moduleId}`,
      "/payments/not-a-uuid",
    ])
      expect([path, (await ask(own.key, "GET", path)).status]).toEqual([path, 404]);
    const { body: missing } = await ask(own.key, "GET", `/policies/${other.policyId}`);
    expect(missing.error?.message).toBe(`Policy with ID '${other.policyId}' not found`);
  });
});

describe("what cannot be read", () => {
  it.each([
    ["a wrong method", "DELETE", "/policies", undefined, 405, "invalid_request_error"],
    ["an unknown route", "GET", "/nothing", undefined, 404, "not_found_error"],
    ["malformed JSON", "POST", "/policyholders", "{", 400, "invalid_request_error"],
    ["no object", "POST", "/policyholders", "[]", 400, "invalid_request_error"],
    ["nothing", "POST", "/policyholders", "", 400, "invalid_request_error"],
    ["too much", "POST", "/policyholders", `"${"x".repeat(1_048_576)}"`, 413, "invalid_request_error"],
  ])("%s", async (_, method, path, body, status, type) => {
    const { key } = await anInsurer();
    const answer = await ask(key, method, path, body);
    expect([answer.status, answer.body.error?.type]).toEqual([status, type]);
  });
});

describe("a payment", () => {
  it("is answered with the contract's keys, its charges and the key that made it", async () => {
    const insurer = await anInsurer();
    const { body, status } = await insurer.pay("pending", { amount: 17_999 });
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(KEYS);
    expect(body).toMatchObject({
      amount: 17_999,
      net_amount: 17_999 - 250 - 2_700,
      currency: "ZAR",
      customer_ref: null,
      raw_response: null,
      policy: null,
      created_by: { type: "api_key", owner_id: insurer.merchantId },
      charges: [
        { type: "fixed", name: "Policy fee", description: "", amount: 250, calculated: 250 },
        { type: "variable", name: "Broker", description: "", amount: 0.15, calculated: 2_700 },
        { type: "balance", name: "Risk premium", description: "", amount: null, calculated: 15_049 },
      ],
    });
    expect((await ask(insurer.key, "GET", `/payments/${body.payment_id}`)).body).toEqual(body);
  });

  it("keeps integers beyond 2^53 exact", async () => {
    const insurer = await anInsurer();
    const body = JSON.stringify(insurer.body("pending")).replace("18000", "9007199254740993");
    const { text } = await ask(insurer.key, "POST", `/policies/${insurer.policyId}/payments`, body);
    expect(text).toContain('"amount":9007199254740993,');
    const huge = body.replace("9007199254740993", "1e21");
    expect((await ask(insurer.key, "POST", `/policies/${insurer.policyId}/payments`, huge)).status).toBe(400);
  });

  it("is listed newest first, filtered and paged, with what is included", async () => {
    const insurer = await anInsurer();
    for (const status of ["pending", "submitted", "successful"] as const) await insurer.pay(status);
    await insurer.pay("processing", { payment_type: "claim_payout", premium_type: undefined });
    const path = `/policies/${insurer.policyId}/payments`;
    const all = await ask(insurer.key, "GET", path);
    expect(list(all).map(({ status }) => status)).toEqual([
      "processing",
      "successful",
      "submitted",
      "pending",
    ]);
    expect(all.headers.get("x-total-count")).toBe("4");
    const some = await ask(
      insurer.key,
      "GET",
      `${path}?status=pending,successful&payment_types=premium&page_size=1&page=2`,
    );
    expect(list(some).map(({ status }) => status)).toEqual(["pending"]);
    expect(some.headers.get("x-total-count")).toBe("2");
    const include = "policy,policyholder,payment_method,reversal_of_payment";
    const [full] = list(await ask(insurer.key, "GET", `${path}?include=${include}`));
    expect(full).toMatchObject({
      policy: { policy_id: insurer.policyId },
      policyholder: { first_name: "Thandi" },
      payment_method: { bank_details: { account_number: BANK.account_number } },
      reversal_of_payment: null,
    });
    for (const bad of [
      "status=paid",
      "payment_types=gift",
      "include=all",
      "page=0",
      "page_size=101",
      "page=x",
    ])
      expect([bad, (await ask(insurer.key, "GET", `${path}?${bad}`)).status]).toEqual([bad, 400]);
  });

  it("is reversed once, with its charges mirrored", async () => {
    const insurer = await anInsurer();
    const { body: premium } = await insurer.pay("successful");
    const path = `/payments/${premium.payment_id}/reversal`;
    const answers = await Promise.all([1, 2, 3].map(() => ask(insurer.key, "POST", path, {})));
    const [made, ...others] = answers.sort((one, other) => one.status - other.status);
    expect(made?.body).toMatchObject({
      payment_type: "reversal",
      status: "successful",
      amount: -18_000,
      net_amount: -15_050,
      reversal_of_payment_id: premium.payment_id,
      charges: [{ calculated: -250 }, { calculated: -2_700 }, { calculated: -15_050 }],
    });
    expect(others.map(({ status }) => status)).toEqual([409, 409]);
    const { body: pending } = await insurer.pay("pending");
    expect((await ask(insurer.key, "POST", `/payments/${pending.payment_id}/reversal`, {})).status).toBe(409);
  });

  it("needs a reference of its own in its organisation", async () => {
    const insurer = await anInsurer();
    const more = { external_reference: newId() };
    const answers = await Promise.all([1, 2, 3].map(() => insurer.pay("processing", more)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
    for (const { body } of answers.filter(({ status }) => status === 400))
      expect(body.error?.errors).toMatchObject([{ path: "external_reference" }]);
  });

  it("of a policy that has ended collects nothing", async () => {
    const insurer = await anInsurer();
    await ask(insurer.key, "PATCH", `/policies/${insurer.policyId}`, { status: "lapsed" });
    expect((await insurer.pay("pending")).body.error?.errors).toMatchObject([{ path: "payment_type" }]);
    const refund = { payment_type: "premium_refund", amount: -500 };
    expect((await insurer.pay("processing", refund)).status).toBe(200);
  });

  it("is updated by its own id only", async () => {
    const insurer = await anInsurer();
    const { body } = await insurer.pay("pending");
    const paths = async (change: Record<string, unknown>) =>
      (await ask(insurer.key, "PUT", `/payments/${body.payment_id}`, change)).body.error?.errors.map(
        ({ path }) => path,
      );
    expect(await paths({})).toEqual(["payment_id", "status"]);
    expect(await paths({ payment_id: newId(), status: "submitted" })).toEqual(["payment_id"]);
    expect(await paths({ payment_id: body.payment_id, status: "failed" })).toEqual([
      "failure_reason",
      "failure_action",
    ]);
    expect(
      await paths({ payment_id: body.payment_id, status: "submitted", failure_reason: "x", amount: 1 }),
    ).toEqual(["failure_reason", "amount"]);
  });
});

describe("payment methods", () => {
  it("keep the account number sealed, and show it at this door alone", async () => {
    const insurer = await anInsurer();
    expect(await insurer.method()).toMatchObject({
      type: "debit_order",
      bank_details: { ...BANK, banv_status: "verified", blocked_reason: null },
    });
    for (const table of ["policy_payment_method", "audit_entry", "outbox", "policy_async_request"]) {
      const found = await runUnprepared(`SELECT 1 FROM ${table} t WHERE t::text LIKE $1`, [
        `%${BANK.account_number}%`,
      ]);
      expect([table, found]).toEqual([table, []]);
    }
  });

  it("are verified, blocked and unblocked", async () => {
    const insurer = await anInsurer();
    const { body: made } = await ask(
      insurer.key,
      "POST",
      `/policyholders/${insurer.holderId}/payment-methods`,
      {
        type: "debit_order",
        bank_details: BANK,
      },
    );
    expect(made).toMatchObject({ banv_status: "pending" });
    const path = `/payment-methods/${made.payment_method_id}`;
    const patch = (body: unknown) => ask(insurer.key, "PATCH", `${path}/verification-status`, body);
    const errors = async (body: unknown) => (await patch(body)).body.error?.errors.map(({ path: at }) => at);
    expect(await errors({})).toEqual(["banv_status"]);
    expect(await errors({ banv_status: "blocked" })).toEqual(["blocked_reason"]);
    expect(await errors({ banv_status: "failed_verification" })).toEqual(["banv_response"]);
    expect(await errors({ banv_status: "verified", blocked_reason: "x" })).toEqual(["blocked_reason"]);
    expect((await patch({ banv_status: "blocked", blocked_reason: "Fraud" })).body).toMatchObject({
      banv_status: "blocked",
      blocked_reason: "Fraud",
    });
    expect((await ask(insurer.key, "POST", `${path}/manual-verify`, {})).body).toMatchObject({
      banv_status: "verified",
      blocked_reason: null,
    });
    expect((await ask(insurer.key, "POST", `${path}/dismiss`)).body).toMatchObject({
      banv_status: "verified",
    });
  });

  it("are of four types, each with its own details, and chosen for a policy", async () => {
    const insurer = await anInsurer();
    const add = (body: unknown) =>
      ask(insurer.key, "POST", `/policyholders/${insurer.holderId}/payment-methods`, body);
    const errors = async (body: unknown) => (await add(body)).body.error?.errors.map(({ path }) => path);
    expect(await errors({})).toEqual(["type"]);
    expect(await errors({ type: "debit_order" })).toEqual(["bank_details"]);
    expect(await errors({ type: "card", card_details: {} })).toEqual(["card_details.registration_id"]);
    expect(await errors({ type: "eft", bank_details: BANK })).toEqual(["bank_details"]);
    const { body: external } = await add({ type: "external", payment_method_key: "mobile-money" });
    const path = `/policies/${insurer.policyId}/payment-method`;
    expect((await ask(insurer.key, "GET", path)).status).toBe(404);
    const put = await ask(insurer.key, "PUT", path, { payment_method_id: external.payment_method_id });
    expect(put.body).toMatchObject({ type: "external", payment_method_key: "mobile-money" });
    expect((await ask(insurer.key, "GET", path)).body).toEqual(put.body);
    expect((await ask(insurer.key, "PUT", path, { payment_method_id: newId() })).status).toBe(400);
  });
});

describe("policies and product modules", () => {
  it("refuse charges without exactly one balance", async () => {
    const insurer = await anInsurer();
    const policy = {
      policyholder_id: insurer.holderId,
      product_module_id: insurer.moduleId,
      package_name: "Single",
      monthly_premium: 100,
      billing_day: 1,
      billing_frequency: "monthly",
      start_date: "2026-01-01",
    };
    const balance = { type: "balance", name: "Rest", description: "" };
    for (const charges of [[], [balance, balance], [{ type: "fixed", name: "Fee", amount: 1 }]])
      expect(
        (await ask(insurer.key, "POST", "/policies", { ...policy, charges })).body.error?.errors,
      ).toMatchObject([{ path: "charges" }]);
    const { body, status } = await ask(insurer.key, "POST", "/policies", { ...policy, charges: [balance] });
    expect([status, body.status]).toEqual([200, "active"]);
    const found = await ask(
      insurer.key,
      "GET",
      `/policies?search=${String(body.policy_number).toLowerCase()}`,
    );
    expect(list(found)).toMatchObject([{ policy_id: body.policy_id }]);
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
});
