import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { countRoundTrips } from "@/lib/db/testing/round-trips";
import { findViolations } from "@/lib/invariants/find-violations";
import { aPayment, aReferral, ask, made } from "@/lib/referrals/testing";

let programme: Awaited<ReturnType<typeof aReferral>>;
const pay = (changes: object = {}) =>
  ask(programme.key, "POST", "/api/v1/payments", { ...aPayment(programme.uid), ...changes });

beforeAll(async () => {
  programme = await aReferral();
});

afterAll(async () => {
  expect(await findViolations()).toEqual([]);
});

async function commissions(): Promise<{ amount: string; count: number }[]> {
  const { rows } = await pool().query(
    `SELECT c.amount_minor::text AS amount, count(*)::int AS count FROM commission c JOIN referral r ON r.id = c.referral_id
    WHERE r.uid = $1 GROUP BY 1 ORDER BY 1`,
    [programme.uid],
  );
  return rows;
}

describe("a payment of a referral", () => {
  it("is one round trip once its referral is known, also of a subscription", async () => {
    for (const changes of [{}, { subscription_id: "sub_1", interval: "year", interval_count: 2 }]) {
      expect((await pay(changes)).status).toBe(202);
      expect(await countRoundTrips(() => pay(changes))).toBe(1);
    }
  });

  it("is for the interval its subscription has, also where this process wrote it", async () => {
    const subscription_id = "sub_interval";
    await made(pay({ subscription_id, interval: "year" }));
    const later = await made(pay({ subscription_id, amount: 12_000 }));
    const { rows } = await pool().query(
      "SELECT mrr_minor::text AS mrr, months::int FROM referral_payment WHERE payment_id = (SELECT id FROM payment WHERE reference = $1)",
      [later.id],
    );
    expect(rows).toEqual([{ mrr: "1000", months: 12 }]);
  });

  it.each([
    [
      "the subscription's interval",
      "UPDATE subscription SET interval = 'month', interval_count = 1 WHERE reference = 'sub_moved'",
    ],
    ["the referral's e-mail address", "UPDATE referral SET email = 'new@example.com' WHERE uid = $1"],
  ])("is judged by what is, when another process changed %s", async (_, change) => {
    const subscription_id = "sub_moved";
    await made(pay({ subscription_id, interval: "year" }));
    await pool().query(change, change.includes("$1") ? [programme.uid] : []);
    expect((await pay({ subscription_id })).status).toBe(202);
  });

  it("is refused once its referral is rejected or its partnership terminated elsewhere", async () => {
    const other = await aReferral();
    const payOther = () => ask(other.key, "POST", "/api/v1/payments", aPayment(other.uid));
    expect((await payOther()).status).toBe(202);
    const setState = (state: string) =>
      pool().query(
        "UPDATE partnership SET state = $2 WHERE id = (SELECT partnership_id FROM referral WHERE uid = $1)",
        [other.uid, state],
      );
    await setState("terminated");
    const refused = await payOther();
    await setState("accepted");
    expect(refused.status).toBe(400);
    expect(refused.text).toContain("terminated partnership");
  });

  it("is the first only once, however many come at the same moment", async () => {
    programme = await aReferral({
      commission: { type: "percent", basis_points: 1000, recurrence: "first_payment" },
    });
    const answers = await Promise.all(Array.from({ length: 12 }, () => pay({ amount: 5_000 })));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
    expect(await commissions()).toEqual([{ amount: "500", count: 1 }]);
  });

  it("takes a key once, however many send it at the same moment", async () => {
    const body = aPayment(programme.uid);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => ask(programme.key, "POST", "/api/v1/payments", body)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([202, ...Array(7).fill(400)]);
  });
});
