import { type Queryable, query } from "@/lib/db/sql";
import { LOCK } from "@/lib/generated/sql/referrals/payouts/payable/lock";
import { READ } from "@/lib/generated/sql/referrals/payouts/payable/read";
import { Refused } from "@/lib/verb/problem";
import { endOf, type Period, startOf } from "./period";
import type { Payable } from "./plan-payout";

/** The most commissions one run takes. */
export const PAYOUT_COMMISSIONS_MAX = 50_000;

/** Whose commissions a run may pay: of one merchant, or of one partner alone. */
export interface PayoutScope {
  merchantId: string;
  period: Period;
  partnerId?: string | undefined;
}

/**
 * The commissions approved within the period and not paid yet, and every clawback there is: what a partner owes reduces
 * what they are paid, whenever it arose. The commission of a payment that is disputed, or whose dispute was lost, waits:
 * for the dispute to be won, or for an operator to reject it.
 */
export async function readPayables(scope: PayoutScope): Promise<Payable[]> {
  return refuseTooMany(await query(READ, dueIn(scope)));
}

/** The same, locked until the transaction ends. */
export async function lockPayables(tx: Queryable, scope: PayoutScope): Promise<Payable[]> {
  return refuseTooMany(await query(LOCK, dueIn(scope), tx));
}

function dueIn({ merchantId, period, partnerId }: PayoutScope) {
  const days = { from: startOf(period), until: endOf(period) };
  return { merchantId, ...days, limit: PAYOUT_COMMISSIONS_MAX + 1, ...(partnerId && { partnerId }) };
}

function refuseTooMany(payables: Payable[]): Payable[] {
  if (payables.length <= PAYOUT_COMMISSIONS_MAX) return payables;
  const message = `More than ${PAYOUT_COMMISSIONS_MAX} commissions are due: choose fewer days.`;
  throw new Refused({ code: "conflict", message });
}
