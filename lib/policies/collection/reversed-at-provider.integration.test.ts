import { afterEach, describe, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { runAs } from "@/lib/db/testing/roles";
import { findViolations } from "@/lib/invariants/find-violations";
import { aDebitProvider, allTold, LATER } from "@/lib/policies/mandates/testing";
import { reversePolicyPayment } from "@/lib/policies/payments/reverse-policy-payment";
import { updatePolicyPayment } from "@/lib/policies/payments/update-policy-payment";
import { ask, contextOf } from "@/lib/policies/testing";
import { type Collected, collectedAt, moneyOf, NOTHING } from "./testing-refunds";

// A reversal gives a premium back once, whoever carries it out; one that failed gave nothing back.

const provider = aDebitProvider("debitsreversed");
const { bank } = provider;
const collected = () => collectedAt(provider);

afterEach(async () => {
  expect(await findViolations()).toEqual([]);
});

const reverse = ({ premium }: Collected) =>
  reversePolicyPayment({ ctx: { ...contextOf("operator"), now: LATER.now }, input: { id: premium } });

describe("a premium that a reversal says is given back", () => {
  it("is given back once, where the provider does so", async () => {
    const given = await collected();
    const { id } = await reverse(given);
    await given.refund(8_000n);
    await given.refund(10_000n, "succeeded", "rest");
    await given.refund(10_000n, "succeeded", "rest");
    expect(await moneyOf(given.premium)).toMatchObject({ ...NOTHING, status: "succeeded" });
    expect(await moneyOf(id)).toMatchObject({ status: "succeeded", refunded: 18_000 });
    const { rows } = await pool().query(
      "SELECT reason, amount_minor::int AS amount FROM adjustment WHERE payment_id = $1 AND sequence > 1 ORDER BY sequence",
      [id],
    );
    expect(rows).toEqual([
      { reason: "Given back at the provider.", amount: 8_000 },
      { reason: "Given back at the provider.", amount: 10_000 },
    ]);
    await expect(given.refund(1n)).rejects.toThrow("gave back more than the reversal");
    await expect(given.refund(10_000n, "failed", "rest")).rejects.toThrow("Give it back another way");
  });

  it("is given back again where its reversal failed, which gave nothing back", async () => {
    const given = await collected();
    const { id } = await reverse(given);
    await expect(reverse(given)).rejects.toMatchObject({ problem: { message: /reversed already/ } });
    const failure = { failure_reason: "Account closed", failure_action: "block_retry" };
    const failed = { payment_id: id, status: "failed", ...failure };
    await updatePolicyPayment({
      ctx: { ...contextOf("operator"), now: LATER.now },
      input: { id, body: failed },
    });
    expect(await moneyOf(id)).toMatchObject({ status: "failed", refunded: 0 });
    await given.refund(5_000n);
    expect(await moneyOf(given.premium)).toMatchObject({ status: "succeeded", refunded: 5_000 });
    const other = await collected();
    const first = await reverse(other);
    const input = { id: first.id, body: { ...failed, payment_id: first.id } };
    await updatePolicyPayment({ ctx: { ...contextOf("operator"), now: LATER.now }, input });
    const second = await reverse(other);
    expect(await moneyOf(second.id)).toMatchObject({ status: "succeeded", refunded: 18_000 });
    await expect(reverse(other)).rejects.toMatchObject({ problem: { message: /reversed already/ } });
  });

  it("is not reversed while a part of it is disputed, nor once one was lost", async () => {
    const given = await collected();
    await given.dispute(300n, "open", "part");
    const message = expect.stringContaining("in dispute, or was lost to one");
    await expect(reverse(given)).rejects.toMatchObject({ problem: { code: "conflict", message } });
    await given.dispute(300n, "lost", "part");
    await expect(reverse(given)).rejects.toMatchObject({ problem: { code: "conflict", message } });
  });

  it("is not reversed where the provider has given money of it back already", async () => {
    const given = await collected();
    await given.refund(1n);
    await expect(reverse(given)).rejects.toMatchObject({
      problem: {
        code: "conflict",
        message: expect.stringContaining("given back money of this premium already"),
      },
    });
  });
});

it("a policy is credited with what is kept of a premium that was paid besides", async () => {
  const given = await collected();
  const { key, policyId } = given.insurer;
  await runAs(
    "owner",
    `UPDATE policy_payment SET premium_type = 'ad_hoc' WHERE payment_id = '${given.premium}'`,
  );
  const balance = async () => (await ask(key, "GET", `/policies/${policyId}`)).body.balance;
  expect(await balance()).toBe(18_000);
  await given.dispute(5_000n, "open", "part");
  expect(await balance()).toBe(13_000);
  await given.dispute(5_000n, "won", "part");
  await given.refund(1_000n);
  expect(await balance()).toBe(17_000);
  bank.fail(given.debit, "debit_returned");
  await allTold();
  expect(await balance()).toBe(-1_000);
});

describe("the ledger of a policy", () => {
  const ledgerOf = async ({ insurer: { key, policyId } }: Collected) => {
    const { body } = await ask(key, "GET", `/policies/${policyId}/ledger?include=balance`);
    return (body as unknown as { amount: number; balance: number }[]).map(({ amount, balance }) => [
      amount,
      balance,
    ]);
  };

  it("has what the provider gave back, and what of the rest the bank took", async () => {
    const given = await collected();
    await given.refund(5_000n, "succeeded", "back");
    await given.refund(5_000n, "failed", "back");
    await given.dispute(300n, "open", "part");
    bank.fail(given.debit, "debit_returned");
    await allTold();
    expect(await ledgerOf(given)).toEqual([
      [-17_700, 0],
      [-300, 17_700],
      [5_000, 18_000],
      [-5_000, 13_000],
      [18_000, 18_000],
    ]);
  });

  it("has all of what went back, also where that is more than came in", async () => {
    const given = await collected();
    await given.refund(5_000n);
    bank.fail(given.debit, "debit_returned");
    await allTold();
    await given.refund(1_000n);
    expect(await ledgerOf(given)).toEqual([
      [-1_000, -6_000],
      [-18_000, -5_000],
      [-5_000, 13_000],
      [18_000, 18_000],
    ]);
  });

  it("has a reversal once, also where its provider carries it out", async () => {
    const given = await collected();
    await reverse(given);
    await given.refund(18_000n);
    expect(await ledgerOf(given)).toEqual([
      [-18_000, 0],
      [18_000, 18_000],
    ]);
  });
});
