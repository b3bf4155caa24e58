import { describe, expect, it } from "vitest";
import { runPrepared, runUnprepared, statement } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
import { updatePolicyPayment } from "@/lib/policies/payments/update-policy-payment";
import { anInsurer, ask, contextOf, type Insurer, jobAt } from "@/lib/policies/testing";
import type { Refused } from "@/lib/verb/problem";
import { collectDuePayments } from "./collect-due";

const RETRYING = { retryFailedPayments: { enabled: true, daysBetweenRetries: 5, numberOfRetries: 2 } };
const FAILED_AT = "2026-03-02T08:00:00.000Z";
const DUE_AT = "2026-03-07T08:00:00.000Z";

async function failTimes(insurer: Insurer, times: number, more: Record<string, unknown> = {}) {
  for (let time = 0; time < times; time++) await insurer.pay("failed", more);
}

async function consequencesOf(paymentId: string | undefined) {
  const rows = await runPrepared<{ type: string; rule: string }>(
    statement(
      `SELECT type, data ->> 'rule' AS rule FROM outbox WHERE payment_id = $1 AND data ? 'rule' ORDER BY id`,
    ),
    [paymentId],
  );
  const lines = await runPrepared<{ action: string }>(
    statement("SELECT action FROM audit_entry WHERE object_id = $1 AND data ? 'rule' ORDER BY id"),
    [paymentId],
  );
  return { events: rows, lines: lines.map(({ action }) => action) };
}

describe("the count of failures in a row", () => {
  it("blocks the method at the fourth, with the reason, an event and a line in the timeline", async () => {
    const insurer = await anInsurer();
    await failTimes(insurer, 3);
    expect(await insurer.method()).toMatchObject({ banv_status: "verified", blocked_reason: null });
    const { body } = await insurer.pay("failed", { failure_action: "allow_retry" });
    expect(await insurer.method()).toMatchObject({
      status: "blocked",
      banv_status: "blocked",
      blocked_reason: "4 consecutive payment failures",
    });
    expect(await consequencesOf(body.payment_id)).toMatchObject({
      events: [
        { type: "payment_method.blocked", rule: "consecutive_failures" },
        { type: "payment.not_retried", rule: "consecutive_failures" },
      ],
      lines: ["payment_method.blocked", "payment.not_retried"],
    });
  });

  it("starts again after a success: three, a success and three more block nothing", async () => {
    const insurer = await anInsurer();
    await failTimes(insurer, 3);
    await insurer.pay("successful");
    await failTimes(insurer, 3);
    expect(await insurer.method()).toMatchObject({ banv_status: "verified" });
    await failTimes(insurer, 1);
    expect(await insurer.method()).toMatchObject({ banv_status: "blocked" });
  });

  it("leaves out the codes on the exception list, and counts the setting's number", async () => {
    const insurer = await anInsurer({
      billing: {
        consecutiveFailedPaymentsAllowed: 2,
        doNotBlockPaymentMethodFailureCodes: { enabled: true, codes: ["insufficient_funds"] },
      },
    });
    await failTimes(insurer, 5, { failure_code: "insufficient_funds" });
    expect(await insurer.method()).toMatchObject({ banv_status: "verified" });
    await failTimes(insurer, 2, { failure_code: "other" });
    expect(await insurer.method()).toMatchObject({ blocked_reason: "2 consecutive payment failures" });
  });

  it("counts the exceptions, too, where the list is switched off", async () => {
    const insurer = await anInsurer({
      billing: { doNotBlockPaymentMethodFailureCodes: { enabled: false, codes: ["x"] } },
    });
    await failTimes(insurer, 4, { failure_code: "x" });
    expect(await insurer.method()).toMatchObject({ banv_status: "blocked" });
  });

  it("starts again after unblocking", async () => {
    const insurer = await anInsurer();
    await failTimes(insurer, 4);
    const path = `/payment-methods/${insurer.methodId}/verification-status`;
    const { body } = await ask(insurer.key, "PATCH", path, { banv_status: "verified" });
    expect(body).toMatchObject({ banv_status: "verified", blocked_reason: null });
    await failTimes(insurer, 3);
    expect(await insurer.method()).toMatchObject({ banv_status: "verified" });
  });
});

describe("block_payment_method", () => {
  it("blocks with the failure's reason and makes no retry", async () => {
    const insurer = await anInsurer({ billing: RETRYING });
    await insurer.pay("failed", { failure_action: "block_payment_method", failure_reason: "Account closed" });
    expect(await insurer.method()).toMatchObject({
      banv_status: "blocked",
      blocked_reason: "Account closed",
    });
    expect(await insurer.payments()).toHaveLength(1);
  });
});

describe("a method that is blocked or not verified", () => {
  it("yields the failed record instead of a payment to collect, which neither counts nor is retried", async () => {
    const insurer = await anInsurer({ billing: RETRYING });
    const path = `/payment-methods/${insurer.methodId}/verification-status`;
    await ask(insurer.key, "PATCH", path, { banv_status: "processing" });
    for (let time = 0; time < 5; time++) {
      const { status, body } = await insurer.pay("pending");
      expect(status).toBe(200);
      expect(body).toMatchObject({
        status: "failed",
        failure_reason: "Payment method failed verification or is blocked",
      });
    }
    expect(await insurer.method()).toMatchObject({ banv_status: "processing" });
    expect(await insurer.payments()).toHaveLength(5);
    // What the caller reports is recorded as sent.
    expect((await insurer.pay("submitted")).body.status).toBe("submitted");
  });

  it.each(["claim_payout", "premium_refund", "reversal"] as const)(
    "stands in the way of no %s: nothing is collected",
    async (payment_type) => {
      const insurer = await anInsurer();
      const path = `/payment-methods/${insurer.methodId}/verification-status`;
      await ask(insurer.key, "PATCH", path, { banv_status: "blocked", blocked_reason: "Fraud" });
      const premium =
        payment_type === "reversal" ? { premium_type: "recurring" } : { premium_type: undefined };
      const amount = payment_type === "claim_payout" ? 500 : -500;
      expect((await insurer.pay("pending", { payment_type, amount, ...premium })).body).toMatchObject({
        status: "pending",
        failure_reason: null,
      });
    },
  );

  it("is found blocked when the day comes: the failed record and no charge", async () => {
    const insurer = await anInsurer();
    const { body } = await insurer.pay("pending");
    await failTimes(insurer, 4);
    await collectDuePayments({ ctx: jobAt(new Date("2030-01-01")) });
    expect((await ask(insurer.key, "GET", `/payments/${body.payment_id}`)).body).toMatchObject({
      status: "failed",
      failure_reason: "Payment method failed verification or is blocked",
    });
    expect(await runUnprepared("SELECT 1 FROM attempt WHERE payment_id = $1", [body.payment_id])).toEqual([]);
  });
});

describe("allow_retry", () => {
  it("makes one retry, pending, numbered, due the module's days after the failure was final", async () => {
    const insurer = await anInsurer({ billing: RETRYING });
    const { body: failed } = await insurer.pay("failed", { failure_action: "allow_retry" });
    const [retry, original] = await insurer.payments();
    expect(original).toMatchObject({ payment_id: failed.payment_id, retry_of: null, retry_number: 0 });
    expect(retry).toMatchObject({
      status: "pending",
      retry_of: failed.payment_id,
      retry_number: 1,
      amount: 18_000,
      description: "March premium",
      payment_date: DUE_AT,
      action_date: DUE_AT,
      billing_date: DUE_AT,
      finalized_at: null,
      failure_reason: null,
      created_by: { type: "system" },
    });
    expect(original?.finalized_at).toBe(FAILED_AT);
  });

  it.each(["block_retry", "block_payment_method"])("%s makes none", async (failure_action) => {
    const insurer = await anInsurer({ billing: RETRYING });
    await insurer.pay("failed", { failure_action });
    expect(await insurer.payments()).toHaveLength(1);
  });

  it("makes none where the product module does not retry", async () => {
    const insurer = await anInsurer();
    await insurer.pay("failed", { failure_action: "allow_retry" });
    expect(await insurer.payments()).toHaveLength(1);
  });

  it("stops when no attempts are left, and a retry always names the original", async () => {
    const insurer = await anInsurer({ billing: { ...RETRYING, consecutiveFailedPaymentsAllowed: 50 } });
    const { body: original } = await insurer.pay("failed", { failure_action: "allow_retry" });
    for (const number of [1, 2, 3]) {
      const [latest] = await insurer.payments();
      if (number === 3) expect(latest?.status).toBe("failed");
      else {
        expect(latest).toMatchObject({ retry_number: number, retry_of: original.payment_id });
        await insurer.update(latest?.payment_id, {
          status: "failed",
          failure_reason: "Insufficient funds",
          failure_action: "allow_retry",
        });
      }
    }
    expect(await insurer.payments()).toHaveLength(3);
  });

  it("makes one when the same failure is reported many times at once", async () => {
    const insurer = await anInsurer({ billing: RETRYING });
    const { body } = await insurer.pay("processing");
    const change = { status: "failed", failure_reason: "No money", failure_action: "allow_retry" };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => insurer.update(body.payment_id, change)),
    );
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    const payments = await insurer.payments();
    expect(payments.filter(({ retry_of }) => retry_of === body.payment_id)).toHaveLength(1);
    const [{ version } = { version: 0 }] = await runUnprepared<{ version: number }>(
      "SELECT version FROM payment WHERE id = $1",
      [body.payment_id],
    );
    expect(version).toBe(2);
  });
});

describe("the life of a payment", () => {
  const failure = { status: "failed", failure_reason: "Returned", failure_action: "block_retry" };

  it.each([
    ["pending", "submitted", 200],
    ["pending", "successful", 200],
    ["submitted", "processing", 200],
    ["submitted", "cancelled", 409],
    ["submitted", "pending", 409],
    ["processing", "submitted", 409],
    ["processing", "successful", 200],
    ["cancelled", "pending", 409],
    ["failed", "successful", 409],
    ["successful", "cancelled", 409],
  ] as const)("%s → %s answers %d", async (from, to, answer) => {
    const insurer = await anInsurer();
    const { body } = await insurer.pay(from);
    const { status, body: after } = await insurer.update(body.payment_id, { status: to });
    expect(status).toBe(answer);
    if (answer === 200) expect(after.status).toBe(to);
    else expect(after.error?.type).toBe("conflict_error");
    const { body: now } = await ask(insurer.key, "GET", `/payments/${body.payment_id}`);
    expect(now.status).toBe(answer === 200 ? to : from);
  });

  it("a debit order is returned within five days of its action date, and not after", async () => {
    const insurer = await anInsurer({ billing: RETRYING });
    const yesterday = new Date(Date.now() - DAY_MS).toISOString();
    const { body: fresh } = await insurer.pay("successful", { payment_date: yesterday });
    const { body: old } = await insurer.pay("successful", { payment_date: "2020-01-01" });
    expect((await insurer.update(fresh.payment_id, failure)).status).toBe(200);
    expect((await insurer.update(old.payment_id, failure)).status).toBe(409);
    const other = await insurer.pay("successful", { payment_date: yesterday, collection_type: "other" });
    expect((await insurer.update(other.body.payment_id, failure)).status).toBe(409);
  });

  it.each([
    ["2026-03-06T23:59:59.999Z", "failed"],
    ["2026-03-07T00:00:00.000Z", "illegal_transition"],
  ])("a return of a debit order of 1 March at %s: %s", async (time, expected) => {
    const { pay } = await anInsurer();
    const { body: paid } = await pay("successful", {
      billing_date: "2026-03-01",
      payment_date: "2026-02-01",
    });
    const id = String(paid.payment_id);
    const failure = { failure_reason: "Disputed", failure_action: "block_retry" };
    const body = { payment_id: id, status: "failed", ...failure };
    const told = await updatePolicyPayment({
      ctx: { ...contextOf("operator"), now: new Date(time) },
      input: { id, body },
    }).catch((err: Refused) => err.problem.code);
    expect(typeof told === "string" ? told : told.status).toBe(expected);
  });

  it("an update that changes nothing answers 200 and adds nothing; other failure fields are refused", async () => {
    const insurer = await anInsurer();
    const { body } = await insurer.pay("failed", { failure_code: "05" });
    const same = {
      status: "failed",
      failure_reason: "Insufficient funds",
      failure_action: "block_retry",
      failure_code: "05",
    };
    expect((await insurer.update(body.payment_id, same)).body.updated_at).toBe(body.updated_at);
    expect((await insurer.update(body.payment_id, { ...same, failure_code: "06" })).status).toBe(409);
  });
});
