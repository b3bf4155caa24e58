import { describe, expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { AMOUNT, allTold, job, twoProviders } from "@/lib/checkout/hosted/testing";
import type { ProviderFact } from "@/lib/connectors/connector";
import { newId } from "@/lib/ids";
import { refundPayment } from "@/lib/kinds/refund-payment";
import { getPayment } from "@/lib/payments/get-payment";
import { applyFact } from "./apply-fact";
import { CannotApply } from "./cannot-apply";

const { ids, paid: paidOnPage } = twoProviders();
const TOLD = { amountMinor: 250n, currency: "USD" };

async function paid() {
  const { made, page } = await paidOnPage();
  const read = async () => (await getPayment({ ctx: contextOf("operator"), input: { id: made.id } })).payment;
  return { id: made.id, chargeReference: page.reference, page, read };
}

type DisputeFact = Extract<ProviderFact, { type: "dispute" }>;
type RefundFact = Extract<ProviderFact, { type: "refund" }>;

describe("told in another currency than the payment's", () => {
  it.each<[DisputeFact["state"], string, bigint]>([
    ["open", "dispute", AMOUNT],
    ["won", "dispute_won", 0n],
    ["lost", "dispute_lost", AMOUNT],
  ])("a dispute that is %s is of an unknown part, and says why", async (state, status, disputedMinor) => {
    const { id, chargeReference, read } = await paid();
    const fact: DisputeFact = {
      ...{ type: "dispute", state, chargeReference, providerReference: `dp_${newId()}`, ...TOLD },
      ...{ reason: "fraudulent", evidenceDueAt: null, raw: {} },
    };
    for (const _ of [1, 2]) await applyFact(job(), ids.first, fact);
    expect(await read()).toMatchObject({ status, disputedMinor, collectedMinor: AMOUNT });
    const { adjustments } = await getPayment({ ctx: contextOf("operator"), input: { id } });
    const steps = adjustments.filter((each) => each.status.startsWith("dispute"));
    expect(steps).toHaveLength(state === "open" ? 1 : 2);
    for (const { amountMinor, reason } of steps)
      expect([amountMinor, reason]).toEqual([null, expect.stringMatching(/tells of it in USD/)]);
  });

  const refundOf = (chargeReference: string, state: RefundFact["outcome"]["state"]): RefundFact => {
    const providerReference = `re_${newId()}`;
    const outcomes = {
      succeeded: { state: "succeeded", providerReference, raw: {} },
      failed: { state: "failed", providerReference, declineCode: "refund_failed", raw: {} },
      unknown: { state: "unknown", raw: {} },
    } as const;
    const outcome = outcomes[state];
    return { type: "refund", attemptId: null, chargeReference, providerReference, ...TOLD, outcome };
  };

  it("a refund that somebody made there is left to a person, and changes nothing", async () => {
    const { chargeReference, read } = await paid();
    const before = await read();
    const made = applyFact(job(), ids.first, refundOf(chargeReference, "succeeded"));
    await expect(made).rejects.toThrow(CannotApply);
    for (const state of ["failed", "unknown"] as const)
      await applyFact(job(), ids.first, refundOf(chargeReference, state));
    expect(await read()).toEqual(before);
  });

  it("a refund of ours that comes back is the amount that we asked for", async () => {
    const { id, chargeReference, read } = await paid();
    const input = { id, amountMinor: 400n, idempotencyKey: newId() };
    const { attemptId } = await refundPayment({ ctx: contextOf("operator"), input });
    await allTold();
    await applyFact(job(), ids.first, { ...refundOf(chargeReference, "failed"), attemptId });
    expect(await read()).toMatchObject({ refundedMinor: 0n, amountMinor: AMOUNT, status: "refund_reversed" });
  });
});
