import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantOf } from "@/lib/instant";
import { problemOf } from "@/lib/verb/problem";
import {
  type AdjustmentDraft,
  appendAdjustment,
  appendAdjustmentBatch,
  nextAdjustment,
} from "./append-adjustment";
import { fold } from "./fold";
import { KIND_RULES } from "./kinds/all";
import { mayFollow } from "./life-cycle";
import type { LockedPayment } from "./lock-payment";
import { PAYMENT_KINDS, PAYMENT_STATUSES, stageOf } from "./status";
import { aContext, aDatabase, aLockedPayment, NOW } from "./testing-history";

const drafts = fc.array(
  fc.record({
    status: fc.constantFrom(...PAYMENT_STATUSES),
    amountMinor: fc.bigInt({ min: 0n, max: 500n }),
    happened: fc.boolean(),
    minutesAgo: fc.option(fc.nat(120), { nil: undefined }),
  }),
  { maxLength: 10 },
);

const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

const NOTHING_IN_THE_SUMS = {
  arrivals: 0,
  collected_minor: "0",
  refunded_minor: "0",
  disputed_minor: "0",
  returned_minor: "0",
  paid_out_minor: "0",
};

describe("what happens to a payment", () => {
  it("is kept in its history, from which what it is now follows, however long that is", () => {
    fc.assert(
      fc.property(fc.constantFrom(...PAYMENT_KINDS), drafts, (kind, given) => {
        let locked = aLockedPayment({ kind });
        for (const { status, amountMinor, happened, minutesAgo } of given) {
          const before = locked;
          const occurred = minutesAgo === undefined ? {} : { occurred: instantOf(later(-minutesAgo)) };
          const draft = { status, amountMinor, happened, ...occurred, action: `payment.${status}` };
          try {
            locked = nextAdjustment(aContext(), locked, draft).after;
          } catch (err) {
            expect(problemOf(err)?.code).toBe("illegal_transition");
            expect(happened || mayFollow(kind, before.payment.status, status)).toBe(false);
            continue;
          }
          expect(happened || mayFollow(kind, before.payment.status, status)).toBe(true);
          expect(locked.adjustments.slice(0, -1)).toEqual(before.adjustments);
          expect(before.adjustments).toHaveLength(locked.adjustments.length - 1);
          const snapshot = fold(locked.payment, locked.adjustments, KIND_RULES[kind].statusRule);
          expect(locked.payment).toMatchObject({ ...snapshot, stage: stageOf(snapshot.status) });
          expect(locked.payment.version).toBe(before.payment.version + 1);
          expect(locked.adjustments.at(-1)?.sequence).toBe(locked.payment.version);
        }
      }),
    );
  });

  it("shows an open dispute first where the money is ours, the latest where it is mirrored, and a premium as collected", () => {
    const shown = (kind: (typeof PAYMENT_KINDS)[number]) => {
      const dispute = { status: "dispute", happened: true, action: "payment.disputed" } as const;
      const disputed = nextAdjustment(
        aContext(),
        aLockedPayment({ kind, status: "succeeded" }),
        dispute,
      ).after;
      const failure = {
        status: "refunded_failure",
        happened: true,
        action: "payment.refund_failed",
      } as const;
      return nextAdjustment(aContext(), disputed, failure).after.payment.status;
    };
    expect(Object.fromEntries(PAYMENT_KINDS.map((kind) => [kind, shown(kind)]))).toEqual({
      checkout: "dispute",
      policy: "succeeded",
      referral: "dispute",
      connected: "refunded_failure",
    });
  });

  it("says who, when, why and what was said, and leaves out what is not known", () => {
    const { adjustment } = nextAdjustment(aContext(), aLockedPayment(), {
      status: "cancelled",
      action: "payment.cancelled",
    });
    expect(adjustment).toEqual({
      sequence: 2,
      status: "cancelled",
      amountMinor: null,
      opening: false,
      reference: "pay_1/2",
      ...instantOf(NOW),
      recordedAt: NOW,
      actorType: "user",
      actorId: "u1",
      actorLabel: "Ada",
      requestId: "q1",
      reason: null,
      failureCode: null,
      attemptId: null,
      raw: {},
      respondBy: null,
    });
    const full: AdjustmentDraft = {
      status: "refunded",
      amountMinor: 5n,
      reference: "re_1",
      reason: "Sent back",
      failureCode: "none",
      attemptId: "t1",
      raw: { said: "so" },
      occurred: { occurredAt: later(-9), occurredNanos: 7 },
      happened: true,
      action: "payment.refunded",
    };
    const { occurred, happened, action, ...kept } = full;
    expect([happened, action]).toEqual([true, "payment.refunded"]);
    expect(nextAdjustment(aContext(), aLockedPayment(), full).adjustment).toMatchObject({
      ...kept,
      ...occurred,
    });
  });

  it("changes the payment and nothing that it was before", () => {
    const locked = aLockedPayment({ failureCode: "do_not_honor" });
    const { after } = nextAdjustment(aContext(), locked, { status: "expired", action: "payment.expired" });
    expect(after.payment).toEqual({
      ...locked.payment,
      status: "expired",
      lastStatus: "expired",
      stage: "expired",
      version: 2,
      failureCode: null,
      updatedAt: NOW,
    });
    expect(locked.payment.status).toBe("pending");
  });

  it("never comes before what came before it, although two machines' clocks differ", () => {
    const locked = aLockedPayment();
    const ahead = { occurredAt: later(3), occurredNanos: 5 };
    const processing = { status: "processing", occurred: ahead, action: "payment.processing" } as const;
    const { after } = nextAdjustment(aContext(), locked, processing);
    const back = nextAdjustment(aContext(), after, { status: "pending", action: "payment.declined" });
    expect(back.adjustment).toMatchObject(ahead);
    expect(back.after.payment.status).toBe("pending");
    const last = nextAdjustment(aContext({ now: later(4) }), back.after, { status: "expired", action: "x" });
    expect(last.adjustment).toMatchObject(instantOf(later(4)));
    const empty = { ...locked, adjustments: [] };
    expect(nextAdjustment(aContext(), empty, { status: "expired", action: "x" }).adjustment).toMatchObject(
      instantOf(NOW),
    );
  });

  it("is refused in words where the life of its kind forbids it, and noted as asked for", () => {
    const context = aContext();
    const refused = () =>
      nextAdjustment(context, aLockedPayment(), { status: "dispute_lost", action: "payment.dispute_lost" });
    expect(refused).toThrow("illegal_transition");
    expect([...(context.touched ?? [])]).toEqual([aLockedPayment().payment.id]);
    try {
      refused();
    } catch (err) {
      expect(problemOf(err)).toEqual({
        code: "illegal_transition",
        from: "pending",
        to: "dispute_lost",
        reason: "A checkout payment that is pending cannot then be lost in a dispute.",
      });
    }
    const { touched: _, ...job } = aContext();
    expect(nextAdjustment(job, aLockedPayment(), { status: "expired", action: "x" }).snapshot.status).toBe(
      "expired",
    );
  });
});

describe("appending", () => {
  const cancelled = { status: "cancelled", action: "payment.cancelled" } as const;

  it("writes one row for each change, with what the payment was and is", async () => {
    const { db, sent } = aDatabase();
    const locked = aLockedPayment();
    const after = await appendAdjustment(db, aContext(), locked, {
      ...cancelled,
      metadata: { a: "b" },
      amountMinor: 3n,
    });
    expect(after.payment.status).toBe("cancelled");
    expect(sent).toHaveLength(1);
    const [given] = sent[0] ?? [];
    const { values } = given as { values: string[] };
    expect(values.slice(1)).toEqual([NOW, "user", "u1", "Ada", "q1", NOW]);
    const [row] = JSON.parse(values[0] ?? "[]");
    expect(row).toEqual({
      payment_id: locked.payment.id,
      ...NOTHING_IN_THE_SUMS,
      sequence: 2,
      status: "cancelled",
      amount_minor: "3",
      reference: "pay_1/2",
      occurred_at: NOW.toISOString(),
      occurred_nanos: 0,
      reason: null,
      failure_code: null,
      attempt_id: null,
      raw: {},
      metadata: { a: "b" },
      respond_by: null,
      folded_respond_by: null,
      in_dispute: false,
      folded_status: "cancelled",
      last_status: "cancelled",
      stage: "cancelled",
      stage_before: "pending",
      folded_amount_minor: "1000",
      initial_amount_minor: "1000",
      action: "payment.cancelled",
      event_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      audit_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it("is one statement for many, and none for none", async () => {
    const { db, sent } = aDatabase();
    expect(await appendAdjustmentBatch(db, aContext(), [])).toEqual([]);
    expect(sent).toEqual([]);
    const changes = ["a", "b"].map((id) => ({ locked: aLockedPayment({ id }), draft: cancelled }));
    const after = await appendAdjustmentBatch(db, aContext(), changes);
    expect(after.map(({ payment }) => [payment.id, payment.status])).toEqual([
      ["a", "cancelled"],
      ["b", "cancelled"],
    ]);
    expect(sent).toHaveLength(1);
    const [given] = sent[0] ?? [];
    const rows: Record<string, unknown>[] = JSON.parse((given as { values: string[] }).values[0] ?? "[]");
    expect(rows.map(({ metadata }) => metadata)).toEqual([{}, {}]);
  });

  it("writes none of many where one is illegal", async () => {
    const { db, sent } = aDatabase();
    const changes = [
      { locked: aLockedPayment(), draft: cancelled },
      { locked: aLockedPayment({ status: "expired" }), draft: cancelled },
    ];
    await expect(appendAdjustmentBatch(db, aContext(), changes)).rejects.toThrow("illegal_transition");
    expect(sent).toEqual([]);
  });

  it("says by when its dispute is to be answered as long as that is open, and only then", () => {
    const respondBy = later(60);
    const step = (status: AdjustmentDraft["status"], fields: Partial<AdjustmentDraft> = {}) => ({
      status,
      happened: true,
      action: `payment.${status}`,
      ...fields,
    });
    const paid = aLockedPayment({ status: "succeeded" });
    const part = step("dispute", { amountMinor: 400n, respondBy });
    const disputed = nextAdjustment(aContext(), paid, part).after;
    expect(disputed.payment).toMatchObject({ status: "dispute", respondBy });
    const won = nextAdjustment(aContext(), disputed, step("dispute_won")).after;
    expect(won.payment).toMatchObject({ status: "dispute_won", respondBy: null });
    // Where the latest decides, the status is another although a dispute is open.
    const mirrored = aLockedPayment({ kind: "connected", status: "succeeded" });
    const open = nextAdjustment(aContext(), mirrored, step("dispute", { respondBy })).after;
    const failed = nextAdjustment(aContext(), open, step("refunded_failure")).after;
    for (const { payment } of [open, failed]) expect(payment).toMatchObject({ inDispute: true, respondBy });
    expect([paid, won].map(({ payment }) => payment.inDispute)).toEqual([false, false]);
  });

  it("happens after all that happened before, also what another clock has dated ahead and what came in late", () => {
    const reported = (locked: LockedPayment, minutes: number) =>
      nextAdjustment(aContext(), locked, {
        status: "refunded_failure",
        occurred: { occurredAt: later(minutes), occurredNanos: 5 },
        happened: true,
        action: "payment.refund_failed",
      }).after;
    const ahead = reported(reported(aLockedPayment({ status: "succeeded" }), 9), 3);
    const own = { status: "refunded", amountMinor: 1n, happened: true, action: "payment.refunded" } as const;
    expect(nextAdjustment(aContext(), ahead, own).adjustment).toMatchObject({
      occurredAt: later(9),
      occurredNanos: 5,
    });
    const behind = reported(aLockedPayment({ status: "succeeded" }), -3);
    expect(nextAdjustment(aContext(), behind, own).adjustment).toMatchObject(instantOf(NOW));
  });
});
