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
  /** The name of the partner whom the run pays alone; null where it pays whoever is due. */
  partnerAlone: string | null;
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

export type { RunRow as PayoutRunRow };

export function runFromRow(row: RunRow): PayoutRun {
  return {
    ...row,
    totals: row.totals.map(({ currency, amountMinor }) => ({ currency, amountMinor: BigInt(amountMinor) })),
  };
}
