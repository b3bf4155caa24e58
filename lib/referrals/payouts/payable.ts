import { type Queryable, query } from "@/lib/db/sql";
import { LOCK } from "@/lib/generated/sql/referrals/payouts/payable/lock";
import { READ } from "@/lib/generated/sql/referrals/payouts/payable/read";
import { Refused } from "@/lib/verb/problem";
import { endOf, type Period } from "./period";
import type { Payable } from "./plan-payout";

/** The most commissions one run takes. */
export const PAYOUT_COMMISSIONS_MAX = 50_000;

/**
 * Everything approved by the end of the period and not paid yet. The commission of a payment that is disputed, or whose
 * dispute was lost, waits: for the dispute to be won, or for an operator to reject it.
 */
export async function readPayables(merchantId: string, period: Period): Promise<Payable[]> {
  return refuseTooMany(await query(READ, dueIn(merchantId, period)));
}

/** The same, locked until the transaction ends. */
export async function lockPayables(tx: Queryable, merchantId: string, period: Period): Promise<Payable[]> {
  return refuseTooMany(await query(LOCK, dueIn(merchantId, period), tx));
}

function dueIn(merchantId: string, period: Period) {
  return { merchantId, until: endOf(period), limit: PAYOUT_COMMISSIONS_MAX + 1 };
}

function refuseTooMany(payables: Payable[]): Payable[] {
  if (payables.length <= PAYOUT_COMMISSIONS_MAX) return payables;
  const message = `More than ${PAYOUT_COMMISSIONS_MAX} commissions are due: choose an earlier last day.`;
  throw new Refused({ code: "conflict", message });
}
