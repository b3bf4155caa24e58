import { expect, it } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { aMerchant } from "@/lib/checkout/testing";
import { newId } from "@/lib/ids";
import { parsePaymentSearch } from "@/lib/payments/listing/parse-search";
import { BUILT_IN_CONNECTORS, recordPayments } from "@/lib/payments/record-payments";
import { recordStatement } from "@/lib/payments/record-statement";
import { exportPayments } from "./export-payments";

const NOW = new Date("2026-06-15T12:00:00Z");
// More than one batch.
const PAYMENTS = 1_500;

it("an export breaks off, rather than end as if it were whole, once whoever asked may not have it any more", async () => {
  await somePayments();
  const asked: boolean[] = [];
  const ctx = contextOf("operator", NOW);
  const { search } = parsePaymentSearch(new URLSearchParams());
  const stillMay = async () => {
    const first = asked.length === 0;
    asked.push(first);
    return first;
  };
  const chunks = await exportPayments({ ctx, input: { search, timeZone: "UTC", stillMay } });
  let text = "";
  const problem = await problemIn(
    (async () => {
      for await (const chunk of chunks) text += chunk;
    })(),
  );
  expect(problem).toMatchObject({ code: "unauthenticated" });
  expect(asked).toEqual([true, false]);
  const lines = text.trim().split("\n").length - 1;
  expect([lines > 0, lines < PAYMENTS]).toEqual([true, true]);
});

async function somePayments(): Promise<void> {
  const { id: merchantId } = await aMerchant();
  const drafts = Array.from({ length: PAYMENTS }, () => {
    const id = newId();
    return {
      ...({
        id,
        kind: "connected",
        merchantId,
        connectorId: BUILT_IN_CONNECTORS.referral,
        reference: id,
      } as const),
      ...({ type: "PAY-IN", category: "pay_in", scheme: "unknown", currency: "GBP", precision: 2 } as const),
      ...({ amountMinor: 100n, status: "succeeded", occurredAt: NOW, failureCode: null } as const),
      ...{ customerId: null, merchantReference: null, description: null, idempotencyKey: null, metadata: {} },
      ...{ search: [], reason: null, raw: {}, detail: {} },
    };
  });
  await recordPayments(contextOf("operator", NOW), recordStatement(), drafts);
}
