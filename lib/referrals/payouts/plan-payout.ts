import { createHash } from "node:crypto";
import { AMOUNT_MINOR_MAX } from "@/lib/money/decimal";

/** An approved commission or clawback that has not been paid. Minor units of `currency`. */
export interface Payable {
  id: string;
  partnerId: string;
  partnerName: string;
  currency: string;
  amountMinor: bigint;
  /** What its partnership wants to be owed before it is paid. */
  minimumMinor: bigint;
  /** How often a payment that failed gave it back. */
  returns: number;
  /** Whether it is known where the partner is paid to. */
  hasBankAccount: boolean;
}

/** `paid` leaves with this run; the others are carried over to the next one as they are. */
export type PayoutLineOutcome = "paid" | "below_minimum" | "in_debt";

/** What one partner is owed in one currency. `clawbacksMinor` is negative or zero; the amount is the sum of both. */
export interface PlannedLine {
  partnerId: string;
  partnerName: string;
  currency: string;
  outcome: PayoutLineOutcome;
  commissionsMinor: bigint;
  clawbacksMinor: bigint;
  amountMinor: bigint;
  minimumMinor: bigint;
  returns: number;
  hasBankAccount: boolean;
  commissionIds: string[];
}

/**
 * Who is paid what: per partner and currency, approved commissions less clawbacks. All of a partner's line is paid or
 * none of it, so that a debt is netted once, in the line that pays. Of several minimums the highest counts. What would take
 * a line above what one payment can be waits for the next run.
 */
export function planPayout(payables: readonly Payable[]): PlannedLine[] {
  const lines = new Map<string, PlannedLine>();
  for (const payable of payables) {
    const key = `${payable.partnerId}/${payable.currency}`;
    const line = lines.get(key) ?? emptyLine(payable);
    lines.set(key, line);
    add(line, payable);
  }
  return [...lines.values()].map(judge).sort(byPartnerThenCurrency);
}

/**
 * Changes whenever what would be paid changes: what was previewed is what is paid. The same commissions given back by a
 * payment that failed are another payout.
 */
export function fingerprintOf(lines: readonly PlannedLine[]): string {
  const paid = lines.filter(({ outcome }) => outcome === "paid");
  const words = paid.flatMap((line) => [
    `${line.amountMinor}/${line.returns}`,
    ...[...line.commissionIds].sort(),
  ]);
  return createHash("sha256").update(words.join(" ")).digest("hex");
}

function emptyLine({ partnerId, partnerName, currency, hasBankAccount }: Payable): PlannedLine {
  return {
    partnerId,
    partnerName,
    currency,
    outcome: "below_minimum",
    commissionsMinor: 0n,
    clawbacksMinor: 0n,
    amountMinor: 0n,
    minimumMinor: 0n,
    returns: 0,
    hasBankAccount,
    commissionIds: [],
  };
}

function add(line: PlannedLine, { id, amountMinor, minimumMinor, returns }: Payable): void {
  const commissionsMinor = line.commissionsMinor + (amountMinor > 0n ? amountMinor : 0n);
  const clawbacksMinor = line.clawbacksMinor + (amountMinor > 0n ? 0n : amountMinor);
  if (commissionsMinor > AMOUNT_MINOR_MAX || clawbacksMinor < -AMOUNT_MINOR_MAX) return;
  Object.assign(line, { commissionsMinor, clawbacksMinor, amountMinor: commissionsMinor + clawbacksMinor });
  if (minimumMinor > line.minimumMinor) line.minimumMinor = minimumMinor;
  line.returns += returns;
  line.commissionIds.push(id);
}

function judge(line: PlannedLine): PlannedLine {
  return { ...line, outcome: outcomeOf(line) };
}

function outcomeOf({ amountMinor, minimumMinor }: PlannedLine): PayoutLineOutcome {
  if (amountMinor < 0n) return "in_debt";
  return amountMinor > 0n && amountMinor >= minimumMinor ? "paid" : "below_minimum";
}

function byPartnerThenCurrency(a: PlannedLine, b: PlannedLine): number {
  return (
    a.partnerName.localeCompare(b.partnerName) ||
    a.partnerId.localeCompare(b.partnerId) ||
    a.currency.localeCompare(b.currency)
  );
}
