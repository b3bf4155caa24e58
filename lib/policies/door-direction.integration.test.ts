import { expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { ask as askConnected } from "@/lib/connected/testing";
import { findViolations } from "@/lib/invariants/find-violations";
import { getPayment } from "@/lib/payments/get-payment";
import { netMinor } from "@/lib/payments/money-moved";
import { retryStatistics } from "./collection/retry-statistics";
import type { PolicyPaymentType, PremiumType } from "./enums";
import { anInsurer, ask, type Insurer, type WireBody } from "./testing";

/** Each type with each premium type of consequence: which way its money goes, and what of it the policy's balance is moved by. */
const TYPES: [PolicyPaymentType, PremiumType | undefined, "PAY-IN" | "PAYOUT" | "OTHER", -1 | 0 | 1][] = [
  ["premium", "ad_hoc", "PAY-IN", 1],
  ["premium", "recurring", "PAY-IN", 0],
  ["reversal", "ad_hoc", "PAYOUT", -1],
  ["reversal", "recurring", "PAYOUT", 0],
  ["premium_refund", undefined, "PAYOUT", -1],
  ["premium_refund", "premium_refund", "PAYOUT", -1],
  ["premium_refund", "recurring", "PAYOUT", 0],
  ["claim_payout", undefined, "PAYOUT", 0],
  ["other", undefined, "OTHER", 0],
];
const SIGNED: readonly string[] = ["reversal", "premium_refund"];
const CASES = TYPES.flatMap(([type, premium, core, balance]) =>
  (SIGNED.includes(type) ? [100, -100] : [100]).flatMap((amount) =>
    (["pending", "successful", "failed", "returned"] as const).map((status) => ({
      ...{ type, premium, core, balance, amount, status },
    })),
  ),
);

it.each(CASES)(
  "$type ($premium) of $amount, $status: ledger, balance, sums and the connected door agree on the way it goes",
  async ({ type, premium, core, balance, amount, status }) => {
    const insurer = await anInsurer();
    const soon = new Date().toISOString();
    const sent = { payment_type: type, premium_type: premium, amount, payment_date: soon };
    const { body: made } = await insurer.pay(status === "returned" ? "successful" : status, sent);
    expect(made).toMatchObject({ payment_type: type, amount });
    const returned = { status: "failed", failure_reason: "Returned", failure_action: "block_retry" };
    if (status === "returned") expect((await insurer.update(made.payment_id, returned)).status).toBe(200);
    const id = String(made.payment_id);
    const moved = status === "successful" ? (core === "PAYOUT" ? -100 : 100) : 0;
    const steps = status === "successful" ? 1 : status === "returned" ? 2 : 0;
    const entries = await ledgerOf(insurer);
    expect(entries).toHaveLength(steps);
    expect(entries.reduce((sum, entry) => sum + Number(entry.amount), 0)).toBe(moved);
    expect(entries[0]?.balance ?? 0).toBe(moved);
    // A billed premium that failed is owed until it is recovered.
    const owed =
      type === "premium" && premium === "recurring" && moved === 0 && status !== "pending" ? -100 : 0;
    expect((await ask(insurer.key, "GET", `/policies/${insurer.policyId}`)).body.balance).toBe(
      (moved === 0 ? 0 : 100 * balance) + owed,
    );
    const { payment } = await getPayment({ ctx: contextOf("operator"), input: { id } });
    expect(netMinor(payment)).toBe(core === "OTHER" ? 0n : BigInt(moved));
    const { body: listed } = await askConnected(insurer.key, "GET", "/v3/payments");
    expect(listed.cursor?.data).toMatchObject([{ reference: id, type: core, initialAmount: 100n }]);
  },
);

it.each([
  ["premium", "ad_hoc", 100, ["100"]],
  ["premium_refund", undefined, 100, []],
  ["premium_refund", undefined, -100, []],
  ["claim_payout", undefined, 100, []],
] as const)("a retry of a %s (%s) of %d recovers %s", async (type, premium, amount, expected) => {
  const insurer = await anInsurer();
  const sent = { payment_type: type, premium_type: premium, amount };
  const { body } = await insurer.pay("failed", sent);
  const retried = { ...sent, retry_of: body.payment_id, amount: undefined, description: undefined };
  const decided = { finalized_at: new Date(Date.now() - 60_000).toISOString() };
  expect((await insurer.pay("successful", { ...retried, ...decided })).body.amount).toBe(amount);
  const actor = {
    type: "apiKey",
    id: insurer.policyId,
    label: "Till",
    merchantId: insurer.merchantId,
  } as const;
  const ctx = { ...contextOf("operator"), actor: { ...actor, scopes: ["payments:read" as const] } };
  expect((await retryStatistics({ ctx })).recovered.map((each) => String(each.amountMinor))).toEqual(
    expected,
  );
});

it("leaves nothing that contradicts itself", async () => {
  expect(await findViolations()).toEqual([]);
});

async function ledgerOf({ key, policyId }: Insurer): Promise<WireBody[]> {
  const { body } = await ask(key, "GET", `/policies/${policyId}/ledger?include=balance`);
  return body as unknown as WireBody[];
}
