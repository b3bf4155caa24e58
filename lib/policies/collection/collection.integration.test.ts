import { describe, expect, it } from "vitest";
import { runUnprepared } from "@/lib/db/sql";
import { resolveAttempts } from "@/lib/jobs/resolve-attempts";
import { anInsurer, ask, type Insurer, jobAt } from "@/lib/policies/testing";
import { assumeSuccess, collectDuePayments } from "./collect-due";
import { collectPayment } from "./collect-payment";

const LATER = jobAt(new Date("2030-01-01"));
const RETRYING = { retryFailedPayments: { enabled: true, daysBetweenRetries: 5, numberOfRetries: 2 } };

async function attemptsOf(paymentId: string | undefined) {
  return runUnprepared<{ state: string; id: string }>(
    "SELECT id, state FROM attempt WHERE payment_id = $1 ORDER BY number",
    [paymentId],
  );
}

async function bookedFor(insurer: Insurer): Promise<number> {
  const rows = await runUnprepared(
    `SELECT 1 FROM sandbox_operation s JOIN attempt a ON a.id = s.idempotency_key
     JOIN policy_payment y ON y.payment_id = a.payment_id WHERE y.policy_id = $1 AND s.state = 'succeeded'`,
    [insurer.policyId],
  );
  return rows.length;
}

describe("collection", () => {
  it("collects what is due, once, however many processes run the job", async () => {
    const insurer = await anInsurer();
    const { body } = await insurer.pay("pending");
    await Promise.all(Array.from({ length: 6 }, () => collectDuePayments({ ctx: LATER })));
    expect((await ask(insurer.key, "GET", `/payments/${body.payment_id}`)).body).toMatchObject({
      status: "successful",
      finalized_by: { type: "system" },
    });
    expect(await attemptsOf(body.payment_id)).toMatchObject([{ state: "succeeded" }]);
    expect(await bookedFor(insurer)).toBe(1);
  });

  it("leaves alone what is not due yet, what pays out, and what others collect", async () => {
    const insurer = await anInsurer();
    await insurer.pay("pending", { payment_date: "2026-01-01", billing_date: "2031-01-01" });
    await insurer.pay("pending", { payment_type: "claim_payout", premium_type: undefined });
    await insurer.pay("pending", { collection_type: "other" });
    await collectDuePayments({ ctx: LATER });
    expect((await insurer.payments()).map(({ status }) => status)).toEqual(["pending", "pending", "pending"]);
  });

  it.each([
    ["0001", "insufficient_funds", "allow_retry", "verified", 2],
    ["0002", "account_closed", "block_payment_method", "blocked", 1],
    ["0005", "mandate_missing", "block_retry", "verified", 1],
  ])(
    "an account that ends in %s fails with %s, and %s follows",
    async (digits, code, action, standing, count) => {
      const insurer = await anInsurer({ billing: RETRYING, bank: { account_number: `6200999${digits}` } });
      const { body } = await insurer.pay("pending");
      await collectPayment({ ctx: LATER, paymentId: body.payment_id ?? "" });
      expect((await ask(insurer.key, "GET", `/payments/${body.payment_id}`)).body).toMatchObject({
        status: "failed",
        failure_code: code,
        failure_action: action,
      });
      expect(await insurer.method()).toMatchObject({ banv_status: standing });
      expect(await insurer.payments()).toHaveLength(count);
    },
  );

  it("retries on its day and recovers; the recovered premium can be retried by nobody", async () => {
    const insurer = await anInsurer({ billing: RETRYING });
    const { body: failed } = await insurer.pay("failed", { failure_action: "allow_retry" });
    await collectDuePayments({ ctx: jobAt(new Date("2026-03-07T07:59:59Z")) });
    expect((await insurer.payments())[0]?.status).toBe("pending");
    // Recorded just now, whatever its dates say: the job looks a minute later.
    await collectDuePayments({ ctx: LATER });
    const [retry] = await insurer.payments();
    expect(retry).toMatchObject({ status: "successful", retry_number: 1 });
    const again = { retry_of: failed.payment_id, amount: undefined, description: undefined };
    expect((await insurer.pay("pending", again)).body.error?.errors).toMatchObject([{ path: "retry_of" }]);
    expect(await bookedFor(insurer)).toBe(1);
  });

  it("finds out a lost answer by look-up: booked once, and nobody else may say what became of it", async () => {
    process.env.COUNTERFOIL_SANDBOX_FAULTS = "1";
    const insurer = await anInsurer();
    const { body } = await insurer.pay("pending", { amount: 4_004 });
    expect(await collectPayment({ ctx: LATER, paymentId: body.payment_id ?? "" })).toBe("unknown");
    expect((await insurer.update(body.payment_id, { status: "successful" })).status).toBe(409);
    await runUnprepared("UPDATE attempt SET asked_at = asked_at - interval '1 hour' WHERE payment_id = $1", [
      body.payment_id,
    ]);
    await Promise.all([resolveAttempts({ ctx: LATER }), resolveAttempts({ ctx: LATER })]);
    expect((await insurer.payments())[0]?.status).toBe("successful");
    expect(await bookedFor(insurer)).toBe(1);
    delete process.env.COUNTERFOIL_SANDBOX_FAULTS;
  });

  it("begins again what a killed process had begun, under the same id", async () => {
    process.env.COUNTERFOIL_SANDBOX_FAULTS = "1";
    const insurer = await anInsurer();
    const { body } = await insurer.pay("pending", { amount: 4_008 });
    expect(await collectPayment({ ctx: LATER, paymentId: body.payment_id ?? "" })).toBe("unknown");
    delete process.env.COUNTERFOIL_SANDBOX_FAULTS;
    await runUnprepared(
      "UPDATE attempt SET asked_at = asked_at - interval '5 minutes' WHERE payment_id = $1",
      [body.payment_id],
    );
    await resolveAttempts({ ctx: LATER });
    expect((await insurer.payments())[0]?.status).toBe("successful");
    expect(await attemptsOf(body.payment_id)).toHaveLength(1);
    expect(await bookedFor(insurer)).toBe(1);
  });

  it("takes a debit order for paid after the module's days", async () => {
    const assumeSuccess_ = { assumeSuccess: { enabled: true, daysAfterPaymentDate: 3 } };
    const insurer = await anInsurer({ billing: { paymentMethodTypes: { debitOrders: assumeSuccess_ } } });
    await insurer.pay("submitted");
    await assumeSuccess({ ctx: jobAt(new Date("2026-03-03T23:59:59Z")) });
    expect((await insurer.payments())[0]?.status).toBe("submitted");
    await assumeSuccess({ ctx: jobAt(new Date("2026-03-04T00:00:00Z")) });
    expect((await insurer.payments())[0]?.status).toBe("successful");
  });
});
