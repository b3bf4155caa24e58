import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantOf } from "@/lib/instant";
import { AMOUNT_MINOR_MAX } from "@/lib/money/decimal";
import { problemOf } from "@/lib/verb/problem";
import { delta } from "./fold";
import { tellsOfRefund } from "./own-charge";
import { reportAdjustment, takeInReport } from "./report-adjustment";
import { PAYMENT_KINDS, PAYMENT_STATUSES } from "./status";
import { aContext, aDatabase, aLockedPayment, appendedBy, NOW } from "./testing-history";

type Report = Parameters<typeof reportAdjustment>[3];

const seed = (fields: Partial<Report> = {}): Report => ({
  status: "refunded",
  amountMinor: 100n,
  reference: "r1",
  ...instantOf(NOW),
  metadata: { a: "b" },
  raw: { said: "so" },
  ...fields,
});

const connected = (amountMinor = 1_000n) =>
  aLockedPayment({ kind: "connected", status: "succeeded", amountMinor });

async function refusalOf(promise: Promise<unknown>) {
  return promise.then(
    () => "taken",
    (err: unknown) => problemOf(err) ?? Promise.reject(err),
  );
}

async function exceeding(promise: Promise<unknown>) {
  const problem = await promise.then(() => null, problemOf);
  if (problem?.code !== "amount_exceeds_remaining") throw new Error("it was not refused as too much");
  return problem;
}

describe("what is reported of a payment", () => {
  it("is appended at its own time, whatever came since, with all that was said of it", async () => {
    const { db, sent } = aDatabase();
    const early = instantOf(new Date("2020-01-01T00:00:00Z"));
    const { locked, changed } = await reportAdjustment(db, aContext(), connected(), {
      ...seed(early),
      reason: "Told by hand",
    });
    expect(changed).toBe(true);
    expect(locked.payment).toMatchObject({ status: "succeeded", lastStatus: "succeeded", amountMinor: 900n });
    expect(locked.adjustments.at(-1)).toMatchObject({
      status: "refunded",
      amountMinor: 100n,
      reference: "r1",
      reason: "Told by hand",
      raw: { said: "so" },
      ...early,
    });
    expect(appendedBy(sent)).toMatchObject([[{ metadata: { a: "b" }, action: "payment.adjusted" }]]);
  });

  it("is never refused for its order, even where the life of its kind would have it otherwise", async () => {
    const { db } = aDatabase();
    const { locked } = await reportAdjustment(db, aContext(), aLockedPayment(), seed());
    for (const status of PAYMENT_STATUSES) {
      const earlier = seed({ status, reference: "r2", ...instantOf(new Date("2020-01-01T00:00:00Z")) });
      const { changed } = await reportAdjustment(db, aContext(), locked, earlier);
      expect([status, changed]).toEqual([status, true]);
    }
  });

  it("changes nothing when it is told again: the same reference, instant and status", async () => {
    const { db, sent } = aDatabase();
    const { locked } = await reportAdjustment(db, aContext(), connected(), seed());
    const again = await reportAdjustment(db, aContext(), locked, seed({ amountMinor: 700n }));
    expect(again).toEqual({ locked, changed: false });
    expect(appendedBy(sent)).toHaveLength(1);
    for (const other of [{ reference: "r2" }, { occurredNanos: 1 }, { status: "dispute" }] as const)
      expect((await reportAdjustment(db, aContext(), locked, seed(other))).changed).toBe(true);
  });

  it("says nothing of an amount or a reason that was not given", async () => {
    const { db } = aDatabase();
    const { locked } = await reportAdjustment(db, aContext(), connected(), seed({ amountMinor: null }));
    expect(locked.adjustments.at(-1)).toMatchObject({ amountMinor: null, reason: null });
    expect(locked.payment.amountMinor).toBe(1_000n);
  });

  it("never takes a payment below zero or beyond what is kept", async () => {
    const { db } = aDatabase();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...PAYMENT_STATUSES),
        fc.constantFrom(0n, 1n, 1_000n, AMOUNT_MINOR_MAX),
        fc.constantFrom(0n, 1n, 1_000n, AMOUNT_MINOR_MAX),
        async (status, amountMinor, reported) => {
          const given = seed({ status, amountMinor: reported });
          const after = amountMinor + delta({ ...given, opening: false });
          const verdict = await refusalOf(reportAdjustment(db, aContext(), connected(amountMinor), given));
          if (after < 0n)
            expect(verdict).toMatchObject({
              code: "amount_exceeds_remaining",
              remainingMinor: amountMinor,
              currency: "USD",
            });
          else if (after > AMOUNT_MINOR_MAX)
            expect(verdict).toEqual({
              code: "invalid",
              issues: [
                {
                  path: "amount",
                  code: "too_big",
                  message: `would take the payment above ${AMOUNT_MINOR_MAX}`,
                },
              ],
            });
          else expect(verdict).toBe("taken");
        },
      ),
    );
  });

  it("gives back no more than was refunded, of our own kinds; a mirror takes what it hears", async () => {
    const { db } = aDatabase();
    const most = 1_000n;
    const part = fc.bigInt({ min: 0n, max: 1_500n });
    const step = fc.tuple(fc.constantFrom("refunded" as const, "refund_reversed" as const), part);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...PAYMENT_KINDS),
        fc.array(step, { minLength: 1, maxLength: 6 }),
        async (kind, steps) => {
          let locked = aLockedPayment({ kind, status: "succeeded", amountMinor: most });
          for (const [index, [status, amountMinor]] of steps.entries()) {
            const leftMinor = locked.payment.amountMinor;
            const given = seed({ status, amountMinor, reference: `r${index}` });
            const report = reportAdjustment(db, aContext(), locked, given);
            if (status === "refunded" && amountMinor > leftMinor) {
              const { of, remainingMinor } = { of: null, ...(await exceeding(report)) };
              expect([of, remainingMinor]).toEqual([null, leftMinor]);
            } else if (status === "refund_reversed" && kind !== "connected" && amountMinor > most - leftMinor)
              expect(await exceeding(report)).toMatchObject({
                of: "refunds",
                remainingMinor: most - leftMinor,
              });
            else ({ locked } = await report);
          }
          if (kind !== "connected") expect(locked.payment.amountMinor).toBeLessThanOrEqual(most);
        },
      ),
    );
  });

  it("gives nothing more back where more than was refunded is stored", async () => {
    const { db } = aDatabase();
    const locked = aLockedPayment({ kind: "referral", status: "succeeded" });
    const [opening] = locked.adjustments;
    if (!opening) throw new Error("there is no opening");
    const back = { status: "refund_reversed" as const, reference: "stored", opening: false, sequence: 2 };
    const stored = {
      payment: { ...locked.payment, amountMinor: 1_700n, version: 2 },
      adjustments: [opening, { ...opening, ...back, amountMinor: 700n }],
    };
    const more = reportAdjustment(db, aContext(), stored, seed({ status: "refund_reversed" }));
    expect(await exceeding(more)).toMatchObject({ of: "refunds", remainingMinor: 0n });
    expect((await reportAdjustment(db, aContext(), stored, seed())).locked.payment.amountMinor).toBe(1_600n);
  });

  it("is no refund of what a connector of ours charged", async () => {
    const charge = { operation: "charge", state: "succeeded" };
    const { db, sent } = aDatabase([charge]);
    for (const status of ["refunded", "refunded_failure", "refund_reversed"] as const)
      expect(await refusalOf(reportAdjustment(db, aContext(), connected(), seed({ status })))).toMatchObject({
        code: "illegal_transition",
        from: "succeeded",
        to: status,
        reason: expect.stringContaining("refund it with Refund"),
      });
    expect(appendedBy(sent)).toEqual([]);
    const { changed } = await reportAdjustment(db, aContext(), connected(), seed({ status: "dispute" }));
    expect(changed).toBe(true);
    const failed = aDatabase([
      { ...charge, state: "failed" },
      { ...charge, operation: "refund" },
    ]);
    expect((await reportAdjustment(failed.db, aContext(), connected(), seed())).changed).toBe(true);
  });

  it("is taken in by most kinds just so", async () => {
    const { db, sent } = aDatabase();
    await takeInReport(db, aContext(), connected(), seed());
    expect(appendedBy(sent)).toHaveLength(1);
  });

  it("says by when a dispute is to be answered, and of nothing else", async () => {
    const { db } = aDatabase();
    const respondBy = new Date("2026-12-24T12:00:00Z");
    for (const status of PAYMENT_STATUSES) {
      const { locked } = await reportAdjustment(db, aContext(), connected(), seed({ status, respondBy }));
      const said = status === "dispute" ? respondBy : null;
      expect([status, locked.adjustments.at(-1)?.respondBy]).toEqual([status, said]);
    }
    const { locked } = await reportAdjustment(db, aContext(), connected(), seed({ status: "dispute" }));
    expect(locked.adjustments.at(-1)?.respondBy).toBeNull();
  });

  it("is nothing of what a connector of ours sends, which alone tells what becomes of it", async () => {
    const sends = [{ operation: "payout", state: "succeeded" }];
    for (const type of ["PAYOUT", "TRANSFER", "PAY-IN"] as const)
      for (const status of PAYMENT_STATUSES)
        for (const attempts of [sends, [{ operation: "charge", state: "failed" }]]) {
          const { db, sent } = aDatabase(attempts);
          const locked = aLockedPayment({ kind: "connected", status: "processing", type });
          const verdict = await refusalOf(reportAdjustment(db, aContext(), locked, seed({ status })));
          const isAsked = type !== "PAY-IN" || tellsOfRefund(status);
          if (isAsked && attempts === sends)
            expect([type, status, verdict]).toEqual([
              type,
              status,
              {
                code: "illegal_transition",
                from: "processing",
                to: status,
                reason: expect.stringMatching(/^This payment is sent by a connector of ours/),
              },
            ]);
          else expect([type, status, verdict]).toEqual([type, status, "taken"]);
          expect([type, status, sent.length]).toEqual([
            type,
            status,
            Number(isAsked) + Number(verdict === "taken"),
          ]);
        }
  });
});
