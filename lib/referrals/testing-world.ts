import { expect } from "vitest";
import { contextOf, problemIn } from "@/lib/auth/testing/contexts";
import { pool } from "@/lib/db/pool";
import { DAY_MS } from "@/lib/durations";
import { newId, readAnyId } from "@/lib/ids";
import { instantOf } from "@/lib/instant";
import { addPaymentAdjustment } from "@/lib/kinds/add-payment-adjustment";
import { refundPayment } from "@/lib/kinds/refund-payment";
import type { PaymentStatus } from "@/lib/payments/status";
import { recordReferralPayment } from "@/lib/referrals/payments/record-referral-payment";
import { approveDueCommissions } from "./commissions/approve-due";
import { decideCommissions } from "./commissions/decide-commissions";
import { changePartnership } from "./partners/change-partnership";
import { makePayoutRun } from "./payouts/make-payout-run";
import { markPayoutLines } from "./payouts/mark-payout-lines";
import type { PayoutMark } from "./payouts/payout-run";
import { previewPayout } from "./payouts/preview-payout";
import { aConversion, anotherPartner, aProgramme } from "./testing";

export type Step =
  | { do: "pay"; who: number; amount: bigint; currency?: "USD" | "EUR" }
  | { do: "refund"; which: number; tenths: number }
  | { do: "bounce"; which: number; tenths: number }
  | { do: "dispute"; which: number }
  | { do: "lose"; which: number; tenths?: number }
  | { do: "wait"; days: number }
  | { do: "decide"; which: number; to: "approved" | "rejected"; reason?: string }
  | { do: "payout" }
  | { do: "mark"; which: number; as: PayoutMark }
  | { do: "terminate" };

const OF_SECOND_PARTNER = 2;

/**
 * A programme with two referrals and a clock of its own, and the model of what its partner is owed. `share` in basis points:
 * the model is of a tenth.
 */
export async function aWorld({ share = 1_000, ...more }: { minimum_payout?: number; share?: number } = {}) {
  const commission = { type: "percent", basis_points: share, recurrence: "lifetime" };
  const terms = { ...more, commission };
  const programme = await aProgramme({ hold_days: 5, ...terms });
  const second = await anotherPartner(programme, "Second Partner", { hold_days: 5, ...terms });
  const referrals = [await aConversion(programme), await aConversion(programme), await aConversion(second)];
  const merchantId = programme.merchant.id;
  const model: { id: string; opening: bigint; left: bigint; rejected: boolean }[] = [];
  let now = new Date();
  let terminated = false;

  const ctx = () => contextOf("operator", now);
  const preview = () => previewPayout({ ctx: ctx(), input: { merchantId } });

  async function commissions(): Promise<string[]> {
    const { rows } = await pool().query<{ id: string }>(
      "SELECT id FROM commission WHERE merchant_id = $1 AND kind = 'commission' ORDER BY id",
      [merchantId],
    );
    return rows.map(({ id }) => id);
  }

  async function sum(condition: string): Promise<bigint> {
    const { rows } = await pool().query<{ sum: string }>(
      `SELECT coalesce(sum(amount_minor), 0)::text AS sum FROM commission WHERE merchant_id = $1 AND ${condition}`,
      [merchantId],
    );
    return BigInt(rows[0]?.sum ?? 0);
  }

  /** Makes the run its preview shows and gives what was paid. */
  async function payOut(): Promise<bigint> {
    const { lines, fingerprint, period } = await preview();
    const paid = lines.filter(({ outcome }) => outcome === "paid");
    if (paid.length === 0) return 0n;
    const before = await sum("state = 'paid'");
    await makePayoutRun({
      ctx: ctx(),
      input: { merchantId, period, fingerprint, idempotencyKey: newId() },
    });
    return (await sum("state = 'paid'")) - before;
  }

  async function report(id: string, status: PaymentStatus, amount: bigint): Promise<void> {
    const input = { id, reference: newId(), createdAt: instantOf(now), status, amount };
    await addPaymentAdjustment({ ctx: ctx(), input });
  }

  async function take(each: Step): Promise<void> {
    switch (each.do) {
      case "pay": {
        const payment = recordReferralPayment({
          ctx: ctx(),
          input: {
            merchantId,
            referral_uid: referrals[each.who]?.uid,
            amount: each.amount,
            currency: each.currency ?? "USD",
            idempotency_key: newId(),
          },
        });
        if (terminated && each.who !== OF_SECOND_PARTNER)
          expect(await problemIn(payment)).toMatchObject({ code: "invalid" });
        else model.push({ id: (await payment).id, opening: each.amount, left: each.amount, rejected: false });
        return;
      }
      case "refund": {
        const payment = model[each.which % Math.max(model.length, 1)];
        const amountMinor = payment ? (payment.left * BigInt(each.tenths)) / 10n : 0n;
        if (!payment || amountMinor === 0n) return;
        await refundPayment({ ctx: ctx(), input: { id: payment.id, amountMinor, idempotencyKey: newId() } });
        payment.left -= amountMinor;
        return;
      }
      case "bounce": {
        const payment = model[each.which % Math.max(model.length, 1)];
        const amount = payment ? ((payment.opening - payment.left) * BigInt(each.tenths)) / 10n : 0n;
        if (!payment || amount === 0n) return;
        await report(payment.id, "refund_reversed", amount);
        payment.left += amount;
        return;
      }
      case "dispute": {
        const payment = model[each.which % Math.max(model.length, 1)];
        if (payment) await report(payment.id, "dispute", payment.left);
        return;
      }
      case "lose": {
        const payment = model[each.which % Math.max(model.length, 1)];
        if (!payment) return;
        const amount = (payment.left * BigInt(each.tenths ?? 10)) / 10n;
        await report(payment.id, "dispute", amount);
        await report(payment.id, "dispute_lost", amount);
        return;
      }
      case "wait":
        now = new Date(now.getTime() + each.days * DAY_MS);
        await approveDueCommissions({ ctx: ctx() });
        return;
      case "decide": {
        const payment = model[each.which % Math.max(model.length, 1)];
        const { rows } = await pool().query<{ id: string }>(
          "SELECT id FROM commission WHERE payment_id = $1 AND kind = 'commission'",
          [payment?.id ?? null],
        );
        const [commission] = rows;
        if (!payment || !commission) return;
        const [decision] = await decideCommissions({
          ctx: ctx(),
          input: { to: each.to, ids: [commission.id], reason: each.reason ?? "Because" },
        });
        if (each.to === "rejected" && decision?.outcome === "decided") payment.rejected = true;
        return;
      }
      case "payout":
        await payOut();
        return;
      case "mark": {
        const open = await openLines(merchantId);
        const line = open[each.which % Math.max(open.length, 1)];
        if (!line) return;
        const which = { runId: line.runId, lineIds: [line.id] };
        const input =
          each.as === "paid"
            ? { mark: "paid" as const, ...which }
            : { mark: "failed" as const, ...which, reason: "The account is closed" };
        await markPayoutLines({ ctx: ctx(), input });
        return;
      }
      case "terminate":
        await changePartnership({ ctx: ctx(), input: { id: programme.partnershipId, state: "terminated" } });
        terminated = true;
    }
  }

  return {
    merchantId,
    partnershipId: readAnyId(programme.partnershipId) ?? "",
    ctx,
    preview,
    payOut,
    take,
    commissions,
    owed: () => sum("state = 'approved'"),
    /** Everything ever earned that was not rejected, clawbacks included. */
    balance: () => sum("state <> 'rejected'"),
    /** The same from the payments alone: a tenth in proportion to what is left of each. */
    modelBalance: async () =>
      model
        .filter(({ rejected, left }) => !rejected && left > 0n)
        .reduce(
          (total, { opening, left }) => total + half(half(opening * 1_000n, 10_000n) * left, opening),
          0n,
        ),
    paidRejected: async () => {
      const { rows } = await pool().query<{ n: number }>(
        `SELECT count(*)::int AS n FROM state_change
         WHERE object_type = 'commission' AND to_state = 'paid' AND from_state <> 'approved'`,
      );
      return rows[0]?.n ?? -1;
    },
  };
}

// Rounding half to even once more, in other words than the code's.
function half(numerator: bigint, denominator: bigint): bigint {
  const doubled = (2n * numerator) / denominator;
  const exact = doubled * denominator === 2n * numerator;
  const down = doubled / 2n;
  if (doubled % 2n === 0n) return down;
  return exact && down % 2n === 0n ? down : down + 1n;
}

async function openLines(merchantId: string): Promise<{ id: string; runId: string }[]> {
  const { rows } = await pool().query<{ id: string; runId: string }>(
    `SELECT l.id, l.payout_run_id AS "runId" FROM payout_line l JOIN payout_run u ON u.id = l.payout_run_id
     WHERE u.merchant_id = $1 AND l.outcome = 'paid'
       AND NOT EXISTS (SELECT 1 FROM payout_mark k WHERE k.payout_line_id = l.id) ORDER BY l.id`,
    [merchantId],
  );
  return rows;
}
