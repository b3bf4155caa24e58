import { describe, expect, it } from "vitest";
import { readAnyId } from "@/lib/ids";
import { anInsurer, ask, contextOf } from "@/lib/policies/testing";
import { findRetries } from "./find-retries";
import { attemptsLeft } from "./retry-verdict";

const RETRYING = { retryFailedPayments: { enabled: true, daysBetweenRetries: 5, numberOfRetries: 2 } };

describe("how many attempts are left, by the list", () => {
  const left = async (paymentId: string | undefined) => {
    const ctx = contextOf("operator");
    const { rows } = await findRetries({ ctx, input: { originalIds: [readAnyId(paymentId ?? "") ?? ""] } });
    return rows.map((row) => [row.nextAttemptAt !== null, row.retriesAllowed, attemptsLeft(row)]);
  };
  const toFail = { failure_action: "allow_retry" };

  it("is what the module still makes, and none where it does not retry, also beside a retry that waits", async () => {
    const retrying = await anInsurer({ billing: RETRYING });
    const { body: failed } = await retrying.pay("failed", toFail);
    expect(await left(failed.payment_id)).toEqual([[true, 2, 1]]);
    const not = { retryFailedPayments: { enabled: false, daysBetweenRetries: 5, numberOfRetries: 3 } };
    const insurer = await anInsurer({ billing: not });
    const { body } = await insurer.pay("failed", toFail);
    await insurer.pay("pending", { retry_of: body.payment_id, amount: undefined, description: undefined });
    expect(await left(body.payment_id)).toEqual([[true, 0, 0]]);
  });

  it("is none once the policy has ended, though the retry that waits is still made", async () => {
    const insurer = await anInsurer({ billing: RETRYING });
    const { body } = await insurer.pay("failed", toFail);
    await ask(insurer.key, "POST", `/policies/${insurer.policyId}/cancel`, { reason: "Moved" });
    expect(await left(body.payment_id)).toEqual([[true, 2, 0]]);
  });
});
