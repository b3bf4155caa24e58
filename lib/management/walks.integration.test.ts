import { describe, expect, it } from "vitest";
import { contextOf } from "@/lib/auth/testing/contexts";
import { runUnprepared } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { RETRIES_PER_PAGE } from "@/lib/policies/collection/find-retries";
import { anInsurer } from "@/lib/policies/testing";
import { recordReferralPayment } from "@/lib/referrals/payments/record-referral-payment";
import { getPayoutRun } from "@/lib/referrals/payouts/get-payout-run";
import { markPayoutLines } from "@/lib/referrals/payouts/mark-payout-lines";
import { aConversion, aProgramme } from "@/lib/referrals/testing";
import { aWorld } from "@/lib/referrals/testing-world";
import { aCaller, type Caller } from "./testing";

const CURSOR_RULE = "must be the nextCursor of an answer";

/** Lists that lose rows, or gain some, while they are walked. */
describe.each([
  { list: "commissions", world: pendingCommissions },
  { list: "retries", world: waitingRetries },
  { list: "payouts", world: unmarkedPayouts },
])("a walk through $list", ({ world }) => {
  it("that decides what it reads sees every row once", async () => {
    const { mine, path, count, decide } = await world();
    const seen = await walk(mine, path, decide);
    expect([seen.length, new Set(seen).size]).toEqual([count, count]);
    expect((await mine("GET", path)).body).toEqual({ object: "list", data: [] });
  }, 60_000);

  it("sees every row that was there once while others arrive, and no cursor but its own", async () => {
    const { mine, path, count, arrive } = await world();
    const there = await walk(mine, path, async () => {});
    const seen = await walk(mine, path, arrive);
    expect([there.length, seen]).toEqual([count, there]);
    for (const cursor of ["2", "50", "0", "", "2026-01-05T00:00:00.000Z_", "x"]) {
      const { status, body } = await mine("GET", `${path}&cursor=${cursor}`);
      expect([cursor, status]).toEqual([cursor, 400]);
      expect(body.errors).toEqual([expect.objectContaining({ field: "cursor", message: CURSOR_RULE })]);
    }
  }, 60_000);
});

type Row = Record<string, string>;

/** What was read, by name, with something done after each page. */
async function walk(call: Caller, path: string, between: (page: readonly string[]) => Promise<unknown>) {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const at = cursor ? `&cursor=${encodeURIComponent(cursor)}` : "";
    const { body } = await call("GET", `${path}${at}`);
    const page = body.data.map(({ id, paymentId }: Row) => id ?? paymentId);
    seen.push(...page);
    await between(page);
    cursor = body.nextCursor;
  } while (cursor);
  return seen;
}

async function pendingCommissions() {
  const count = 9;
  const programme = await aProgramme();
  const { uid } = await aConversion(programme);
  const paid = { merchantId: programme.merchant.id, referral_uid: uid, amount: 4_900n, currency: "EUR" };
  const arrive = () =>
    recordReferralPayment({ ctx: contextOf("operator"), input: { ...paid, idempotency_key: newId() } });
  for (let made = 0; made < count; made++) await arrive();
  const mine = await aCaller(programme.merchant.id);
  const decide = (ids: readonly string[]) => mine("POST", "/commissions/approve", { ids });
  return { mine, path: "/commissions?state=pending&limit=3", count, decide, arrive };
}

async function waitingRetries() {
  const count = RETRIES_PER_PAGE + 5;
  const retryFailedPayments = { enabled: true, daysBetweenRetries: 5, numberOfRetries: 2 };
  const billing = { retryFailedPayments, consecutiveFailedPaymentsAllowed: 1_000 };
  const insurer = await anInsurer({ billing });
  const arrive = () => insurer.pay("failed", { failure_action: "allow_retry" });
  for (let made = 0; made < count; made++) await arrive();
  const mine = await aCaller(insurer.merchantId);
  const decide = async (ids: readonly string[]) => {
    for (const id of ids) await mine("POST", `/retries/${id}/stop`);
  };
  return { mine, path: "/retries?state=waiting", count, decide, arrive };
}

async function unmarkedPayouts() {
  const count = 9;
  const world = await aWorld();
  let hours = 0;
  const arrive = async () => {
    await world.take({ do: "pay", who: 0, amount: 10_000n });
    await world.take({ do: "wait", days: 60 });
    await world.payOut();
    // As if it had been made so long ago that the bank has answered.
    await runUnprepared(
      `UPDATE payout_run SET created_at = now() - interval '9 days' + interval '1 hour' * $2
       WHERE merchant_id = $1 AND created_at > now()`,
      [world.merchantId, ++hours],
    );
  };
  for (let made = 0; made < count; made++) await arrive();
  const mine = await aCaller(world.merchantId);
  const decide = async (ids: readonly string[]) => {
    for (const runId of ids) {
      const { lines } = await getPayoutRun({ ctx: world.ctx(), input: { id: runId } });
      await markPayoutLines({
        ctx: world.ctx(),
        input: { mark: "paid", runId, lineIds: lines.map(({ id }) => id) },
      });
    }
  };
  return { mine, path: "/payouts?unmarked=true&limit=3", count, decide, arrive };
}
