import { type Queryable, run, statement } from "@/lib/db/sql";
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
  return refuseTooMany(await run<Payable>(READ, [merchantId, endOf(period), PAYOUT_COMMISSIONS_MAX + 1]));
}

/** The same, locked until the transaction ends. */
export async function lockPayables(tx: Queryable, merchantId: string, period: Period): Promise<Payable[]> {
  return refuseTooMany(await run<Payable>(LOCK, [merchantId, endOf(period), PAYOUT_COMMISSIONS_MAX + 1], tx));
}

function refuseTooMany(payables: Payable[]): Payable[] {
  if (payables.length <= PAYOUT_COMMISSIONS_MAX) return payables;
  const message = `More than ${PAYOUT_COMMISSIONS_MAX} commissions are due: choose an earlier last day.`;
  throw new Refused({ code: "conflict", message });
}

const select = (lock: string) =>
  statement(`
    SELECT c.id, c.partner_id AS "partnerId", n.name AS "partnerName", c.currency, c.amount_minor AS "amountMinor",
      s.minimum_payout_minor AS "minimumMinor"
    FROM commission c JOIN partner n ON n.id = c.partner_id JOIN partnership s ON s.id = c.partnership_id
      JOIN payment p ON p.id = c.payment_id
    WHERE c.merchant_id = $1 AND c.state = 'approved' AND c.approved_at < $2
      AND (c.kind = 'clawback' OR p.status NOT IN ('dispute', 'dispute_lost'))
    ORDER BY c.id LIMIT $3 ${lock}`);

const READ = select("");
const LOCK = select("FOR UPDATE OF c");
