import { query } from "@/lib/db/sql";
import { LIST_HISTORIES } from "@/lib/generated/sql/payments/list-histories";
import { disputesOf, type FoldedAdjustment } from "@/lib/payments/fold";

/** What a customer's bank took back for them: of disputes that were lost, and no more than was left of the payment. */
export function takenBackMinor(adjustments: readonly FoldedAdjustment[], leftMinor: bigint): bigint {
  const left = leftMinor > 0n ? leftMinor : 0n;
  const lost = disputesOf(adjustments).filter(({ outcome }) => outcome === "lost");
  const sum = lost.reduce((total, { amountMinor }) => total + (amountMinor ?? left), 0n);
  return sum < left ? sum : left;
}

/** The same of a payment as it is kept: its history is read where anything of it is or was disputed. */
export async function takenBackOf(payment: {
  paymentId: string;
  leftMinor: bigint;
  disputedMinor: bigint;
}): Promise<bigint> {
  if (payment.disputedMinor === 0n) return 0n;
  const history = await query(LIST_HISTORIES, { ids: [payment.paymentId] });
  return takenBackMinor(history, payment.leftMinor);
}
