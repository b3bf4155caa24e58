import { expect, it } from "vitest";
import { newId } from "@/lib/ids";
import { refundOutcome as gocardless } from "./gocardless/refunds";
import { refundOutcome as mollie, refundForm as mollieForm } from "./mollie/objects";

const at = "2026-11-30T10:00:00.000Z";
const atMollie = (status: string) =>
  mollie(
    mollieForm.parse({
      ...{ resource: "refund", id: "re_1", paymentId: "tr_1", status, createdAt: at },
      ...{ amount: { currency: "EUR", value: "1.00" }, metadata: { attempt_id: newId() } },
    }),
  );
const atGoCardless = (status: string) =>
  gocardless({ id: "RF1", status, amount: 100, currency: "GBP", created_at: at, links: {} });

it.each([
  ["Mollie", atMollie("canceled"), atMollie("failed")],
  ["GoCardless", atGoCardless("cancelled"), atGoCardless("failed")],
])(
  "a refund that was cancelled at %s is not said to have been sent back by a bank",
  (_at, cancelled, failed) => {
    expect(cancelled).toMatchObject({ state: "failed", declineCode: "refund_cancelled" });
    expect(failed).toMatchObject({ state: "failed", declineCode: "refund_failed" });
  },
);
