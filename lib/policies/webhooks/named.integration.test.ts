import { expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { updatePaymentMetadata } from "@/lib/connected/payments/update-payment-metadata";
import { runUnprepared } from "@/lib/db/sql";
import { anInsurer, ask } from "@/lib/policies/testing";

const RETRYING = { retryFailedPayments: { enabled: true, daysBetweenRetries: 5, numberOfRetries: 1 } };
const FAILED = { status: "failed", failure_reason: "No funds", failure_action: "allow_retry" };

interface Told {
  type: string;
  paymentId: string;
  data: { type?: string; direction?: string; reference?: string; retryId?: string; retryReference?: string };
}

it("every event of a policy payment says what it is, which way it goes, and the id this door knows it by", async () => {
  const insurer = await anInsurer({ billing: RETRYING });
  const { body: first } = await insurer.pay("pending");
  await insurer.update(first.payment_id, FAILED);
  const [retry] = (await insurer.payments()).filter(({ retry_of }) => retry_of === first.payment_id);
  const at = `/scheduled-payments/${retry?.payment_id}/reschedule`;
  await ask(insurer.key, "POST", at, { scheduled_for: "2099-06-01", version: 1 });
  const input = { id: String(first.payment_id), metadata: { a: "b" } };
  await updatePaymentMetadata({ ctx: contextOf("operator"), input });
  await insurer.update(retry?.payment_id, FAILED);
  await insurer.pay("failed", { failure_action: "block_payment_method" });
  const events = await runUnprepared<Told>(
    `SELECT type, payment_id AS "paymentId", data FROM outbox WHERE merchant_id = $1 AND payment_id IS NOT NULL ORDER BY id`,
    [insurer.merchantId],
  );
  expect(new Set(events.map(({ type }) => type))).toEqual(
    new Set([
      ...["payment.created", "payment.failed", "payment.retry_scheduled", "payment.rescheduled"],
      ...["payment.metadata_updated", "payment.retries_exhausted", "payment.not_retried"],
      "payment_method.blocked",
    ]),
  );
  for (const { type, paymentId, data } of events)
    expect([type, data]).toEqual([
      type,
      expect.objectContaining(
        type === "payment_method.blocked"
          ? { paymentReference: paymentId }
          : { type: "premium", direction: "in", reference: paymentId },
      ),
    ]);
  const scheduled = events.find(({ type }) => type === "payment.retry_scheduled")?.data;
  expect([scheduled?.reference, scheduled?.retryReference]).toEqual([first.payment_id, retry?.payment_id]);
});
