import type { PayoutOutcome } from "./plan-payout";

/** One time that partners were paid. Totals are of the paid lines, by currency, in minor units. */
export interface PayoutRun {
  id: string;
  merchantId: string;
  merchantName: string;
  /** Days in UTC, as "2026-11-30". */
  periodStart: string;
  periodEnd: string;
  createdAt: Date;
  actorLabel: string;
  partnersPaid: number;
  partnersCarriedOver: number;
  totals: { currency: string; amountMinor: bigint }[];
}

/** What one partner was paid in one currency, or why they were not. Minor units of `currency`. */
export interface PayoutLine {
  id: string;
  partnerId: string;
  partnerName: string;
  partnerEmail: string;
  currency: string;
  outcome: PayoutOutcome;
  commissionsMinor: bigint;
  clawbacksMinor: bigint;
  amountMinor: bigint;
  minimumMinor: bigint;
  commissions: number;
}

type RunRow = Omit<PayoutRun, "totals"> & { totals: { currency: string; amountMinor: string }[] };

/** The select list of a `payout_run u` joined to its `merchant m`. */
export const RUN_COLUMNS = `
  u.id, u.merchant_id AS "merchantId", m.name AS "merchantName", u.period_start::text AS "periodStart",
  u.period_end::text AS "periodEnd", u.created_at AS "createdAt", u.actor_label AS "actorLabel",
  (SELECT count(DISTINCT l.partner_id)::int FROM payout_line l
    WHERE l.payout_run_id = u.id AND l.outcome = 'paid') AS "partnersPaid",
  (SELECT count(*)::int FROM payout_line l
    WHERE l.payout_run_id = u.id AND l.outcome <> 'paid') AS "partnersCarriedOver",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('currency', t.currency, 'amountMinor', t.amount) ORDER BY t.currency), '[]')
    FROM (SELECT l.currency, sum(l.amount_minor)::text AS amount FROM payout_line l
      WHERE l.payout_run_id = u.id AND l.outcome = 'paid' GROUP BY l.currency) t) AS totals`;

export type { RunRow as PayoutRunRow };

export function runFromRow(row: RunRow): PayoutRun {
  return {
    ...row,
    totals: row.totals.map(({ currency, amountMinor }) => ({ currency, amountMinor: BigInt(amountMinor) })),
  };
}
