import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { pool } from "@/lib/db/pool";
import { newId } from "@/lib/ids";
import { findViolations } from "@/lib/invariants/find-violations";
import { getPartner } from "@/lib/referrals/partners/get-partner";
import { aWorld, type Step } from "@/lib/referrals/testing-world";
import type { Ctx } from "@/lib/verb/context";
import { getPayoutRun } from "./get-payout-run";
import { makePayoutRun } from "./make-payout-run";
import { markPayoutLines } from "./mark-payout-lines";

const REASON = "The account is closed";

/** A run that pays 10.00 and 5.00 US dollars to two partners, and nothing marked yet. */
async function aRun() {
  const world = await aWorld();
  await world.take({ do: "pay", who: 0, amount: 10_000n });
  await world.take({ do: "pay", who: 2, amount: 5_000n });
  await world.take({ do: "wait", days: 60 });
  const runId = await runOf(world);
  const { lines } = await getPayoutRun({ ctx: world.ctx(), input: { id: runId } });
  return { world, runId, lines, ids: lines.map(({ id }) => id) };
}

async function runOf({ ctx, preview, merchantId }: Awaited<ReturnType<typeof aWorld>>): Promise<string> {
  const { period, fingerprint } = await preview();
  const input = { merchantId, period, fingerprint, idempotencyKey: fingerprint };
  const { made, id } = await makePayoutRun({ ctx: ctx(), input });
  expect(made).toBe(true);
  return id;
}

const paid = (ctx: Ctx, runId: string, lineIds: string[]) =>
  markPayoutLines({ ctx, input: { mark: "paid", runId, lineIds } });
const failed = (ctx: Ctx, runId: string, lineIds: string[]) =>
  markPayoutLines({ ctx, input: { mark: "failed", runId, lineIds, reason: REASON } });

async function rowsOf<Row extends object>(text: string, id: string): Promise<Row[]> {
  return (await pool().query<Row>(text, [id])).rows;
}

describe("a payment of a run", () => {
  it("is marked as paid, alone or with all the others, and the run says how much of it is", async () => {
    const { world, runId, ids } = await aRun();
    const ctx = world.ctx();
    expect(await paid(ctx, runId, ids.slice(0, 1))).toEqual({ marked: 1 });
    const half = await getPayoutRun({ ctx, input: { id: runId } });
    const [first] = half.lines;
    expect(half.totals).toEqual([
      {
        currency: "USD",
        amountMinor: 1_500n,
        paidMinor: first?.amountMinor,
        failedMinor: 0n,
        openMinor: 1_500n - (first?.amountMinor ?? 0n),
      },
    ]);
    expect(half.lines).toMatchObject([{ mark: "paid", markedBy: "Test operator" }, { mark: null }]);
    const unmarked = async (partnerId = "") =>
      (await getPartner({ ctx, input: { id: partnerId } })).balances.map((each) => each.unmarkedMinor);
    expect(await unmarked(first?.partnerId)).toEqual([0n]);
    expect(await unmarked(half.lines[1]?.partnerId)).toEqual([half.lines[1]?.amountMinor]);
    await failed(ctx, runId, ids.slice(1));
    expect(await unmarked(half.lines[1]?.partnerId)).toEqual([0n]);
    const { totals } = await getPayoutRun({ ctx, input: { id: runId } });
    expect(totals).toMatchObject([{ openMinor: 0n, failedMinor: 1_500n - (first?.amountMinor ?? 0n) }]);
  });

  it("gives its commissions back when it fails, to be paid by another run, and tells everybody", async () => {
    const { world, runId, lines, ids } = await aRun();
    await failed(world.ctx(), runId, ids);
    const again = await world.preview();
    expect(again.lines.map(({ amountMinor }) => amountMinor).sort()).toEqual([1_000n, 500n].sort());
    const second = await runOf(world);
    expect(second).not.toBe(runId);
    await paid(
      world.ctx(),
      second,
      (await getPayoutRun({ ctx: world.ctx(), input: { id: second } })).lines.map(({ id }) => id),
    );
    expect((await world.preview()).lines).toEqual([]);
    const [line] = lines;
    expect(
      await rowsOf(
        "SELECT type, data->>'reason' AS reason, data->>'amountMinor' AS amount FROM outbox WHERE object_id = $1",
        line?.id ?? "",
      ),
    ).toEqual([{ type: "payout_line.failed", reason: REASON, amount: String(line?.amountMinor) }]);
    expect(
      await rowsOf(
        "SELECT action, data->'lines' AS lines, data->>'reason' AS reason FROM audit_entry WHERE object_id = $1 AND action LIKE '%marked%'",
        runId,
      ),
    ).toEqual([{ action: "payout_run.lines_marked_failed", lines: 2, reason: REASON }]);
    expect(await findViolations()).toEqual([]);
  });

  it("is marked once: the same again and the opposite are refused with a sentence, and change nothing", async () => {
    const { world, runId, lines, ids } = await aRun();
    const [first, other] = lines;
    await paid(world.ctx(), runId, ids.slice(0, 1));
    const message = `The payment to ${first?.partnerName} has been marked as paid already.`;
    expect(await problemIn(paid(world.ctx(), runId, ids))).toMatchObject({ code: "conflict", message });
    const opposite = failed(world.ctx(), runId, ids.slice(0, 1));
    expect(await problemIn(opposite)).toMatchObject({ code: "conflict", message });
    const after = await getPayoutRun({ ctx: world.ctx(), input: { id: runId } });
    expect(after.lines.find(({ id }) => id === other?.id)?.mark).toBeNull();
  });

  it("has one winner of 20 who mark it at once, in either sense", async () => {
    const { world, runId, ids } = await aRun();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => (index % 2 ? paid : failed)(world.ctx(), runId, ids)),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const each of outcomes)
      if (each.status === "rejected") expect(each.reason).toMatchObject({ problem: { code: "conflict" } });
    expect(await findViolations()).toEqual([]);
  });

  it("is not found in another run or nowhere, and nothing is marked with it", async () => {
    const [one, other] = [await aRun(), await aRun()];
    for (const [runId, lineIds] of [
      [one.runId, [...one.ids, ...other.ids]],
      [newId(), one.ids],
      ["nothing", one.ids],
    ] as const)
      expect(await problemIn(paid(one.world.ctx(), runId, [...lineIds]))).toMatchObject({
        code: "not_found",
      });
    const { lines } = await getPayoutRun({ ctx: one.world.ctx(), input: { id: one.runId } });
    expect(lines.map(({ mark }) => mark)).toEqual([null, null]);
  });

  it("is not marked where it was carried over", async () => {
    const world = await aWorld({ minimum_payout: 800 });
    await world.take({ do: "pay", who: 0, amount: 10_000n });
    await world.take({ do: "pay", who: 2, amount: 5_000n });
    await world.take({ do: "wait", days: 60 });
    const runId = await runOf(world);
    const { lines } = await getPayoutRun({ ctx: world.ctx(), input: { id: runId } });
    const carried = lines.filter(({ outcome }) => outcome !== "paid").map(({ id }) => id);
    expect(carried).toHaveLength(1);
    expect(await problemIn(failed(world.ctx(), runId, carried))).toMatchObject({
      code: "conflict",
      message: "Nothing was paid to Second Partner: it was carried over.",
    });
  });

  it("is marked neither by a viewer nor by a program's key", async () => {
    const { runId, ids } = await aRun();
    const key: Ctx = {
      ...contextOf("viewer"),
      actor: { type: "apiKey", id: newId(), label: "Key", scopes: ["payments:write"], merchantId: null },
    };
    for (const ctx of [contextOf("viewer"), key])
      expect(await problemIn(paid(ctx, runId, ids))).toMatchObject({ code: "forbidden" });
  });

  it("keeps its commissions locked but for that one way back, and its mark for good", async () => {
    const { runId, ids, world } = await aRun();
    const back =
      "UPDATE commission SET state = 'approved', payout_line_id = NULL WHERE payout_line_id = ANY ($1)";
    await expect(pool().query(back, [ids])).rejects.toThrow(/locked/);
    await paid(world.ctx(), runId, ids);
    await expect(pool().query(back, [ids])).rejects.toThrow(/locked/);
    await expect(
      pool().query("UPDATE payout_mark SET mark = 'failed', reason = 'x' WHERE payout_line_id = ANY ($1)", [
        ids,
      ]),
    ).rejects.toThrow();
  });

  it("that failed and was clawed back in between is owed what is left of its payment, and not less", async () => {
    const world = await aWorld();
    await world.take({ do: "pay", who: 0, amount: 10_000n });
    await world.take({ do: "wait", days: 60 });
    const runId = await runOf(world);
    await world.take({ do: "refund", which: 0, tenths: 5 });
    await world.take({ do: "mark", which: 0, as: "failed" });
    expect((await world.preview()).lines).toMatchObject([{ outcome: "paid", amountMinor: 500n }]);
    await world.take({ do: "refund", which: 0, tenths: 10 });
    expect((await world.preview()).lines).toMatchObject([{ outcome: "below_minimum", amountMinor: 0n }]);
    expect(await getPayoutRun({ ctx: world.ctx(), input: { id: runId } })).toMatchObject({
      totals: [{ failedMinor: 1_000n, openMinor: 0n }],
    });
    expect(await findViolations()).toEqual([]);
  });
});

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("pay" as const),
      who: fc.nat(2),
      amount: fc.bigInt(1n, 99_999n),
      currency: fc.constantFrom("USD" as const, "EUR" as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("refund" as const),
      which: fc.nat(9),
      tenths: fc.integer({ min: 1, max: 10 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("wait" as const), days: fc.constantFrom(3, 9) }) },
  { weight: 4, arbitrary: fc.constant({ do: "payout" as const }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("mark" as const),
      which: fc.nat(9),
      as: fc.constantFrom("paid" as const, "failed" as const),
    }),
  },
);

describe("payouts, whatever becomes of them", () => {
  it("add up: paid, open and due again are what was approved, by partner and currency, and nothing is paid twice", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 25 }), async (steps) => {
        const world = await aWorld();
        for (const each of steps) await world.take(each);
        const { rows } = await pool().query<Record<"approved" | "paid" | "open" | "due", string>>(BOOKS, [
          world.merchantId,
        ]);
        for (const { approved, paid, open, due } of rows)
          expect(BigInt(paid) + BigInt(open) + BigInt(due)).toBe(BigInt(approved));
        const { rows: twice } = await pool().query(PAID_TWICE, [world.merchantId]);
        expect(twice).toEqual([]);
        expect(await world.balance()).toBe(await world.modelBalance());
        expect(await findViolations()).toEqual([]);
      }),
      { numRuns: 15 },
    );
  }, 300_000);
});

// What was ever approved is told by the history of commissions alone; what was paid and is open by the lines of runs.
const BOOKS = `
  WITH approved AS (
    SELECT partner_id, currency, sum(amount_minor) AS sum FROM commission c
    WHERE merchant_id = $1 AND state <> 'rejected' AND EXISTS (SELECT 1 FROM state_change s
      WHERE s.object_type = 'commission' AND s.object_id = c.id AND s.to_state = 'approved')
    GROUP BY partner_id, currency)
  SELECT a.sum::text AS approved,
    (SELECT coalesce(sum(l.amount_minor), 0)::text FROM payout_line l JOIN payout_mark k ON k.payout_line_id = l.id
      WHERE l.partner_id = a.partner_id AND l.currency = a.currency AND k.mark = 'paid') AS paid,
    (SELECT coalesce(sum(l.amount_minor), 0)::text FROM payout_line l
      WHERE l.partner_id = a.partner_id AND l.currency = a.currency AND l.outcome = 'paid'
        AND NOT EXISTS (SELECT 1 FROM payout_mark k WHERE k.payout_line_id = l.id)) AS open,
    (SELECT coalesce(sum(c.amount_minor), 0)::text FROM commission c
      WHERE c.partner_id = a.partner_id AND c.currency = a.currency AND c.state = 'approved') AS due
  FROM approved a`;

// However often it was in a run, all but one of these payments failed.
const PAID_TWICE = `
  SELECT c.id FROM commission c WHERE c.merchant_id = $1
    AND (SELECT count(*) FROM state_change s
      WHERE s.object_type = 'commission' AND s.object_id = c.id AND s.to_state = 'paid')
    > 1 + (SELECT count(*) FROM payout_return b WHERE b.commission_id = c.id)`;
