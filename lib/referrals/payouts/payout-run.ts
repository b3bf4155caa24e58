import type { PayoutLineOutcome } from "./plan-payout";

/** What a run pays in one currency, in minor units: the sum of its payments, and what became of them. */
export interface PayoutTotal {
  currency: string;
  amountMinor: bigint;
  paidMinor: bigint;
  failedMinor: bigint;
  /** Sent to the bank or not, and not marked yet. */
  openMinor: bigint;
}

/** One time that partners were paid. Totals are of the lines that are paid, by currency. */
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
  totals: PayoutTotal[];
}

/** What the bank made of a payment. Without a mark it is open. */
export type PayoutMark = "paid" | "failed";

/** What one partner is paid in one currency, or why they are not. Minor units of `currency`. */
export interface PayoutLine {
  id: string;
  partnerId: string;
  partnerName: string;
  partnerEmail: string;
  currency: string;
  outcome: PayoutLineOutcome;
  commissionsMinor: bigint;
  clawbacksMinor: bigint;
  amountMinor: bigint;
  minimumMinor: bigint;
  commissions: number;
  mark: PayoutMark | null;
  /** Why it failed. */
  reason: string | null;
  markedAt: Date | null;
  markedBy: string | null;
  /** The files for the bank that it was in, oldest first, and the end of the account that each sends it to. */
  inFiles: { fileId: string; last4: string }[];
}

/** What a file for the bank is written as. */
export type BankFileFormat = "csv" | "sepa";

/** A file of a run that somebody made for the bank. */
export interface PayoutFile {
  id: string;
  format: BankFileFormat;
  /** By which a bank knows a SEPA order. */
  messageId: string | null;
  madeAt: Date;
  madeBy: string;
  /** Whether it can be had again as it was: files were not always kept. */
  kept: boolean;
}

type TotalRow = { [Name in keyof PayoutTotal]: string };
type RunRow = Omit<PayoutRun, "totals"> & { totals: TotalRow[] };

export type { RunRow as PayoutRunRow };

export function runFromRow(row: RunRow): PayoutRun {
  return { ...row, totals: row.totals.map(totalFromRow) };
}

function totalFromRow({ currency, amountMinor, paidMinor, failedMinor, openMinor }: TotalRow): PayoutTotal {
  return {
    currency,
    amountMinor: BigInt(amountMinor),
    paidMinor: BigInt(paidMinor),
    failedMinor: BigInt(failedMinor),
    openMinor: BigInt(openMinor),
  };
}
