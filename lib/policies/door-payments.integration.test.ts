import { describe, expect, it } from "vitest";
import { newId } from "@/lib/ids";
import { anInsurer, ask, BANK, type WireBody } from "./testing";

const KEYS =
  "payment_id,policy_id,payment_method_id,status,amount,description,external_ref,customer_ref,created_at,created_by,updated_at,payment_date,action_date,billing_date,policy,policyholder,payment_method,payment_type,premium_type,failure_reason,failure_code,failure_action,currency,retry_of,retry_number,net_amount,finalized_at,finalized_by,collection_type,app_data,charges,raw_response,reversal_of_payment_id".split(
    ",",
  );

const list = (answer: { body: unknown }) => answer.body as WireBody[];

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

  it("is reversed once by an idempotency key, with the same bytes again", async () => {
    const insurer = await anInsurer();
    const { body: premium } = await insurer.pay("successful");
    const path = `/payments/${premium.payment_id}/reversal`;
    const first = await ask(insurer.key, "POST", `${path}?idempotency_key=k`);
    const again = await ask(insurer.key, "POST", `${path}?idempotency_key=k`);
    expect([first.status, again.status, again.text]).toEqual([200, 200, first.text]);
    const other = (await insurer.pay("successful")).body.payment_id;
    for (const taken of [`${path}?idempotency_key=other`, `/payments/${other}/reversal?idempotency_key=k`])
      expect((await ask(insurer.key, "POST", taken)).status).toBe(409);
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
