import { afterAll, describe, expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { runUnprepared } from "@/lib/db/sql";
import { newId, readAnyId } from "@/lib/ids";
import { findViolations } from "@/lib/invariants/find-violations";
import { churnReferral } from "@/lib/referrals/referrals/churn-referral";
import { getReferral } from "@/lib/referrals/referrals/get-referral";
import { referralReport } from "@/lib/referrals/report";
import { aReferral, historyOf } from "@/lib/referrals/testing";
import type { Ctx } from "@/lib/verb/context";
import { recordReferralPayment } from "./record-referral-payment";
import { rememberedReferrals } from "./referral-memory";
import { undoReferralPayment } from "./undo-referral-payment";

const at = (day: string) => new Date(`${day}T12:00:00Z`);
const on = (day: string) => contextOf("operator", at(day));
const MONTHLY = { subscription_id: "sub", interval: "month", interval_count: 1n } as const;

afterAll(async () => {
  expect(await findViolations()).toEqual([]);
});

type Programme = Awaited<ReturnType<typeof aReferral>>;

async function pay({ merchant, uid }: Programme, recorded: string, paid?: string): Promise<string> {
  const { id } = await recordReferralPayment({
    ctx: on(recorded),
    input: {
      ...{ merchantId: merchant.id, referral_uid: uid, amount: 4_900n, currency: "EUR", ...MONTHLY },
      ...{ idempotency_key: newId(), ...(paid && { paidAt: at(paid) }) },
    },
  });
  return id;
}

const churn = ({ merchant, uid }: Programme, day: string) =>
  churnReferral({ ctx: on(day), input: { merchantId: merchant.id, referral_uid: uid } });

const stateOf = async ({ referralId }: Programme) =>
  (await getReferral({ ctx: contextOf("viewer"), input: { id: referralId } })).referral.state;

/** The months in which something recurred, as they are told on a day. */
async function mrrOn({ merchant }: Programme, day: string): Promise<string[]> {
  const actor = { type: "apiKey", id: newId(), label: "Reader", merchantId: merchant.id } as const;
  const ctx: Ctx = { actor: { ...actor, scopes: ["payments:read"] }, requestId: newId(), now: at(day) };
  return (await referralReport({ ctx })).mrr.map(({ month, amountMinor }) => `${month} ${amountMinor}`);
}

/** A referral that paid on 5 November 2030 and had churned on the 20th. */
async function churned(): Promise<Programme> {
  const programme = await aReferral({ referral_expiry_days: 0 });
  await pay(programme, "2030-11-05");
  await churn(programme, "2030-11-20");
  return programme;
}

describe("a payment of a referral that has churned", () => {
  it.each([
    ["made before the churn and recorded after it", "2030-11-10", "churned", []],
    ["made at the moment of the churn", "2030-11-20", "paid", ["2030-11 4900"]],
    ["made after it, and recorded in another month", "2030-11-25", "paid", ["2030-11 4900"]],
  ])("that was %s on %s leaves it %s, whatever is remembered of it", async (_, paid, state, mrr) => {
    for (const forget of [false, true]) {
      const programme = await churned();
      if (forget) rememberedReferrals.clear();
      await pay(programme, "2030-12-02", paid);
      expect(await stateOf(programme)).toBe(state);
      expect(await mrrOn(programme, "2030-11-30")).toEqual(mrr);
      // What is remembered of it now is what it is.
      await pay(programme, "2030-12-02", "2030-11-11");
      expect(await stateOf(programme)).toBe(state);
    }
  });

  it("counts as paid where it was made before, and earns, though it brings nobody back", async () => {
    const programme = await churned();
    const id = await pay(programme, "2030-12-02", "2030-11-10");
    const rows = await runUnprepared(
      `SELECT p.status, c.state, (SELECT count(*)::int FROM outbox o WHERE o.object_id = $2 AND o.type = 'referral.paid') AS told
      FROM payment p JOIN commission c ON c.payment_id = p.id WHERE p.id = $1`,
      [id, readAnyId(programme.referralId)],
    );
    expect(rows).toEqual([{ status: "succeeded", state: "pending", told: 1 }]);
    expect(await historyOf(programme.referralId)).toEqual(["converted", "paid", "churned"]);
  });

  it("brings it back when it is undone and the right one is recorded, made at any time since the churn", async () => {
    const programme = await churned();
    const wrong = await pay(programme, "2030-11-26", "2030-11-25");
    await pay(programme, "2030-11-27", "2030-11-18");
    await undoReferralPayment({ ctx: on("2030-11-28"), input: { id: wrong, reason: "Another customer" } });
    expect(await stateOf(programme)).toBe("churned");
    expect(await mrrOn(programme, "2030-11-30")).toEqual([]);
    await pay(programme, "2030-11-29", "2030-11-22");
    expect(await stateOf(programme)).toBe("paid");
    expect(await mrrOn(programme, "2030-11-30")).toEqual(["2030-11 4900"]);
  });

  it("has its step dated by itself, never before the one it follows", async () => {
    const programme = await churned();
    await pay(programme, "2030-12-02", "2030-11-25");
    const steps = await runUnprepared<{ at: Date }>(
      "SELECT occurred_at AS at FROM state_change WHERE object_id = $1 ORDER BY id",
      [readAnyId(programme.referralId)],
    );
    const dates = steps.map((step) => step.at);
    expect(dates.slice(2)).toEqual([at("2030-11-20"), at("2030-11-25")]);
    expect(dates).toEqual(dates.toSorted((a, b) => a.getTime() - b.getTime()));
  });
});

describe("payments of earlier months that are recorded today", () => {
  it.each([[["2030-09-05", "2030-10-05", "2030-11-05"]], [["2030-11-05", "2030-10-05", "2030-09-05"]]])(
    "in the order %s recur in each of them",
    async (days) => {
      const programme = await aReferral({ referral_expiry_days: 0 });
      for (const day of days) await pay(programme, "2030-11-30", day);
      expect(await mrrOn(programme, "2030-11-30")).toEqual(["2030-09 4900", "2030-10 4900", "2030-11 4900"]);
    },
  );
});
