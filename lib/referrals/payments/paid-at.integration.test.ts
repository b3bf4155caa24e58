import { afterAll, describe, expect, it } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { runUnprepared } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
import { newId } from "@/lib/ids";
import { findViolations } from "@/lib/invariants/find-violations";
import { aReferral } from "@/lib/referrals/testing";
import { PAID_DAYS_AGO_MAX } from "./paid-at";
import { recordReferralPayment } from "./record-referral-payment";

const NOW = new Date();
const ago = (days: number) => new Date(NOW.getTime() - days * DAY_MS);

afterAll(async () => {
  expect(await findViolations()).toEqual([]);
});

type Programme = Awaited<ReturnType<typeof aReferral>>;

function pay({ merchant, uid }: Programme, paidAt: Date | undefined, more: object = {}) {
  return recordReferralPayment({
    ctx: contextOf("operator", NOW),
    input: {
      merchantId: merchant.id,
      referral_uid: uid,
      amount: 4_900n,
      currency: "EUR",
      idempotency_key: newId(),
      ...(paidAt && { paidAt }),
      ...more,
    },
  });
}

/** What is kept of a referral's payments, the first recorded first. */
function kept({ uid }: Programme) {
  return runUnprepared<{
    paidAt: Date;
    createdAt: Date;
    recordedAt: Date;
    approveAt: Date;
    firstPaidAt: Date;
  }>(
    `SELECT x.paid_at AS "paidAt", p.created_at AS "createdAt", a.recorded_at AS "recordedAt",
      c.approve_at AS "approveAt", r.first_paid_at AS "firstPaidAt"
    FROM referral r JOIN referral_payment x ON x.referral_id = r.id JOIN payment p ON p.id = x.payment_id
      JOIN adjustment a ON a.payment_id = p.id LEFT JOIN commission c ON c.payment_id = p.id
    WHERE r.uid = $1 ORDER BY p.id`,
    [uid],
  );
}

describe("a payment that is recorded later than it was made", () => {
  it("counts on the day it was made, and its commission is held from then on", async () => {
    const programme = await aReferral({ hold_days: 30 });
    await pay(programme, ago(40));
    expect(await kept(programme)).toEqual([
      { paidAt: ago(40), createdAt: ago(40), recordedAt: NOW, approveAt: ago(10), firstPaidAt: ago(40) },
    ]);
  });

  it("may be earlier than the first that was recorded, which it then is", async () => {
    const programme = await aReferral();
    await pay(programme, undefined);
    await pay(programme, ago(7));
    await pay(programme, ago(3));
    expect((await kept(programme)).map(({ paidAt, firstPaidAt }) => [paidAt, firstPaidAt])).toEqual([
      [NOW, ago(7)],
      [ago(7), ago(7)],
      [ago(3), ago(7)],
    ]);
  });

  it.each([
    ["still to come", new Date(NOW.getTime() + 1)],
    ["too long ago", ago(PAID_DAYS_AGO_MAX + 2)],
  ])("is refused and leaves nothing where its day is %s", async (_, paidAt) => {
    const programme = await aReferral();
    const problem = await problemIn(pay(programme, paidAt));
    expect(problem).toMatchObject({ code: "invalid", issues: [{ path: "paidOn" }] });
    expect(await kept(programme)).toEqual([]);
  });

  it("is refused to a viewer", async () => {
    const { merchant, uid } = await aReferral();
    const input = {
      ...{ merchantId: merchant.id, referral_uid: uid, amount: 4_900n, currency: "EUR" },
      ...{ idempotency_key: newId(), paidAt: ago(1) },
    };
    const problem = await problemIn(recordReferralPayment({ ctx: contextOf("viewer", NOW), input }));
    expect(problem).toMatchObject({ code: "forbidden" });
  });

  it("is recorded once under its key, also by twins at one moment that name another day", async () => {
    const programme = await aReferral();
    const idempotency_key = newId();
    const twins = await Promise.allSettled(
      [1, 2, 3, 4].map((days) => pay(programme, ago(days), { idempotency_key })),
    );
    expect(twins.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const problem = await problemIn(pay(programme, ago(5), { idempotency_key }));
    expect(problem).toMatchObject({ code: "invalid", issues: [{ message: "has already been taken" }] });
    expect(await kept(programme)).toHaveLength(1);
  });
});
