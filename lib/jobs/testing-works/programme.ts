import { contextOf } from "@/lib/auth/testing/contexts";
import { runUnprepared } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
import { newId, readAnyId } from "@/lib/ids";
import { recordReferralPayment } from "@/lib/referrals/payments/record-referral-payment";
import { makePayoutRun } from "@/lib/referrals/payouts/make-payout-run";
import { previewPayout } from "@/lib/referrals/payouts/preview-payout";
import { aReferral } from "@/lib/referrals/testing";
import { type Begun, runTask, type Work } from "./work";

const operator = () => contextOf("operator");

async function paid(hold_days: number) {
  const { merchant, uid } = await aReferral({ hold_days });
  const { id } = await recordReferralPayment({
    ctx: operator(),
    input: {
      merchantId: merchant.id,
      referral_uid: uid,
      amount: 1_000n,
      currency: "USD",
      idempotency_key: newId(),
    },
  });
  return { merchantId: merchant.id, id };
}

async function held(): Promise<Begun> {
  const { id } = await paid(5);
  return {
    run: () => runTask("approve-commissions", new Date(Date.now() + 6 * DAY_MS)),
    end: () => statesOf("commission", "(SELECT id FROM commission WHERE payment_id = $1)", id),
  };
}

async function expiring(): Promise<Begun> {
  const { referralId } = await aReferral();
  return {
    run: () => runTask("expire-referrals", new Date(Date.now() + 100 * DAY_MS)),
    end: () => statesOf("referral", "$1::uuid", readAnyId(referralId) ?? ""),
  };
}

async function payable(): Promise<Begun> {
  const { merchantId, id } = await paid(0);
  const { period, fingerprint } = await previewPayout({ ctx: operator(), input: { merchantId } });
  const input = { merchantId, period, fingerprint, idempotencyKey: newId() };
  return {
    run: () => makePayoutRun({ ctx: operator(), input }),
    end: async () => {
      const [row] = await runUnprepared<{ runs: number; paid: number }>(
        `SELECT count(*)::int AS runs, sum(l.amount_minor)::int AS paid
         FROM payout_run r JOIN payout_line l ON l.payout_run_id = r.id WHERE r.merchant_id = $1`,
        [merchantId],
      );
      return [row, await statesOf("commission", "(SELECT id FROM commission WHERE payment_id = $1)", id)];
    },
  };
}

async function statesOf(type: "commission" | "referral", object: string, id: string): Promise<string> {
  const rows = await runUnprepared<{ to_state: string }>(
    `SELECT to_state FROM state_change WHERE object_type = '${type}' AND object_id = ${object} ORDER BY id`,
    [id],
  );
  return rows.map(({ to_state }) => to_state).join(", ");
}

const STATES = { table: "state_change", change: "INSERT" } as const;
const EVENTS = { table: "outbox", change: "INSERT" } as const;

export const PROGRAMME_WORKS: Record<string, Work> = {
  "a commission whose holding period has ended": {
    given: held,
    tables: [STATES, EVENTS, { table: "commission", change: "UPDATE" }],
    done: "pending, approved",
  },
  "a referral that nobody paid": {
    given: expiring,
    tables: [STATES, EVENTS, { table: "referral", change: "UPDATE" }],
    done: "converted, expired",
  },
  "a payout": {
    given: payable,
    tables: [
      STATES,
      EVENTS,
      { table: "payout_run", change: "INSERT" },
      { table: "payout_line", change: "INSERT" },
      { table: "commission", change: "UPDATE" },
      { table: "audit_entry", change: "INSERT" },
    ],
    done: [{ runs: 1, paid: 100 }, "pending, approved, paid"],
  },
};
