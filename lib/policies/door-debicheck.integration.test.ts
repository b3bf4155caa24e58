import { describe, expect, it, onTestFinished, vi } from "vitest";
import { aKey } from "@/lib/checkout/testing";
import { sandboxBankMandates } from "@/lib/connectors/sandbox/bank-mandates";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { collectPayment } from "./collection/collect-payment";
import { endMandate } from "./mandates/end-mandate";
import { mandateStanding } from "./mandates/mandate-standing";
import { aDebitProvider, LATER } from "./mandates/testing";
import { anInsurer, ask, contextOf, type Insurer, type WireBody } from "./testing";

const MANDATES = "/payment-methods/debicheck-mandates";
const { route } = aDebitProvider("debitbank");

async function debited(account = "62001234567890"): Promise<Insurer> {
  const insurer = await anInsurer({ bank: { account_number: account } });
  const { key, policyId, methodId: payment_method_id } = insurer;
  await ask(key, "PUT", `/policies/${policyId}/payment-method`, { payment_method_id });
  return insurer;
}

const setUp = ({ key, policyId }: Insurer, providerType = "external") =>
  ask(key, "POST", MANDATES, { policyId, providerType, debicheckAuthenticationType: "REAL TIME" });
const report = ({ key }: Insurer, { id }: WireBody, status: string, more: object = {}) =>
  ask(key, "PATCH", `${MANDATES}/${id}`, { debicheckMandateId: id, status, ...more });
const read = async ({ key }: Insurer, { id }: WireBody) => (await ask(key, "GET", `${MANDATES}/${id}`)).body;

async function collected(insurer: Insurer, collection_type = "debit_order_debicheck") {
  const { body } = await insurer.pay("pending", { collection_type });
  await collectPayment({ ctx: LATER, paymentId: String(body.payment_id) });
  return (await ask(insurer.key, "GET", `/payments/${body.payment_id}`)).body;
}

const UNAGREED = {
  status: "failed",
  failure_code: "mandate_missing",
  failure_action: "block_retry",
  failure_reason: "No DebiCheck mandate of this payment method is active.",
};

describe("a DebiCheck mandate that the caller looks after", () => {
  it("goes through its life, each step dated and audited once, and no illegal one", async () => {
    const insurer = await debited();
    const { status, body: made } = await setUp(insurer);
    expect([status, made.status]).toEqual([200, "pending"]);
    expect(made).toMatchObject({ amount: 18_000, collection_day: 1, provider_type: "external" });
    const steps = ["submitted", "processing", "active", "suspended", "active", "cancelled"];
    for (const each of steps) {
      const [one, again] = [await report(insurer, made, each), await report(insurer, made, each)];
      expect([each, one.status, one.body.status, again.text]).toEqual([each, 200, each, one.text]);
    }
    expect(await read(insurer, made)).toMatchObject({
      submitted_at: expect.any(String),
      authorized_at: expect.any(String),
      cancelled_at: expect.any(String),
    });
    for (const each of ["active", "pending", "suspended"])
      expect((await report(insurer, made, each)).status).toBe(409);
    const audited = await runUnprepared<{ to: string }>(
      "SELECT data->>'to' AS to FROM audit_entry WHERE action = 'mandate.reported' AND object_id = $1 ORDER BY occurred_at, id",
      [insurer.methodId],
    );
    expect(audited.map(({ to }) => to)).toEqual(steps);
  });

  it("is one while it has not ended, whoever asks at the same moment; another one afterwards", async () => {
    const insurer = await debited();
    const twins = await Promise.all([1, 2, 3].map(() => setUp(insurer)));
    expect(new Set(twins.map(({ body }) => body.id)).size).toBe(1);
    const made = twins[0]?.body ?? {};
    expect((await setUp(insurer, "nedbank")).status).toBe(409);
    await report(insurer, made, "active");
    expect((await setUp(insurer)).body).toMatchObject({ id: made.id, status: "active" });
    await report(insurer, made, "cancelled");
    expect((await setUp(insurer)).body.id).not.toBe(made.id);
  });

  it("keeps what is known of it, and refuses by name what it does not", async () => {
    const insurer = await debited();
    const { body: made } = await setUp(insurer);
    const known = { mandateReference: "M-1", externalReference: "E-1", mandateRequestIdentifier: "R-1" };
    await report(insurer, made, "pending", { ...known, startDate: "2026-07-01" });
    expect(await read(insurer, made)).toMatchObject({
      ...{ mandate_reference: "M-1", external_reference: "E-1", mandate_request_identifier: "R-1" },
      start_date: "2026-07-01T00:00:00.000Z",
    });
    for (const wrong of [{ rawResponse: {} }, { failureReasons: ["x"] }, { debicheckMandateId: newId() }]) {
      const { status, body } = await report(insurer, made, "active", wrong);
      const [name] = Object.keys(wrong);
      expect([status, body.error?.errors.map(({ path }) => path)]).toEqual([400, [name]]);
    }
    const why = { failureReasons: ["Said no."], failureCodes: ["900004"] };
    expect((await report(insurer, made, "rejected", why)).body).toMatchObject({
      ...{ failure_reasons: ["Said no."], failure_codes: ["900004"], status: "rejected" },
    });
  });

  it("is nothing to another merchant's key, and not to be made by one that reads", async () => {
    const insurer = await debited();
    const stranger = await debited();
    const { body: made } = await setUp(insurer);
    const { key } = stranger;
    expect((await ask(key, "GET", `${MANDATES}/${made.id}`)).status).toBe(404);
    expect((await report(stranger, made, "active")).status).toBe(404);
    expect((await setUp({ ...insurer, key })).status).toBe(404);
    const reader = await aKey(insurer.merchantId, ["payments:read"]);
    expect((await setUp({ ...insurer, key: reader })).status).toBe(403);
    expect((await read({ ...insurer, key: reader }, made)).status).toBe("pending");
  });
});

describe("a DebiCheck mandate that the bank is asked for", () => {
  it.each([
    ["62001234560011", "rejected"],
    ["62001234560012", "no_response"],
    ["62001234560013", "processing"],
    ["62001234567890", "active"],
  ])("of account %s is %s, and the same when it is asked for again", async (account, status) => {
    const insurer = await debited(account);
    const { body: made } = await setUp(insurer, "nedbank");
    expect(made).toMatchObject({ status, submitted_at: expect.any(String) });
    const refused = status === "rejected" || status === "no_response";
    expect(made.failure_codes).toHaveLength(refused ? 1 : 0);
    if (!refused) expect((await setUp(insurer, "nedbank")).body).toEqual(made);
  });

  it("stays suspended when an answer of the bank's comes late", async () => {
    const insurer = await debited();
    const request = sandboxBankMandates.request;
    let answer: () => void = () => {};
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const asking = vi.spyOn(sandboxBankMandates, "request").mockImplementationOnce(async (of) => {
      await answered;
      return request(of);
    });
    onTestFinished(() => asking.mockRestore());
    const slow = setUp(insurer, "nedbank");
    await vi.waitFor(() => expect(asking).toHaveBeenCalled());
    const { body: active } = await setUp(insurer, "nedbank");
    expect(active.status).toBe("active");
    expect((await report(insurer, active, "suspended")).body.status).toBe("suspended");
    answer();
    expect((await slow).body).toMatchObject({ id: active.id, status: "suspended" });
  });

  it("is agreed to by nobody but the payer; the caller suspends and cancels it", async () => {
    const waits = await debited("62001234560013");
    const { body: made } = await setUp(waits, "nedbank");
    for (const status of ["active", "rejected"]) expect((await report(waits, made, status)).status).toBe(409);
    expect((await report(waits, made, "cancelled")).body.status).toBe("cancelled");
    const agreed = await debited();
    const { body: active } = await setUp(agreed, "nedbank");
    for (const status of ["suspended", "active", "suspended", "cancelled"])
      expect((await report(agreed, active, status)).body.status).toBe(status);
  });

  it("is of a debit order, where the built-in connector collects", async () => {
    const insurer = await anInsurer();
    expect((await setUp(insurer)).status).toBe(409);
    await route(insurer);
    expect((await setUp(insurer)).body.error?.message).toMatch(/^A provider collects/);
  });
});

describe("a premium that is collected by DebiCheck", () => {
  it("needs an active mandate, and no other debit order does", async () => {
    const insurer = await debited();
    expect(await collected(insurer)).toMatchObject(UNAGREED);
    expect(await collected(insurer, "debit_order_two_day")).toMatchObject({ status: "successful" });
    const { body: made } = await setUp(insurer);
    expect(await collected(insurer)).toMatchObject(UNAGREED);
    await report(insurer, made, "active");
    expect(await collected(insurer)).toMatchObject({ status: "successful" });
    await report(insurer, made, "suspended");
    expect(await collected(insurer)).toMatchObject(UNAGREED);
    await report(insurer, made, "active");
    expect(await collected(insurer)).toMatchObject({ status: "successful" });
  });

  it("is collected no more once a person has ended the mandate in the console", async () => {
    const insurer = await debited();
    const { body: made } = await setUp(insurer, "nedbank");
    const ctx = contextOf("operator");
    const standing = await mandateStanding({ ctx, input: { policyId: insurer.policyId } });
    expect(standing).toMatchObject({ needed: false, inForce: null, debicheck: { status: "active" } });
    await endMandate({ ctx, input: { id: String(made.id) } });
    expect(await read(insurer, made)).toMatchObject({
      status: "cancelled",
      cancelled_at: expect.any(String),
    });
    expect(await collected(insurer)).toMatchObject(UNAGREED);
  });
});
