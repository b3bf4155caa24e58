import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { pool } from "@/lib/db/pool";
import { runAs } from "@/lib/db/testing/roles";
import { newId } from "@/lib/ids";
import { findViolations } from "@/lib/invariants/find-violations";
import { decideCommissions } from "./commissions/decide-commissions";
import { changePartnership } from "./partners/change-partnership";
import { makePayoutRun } from "./payouts/make-payout-run";
import { aWorld, type Step } from "./testing-world";

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant("pay" as const), who: fc.nat(1), amount: fc.bigInt(1n, 99_999n) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("refund" as const),
      which: fc.nat(9),
      tenths: fc.integer({ min: 1, max: 10 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("bounce" as const),
      which: fc.nat(9),
      tenths: fc.integer({ min: 1, max: 10 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("wait" as const), days: fc.integer({ min: 1, max: 9 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("decide" as const),
      which: fc.nat(9),
      to: fc.constantFrom("approved" as const, "rejected" as const),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ do: "payout" as const }) },
  { weight: 1, arbitrary: fc.constant({ do: "terminate" as const }) },
);

describe("a programme, whatever happens in it", () => {
  it("owes what its commissions add up to, never pays a rejected one, and nets a refund exactly once", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const world = await aWorld();
        for (const each of steps) await world.take(each);
        // Whatever is still held is approved, and one last run settles everything but a debt.
        await world.take({ do: "wait", days: 60 });
        await world.take({ do: "payout" });
        expect(await world.balance()).toBe(await world.modelBalance());
        expect(await world.paidRejected()).toBe(0);
        expect(await findViolations()).toEqual([]);
      }),
      { numRuns: 20 },
    );
  }, 300_000);

  it("nets a refund after payout once: the next run pays the difference, the one after nothing", async () => {
    const world = await aWorld();
    await world.take({ do: "pay", who: 0, amount: 10_000n });
    await world.take({ do: "wait", days: 60 });
    expect(await world.payOut()).toBe(1_000n);
    await world.take({ do: "refund", which: 0, tenths: 10 });
    await world.take({ do: "pay", who: 0, amount: 5_000n });
    await world.take({ do: "wait", days: 60 });
    expect(await world.payOut()).toBe(0n);
    await world.take({ do: "pay", who: 0, amount: 20_000n });
    await world.take({ do: "wait", days: 60 });
    expect(await world.payOut()).toBe(1_500n);
    expect(await world.payOut()).toBe(0n);
  });

  it("takes back what was paid out for a payment lost in a dispute, once, and holds what was not", async () => {
    const world = await aWorld();
    await world.take({ do: "pay", who: 0, amount: 10_000n });
    await world.take({ do: "wait", days: 60 });
    expect(await world.payOut()).toBe(1_000n);
    await world.take({ do: "lose", which: 0 });
    expect(await world.balance()).toBe(0n);
    await world.take({ do: "pay", who: 0, amount: 30_000n });
    await world.take({ do: "pay", who: 1, amount: 7_000n });
    await world.take({ do: "wait", days: 60 });
    await world.take({ do: "lose", which: 2 });
    // Three thousand were earned, a thousand is netted, and seven hundred wait for somebody.
    expect(await world.payOut()).toBe(2_000n);
    expect(await world.payOut()).toBe(0n);
    expect(await world.balance()).toBe(3_700n);
    expect(await findViolations()).toEqual([]);
  });

  it("gives back after payout what a refund took that comes back, and revives what the refund rejected", async () => {
    const world = await aWorld();
    await world.take({ do: "pay", who: 0, amount: 10_000n });
    await world.take({ do: "wait", days: 60 });
    expect(await world.payOut()).toBe(1_000n);
    await world.take({ do: "refund", which: 0, tenths: 10 });
    await world.take({ do: "bounce", which: 0, tenths: 10 });
    await world.take({ do: "pay", who: 1, amount: 5_000n });
    await world.take({ do: "refund", which: 1, tenths: 10 });
    expect(await world.balance()).toBe(1_000n);
    await world.take({ do: "bounce", which: 1, tenths: 10 });
    await world.take({ do: "wait", days: 60 });
    expect(await world.payOut()).toBe(500n);
    expect(await world.balance()).toBe(1_500n);
    expect(await findViolations()).toEqual([]);
  });

  it("carries over what is below the minimum, and pays it when it is reached", async () => {
    const world = await aWorld({ minimum_payout: 1_500 });
    await world.take({ do: "pay", who: 0, amount: 10_000n });
    await world.take({ do: "wait", days: 60 });
    expect(await world.payOut()).toBe(0n);
    await world.take({ do: "pay", who: 1, amount: 5_000n });
    await world.take({ do: "wait", days: 60 });
    expect(await world.payOut()).toBe(1_500n);
  });

  it("makes one run of 20 clicks at once, and pays once of 20 different previews", async () => {
    for (const sameKey of [true, false]) {
      const world = await aWorld();
      await world.take({ do: "pay", who: 0, amount: 10_000n });
      await world.take({ do: "wait", days: 60 });
      const { fingerprint, period } = await world.preview();
      const key = newId();
      const outcomes = await Promise.allSettled(
        Array.from({ length: 20 }, () =>
          makePayoutRun({
            ctx: world.ctx(),
            input: {
              merchantId: world.merchantId,
              period,
              fingerprint,
              idempotencyKey: sameKey ? key : newId(),
            },
          }),
        ),
      );
      const runs = outcomes.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
      expect(runs.filter(({ made }) => made)).toHaveLength(1);
      expect(runs).toHaveLength(sameKey ? 20 : 1);
      expect(new Set(runs.map(({ id }) => id)).size).toBe(1);
    }
  });

  it("pays nothing but what the preview showed", async () => {
    const world = await aWorld();
    await world.take({ do: "pay", who: 0, amount: 10_000n });
    await world.take({ do: "wait", days: 60 });
    const { fingerprint, period } = await world.preview();
    await world.take({ do: "refund", which: 0, tenths: 5 });
    const input = { merchantId: world.merchantId, period, fingerprint, idempotencyKey: newId() };
    expect(await problemIn(makePayoutRun({ ctx: world.ctx(), input }))).toMatchObject({ code: "conflict" });
  });

  it("keeps a paid commission as it is, even from a statement", async () => {
    const world = await aWorld();
    await world.take({ do: "pay", who: 0, amount: 10_000n });
    await world.take({ do: "wait", days: 60 });
    await world.payOut();
    const [id] = await world.commissions();
    const decisions = await decideCommissions({
      ctx: world.ctx(),
      input: { to: "rejected", ids: [id ?? ""], reason: "Too late" },
    });
    expect(decisions).toEqual([{ id, outcome: "skipped", reason: "It has been paid out and is locked." }]);
    await expect(pool().query("UPDATE commission SET amount_minor = 1 WHERE id = $1", [id])).rejects.toThrow(
      /locked/,
    );
    await expect(runAs("owner", "DELETE FROM state_change")).rejects.toThrow(/append-only/);
  });
});

describe("who may", () => {
  it("lets a viewer neither decide, nor pay out, nor change the programme", async () => {
    const world = await aWorld();
    const ctx = contextOf("viewer");
    const { fingerprint, period } = await world.preview();
    const input = { merchantId: world.merchantId, period, fingerprint, idempotencyKey: newId() };
    for (const refused of [
      decideCommissions({ ctx, input: { to: "approved", ids: [newId()] } }),
      makePayoutRun({ ctx, input }),
      changePartnership({ ctx, input: { id: world.partnershipId, state: "terminated" } }),
    ]) {
      expect(await problemIn(refused)).toMatchObject({ code: "forbidden" });
    }
  });

  it("decides a commission once of 20 at once", async () => {
    const world = await aWorld();
    await world.take({ do: "pay", who: 0, amount: 10_000n });
    const ids = await world.commissions();
    const decisions = await Promise.all(
      Array.from({ length: 20 }, () =>
        decideCommissions({ ctx: world.ctx(), input: { to: "approved", ids } }),
      ),
    );
    expect(decisions.flat().filter(({ outcome }) => outcome === "decided")).toHaveLength(1);
  });
});
