import { afterEach, describe, expect, it } from "vitest";
import { findViolations } from "@/lib/invariants/find-violations";
import { aWorld, type Step } from "@/lib/referrals/testing-world";

// A commission whose payout failed is due again, beside what was clawed back or given back while it was paid out: the two are
// paid, held and lost together.

afterEach(async () => {
  expect(await findViolations()).toEqual([]);
});

const PAY: Step = { do: "pay", who: 0, amount: 100_000n };
const REFUND_HALF: Step = { do: "refund", which: 0, tenths: 5 };
const REFUND_REST: Step = { do: "refund", which: 0, tenths: 10 };
const COMES_BACK: Step = { do: "bounce", which: 0, tenths: 10 };
const WAIT: Step = { do: "wait", days: 60 };
const PAYOUT: Step = { do: "payout" };
const FAILS: Step = { do: "mark", which: 0, as: "failed" };
const LOSE: Step = { do: "lose", which: 0 };
const DISPUTE: Step = { do: "dispute", which: 0 };
const REJECT: Step = { do: "decide", which: 0, to: "rejected" };

async function after(...steps: Step[]) {
  const world = await aWorld();
  for (const step of steps) await world.take(step);
  return world;
}

async function dueAfter(...steps: Step[]): Promise<bigint> {
  return (await after(...steps)).payOut();
}

describe("a commission of which some was given back, and whose payout then failed", () => {
  const GIVEN_BACK = [PAY, REFUND_HALF, WAIT, PAYOUT, COMES_BACK, FAILS];

  it("is due with what was given back", async () => {
    expect(await dueAfter(...GIVEN_BACK)).toBe(10_000n);
  });

  it("is due no more, with what was given back, once its payment is refunded", async () => {
    expect(await dueAfter(...GIVEN_BACK, REFUND_REST)).toBe(0n);
  });

  it("is due no more, with what was given back, once its payment is lost in a dispute", async () => {
    expect(await dueAfter(...GIVEN_BACK, LOSE)).toBe(0n);
  });

  it("is held with what was given back while its payment is in dispute", async () => {
    const world = await after(...GIVEN_BACK, DISPUTE);
    expect((await world.preview()).lines).toEqual([]);
  });

  it("is not rejected by hand, which would leave what was given back", async () => {
    expect(await dueAfter(...GIVEN_BACK, REJECT)).toBe(10_000n);
  });
});

describe("a commission that was clawed back, and whose payout then failed", () => {
  const BESIDE: Step = { do: "pay", who: 0, amount: 50_000n };

  it("takes nothing of another commission, where its payment was lost in a dispute", async () => {
    expect(await dueAfter(PAY, BESIDE, WAIT, PAYOUT, LOSE, FAILS)).toBe(5_000n);
  });

  it("is due with what is left of it, where part of its payment was lost in a dispute", async () => {
    expect(await dueAfter(PAY, BESIDE, WAIT, PAYOUT, { do: "lose", which: 0, tenths: 4 }, FAILS)).toBe(
      11_000n,
    );
  });

  it("takes nothing of another commission while its payment is in dispute", async () => {
    expect(await dueAfter(PAY, BESIDE, WAIT, PAYOUT, REFUND_HALF, DISPUTE, FAILS)).toBe(5_000n);
  });

  it("is netted all the same where it stays paid out", async () => {
    expect(await dueAfter(PAY, WAIT, PAYOUT, LOSE, BESIDE, WAIT)).toBe(0n);
    expect(
      await dueAfter(PAY, WAIT, PAYOUT, REFUND_HALF, DISPUTE, { ...BESIDE, amount: 100_000n }, WAIT),
    ).toBe(5_000n);
  });
});

it("a commission that somebody rejected stays so, in whatever words they said why", async () => {
  const world = await after(PAY, WAIT, { ...REJECT, reason: "The payment was refunded." }, REFUND_HALF);
  expect(await world.payOut()).toBe(0n);
  const refunded = await after(PAY, WAIT, REFUND_REST, COMES_BACK);
  expect(await refunded.payOut()).toBe(10_000n);
});
