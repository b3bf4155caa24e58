import { KIND_RULES } from "@/lib/payments/kinds/all";
import { netMinor } from "@/lib/payments/money-moved";
import type { OutlookWords, Regarded } from "./outlook";

/** What of a payment's money is left, and where the rest went. */
export function moneyLeft(payment: Regarded, { money }: OutlookWords): string | null {
  const { direction } = payment.description;
  if (direction === "out") return moneyGone(payment, money);
  if (direction !== "in") return null;
  if (payment.status === "cancelled" && KIND_RULES[payment.kind].undoable) return "It counts nowhere.";
  if (payment.collectedMinor === 0n) return "Nothing of it has arrived.";
  const left = netMinor(payment);
  const arrived = arrivedWords(payment, money);
  const gone = goneWords(payment, money);
  if (!gone) return arrived ?? "All of it is here.";
  const whole = arrived ? `${arrived} ` : "";
  const kept = left - (payment.premium?.givenBackMinor ?? 0n);
  if (kept > 0n) return `${whole}${money(kept)} of it is left: ${gone}.`;
  const excess = kept < 0n ? ` ${money(-kept)} more has gone back than came in.` : "";
  return `${whole}Nothing of it is left: ${gone}.${excess}`;
}

/** How much has arrived, where that is not the payment's amount: captured in part, or corrected since. */
function arrivedWords(
  { collectedMinor, initialAmountMinor }: Regarded,
  money: OutlookWords["money"],
): string | null {
  if (collectedMinor < initialAmountMinor)
    return `${money(collectedMinor)} of ${money(initialAmountMinor)} has arrived.`;
  return collectedMinor > initialAmountMinor
    ? `${money(collectedMinor)} has arrived, more than the ${money(initialAmountMinor)} that the payment is of.`
    : null;
}

/** What of money that goes out has left, and what of that came back. */
function moneyGone(payment: Regarded, money: OutlookWords["money"]): string {
  const { wentBackMinor } = payment;
  const awayMinor = outMinor(payment);
  if (wentBackMinor <= 0n) return awayMinor > 0n ? "All of it has left." : "Nothing has left yet.";
  const left = money(awayMinor + wentBackMinor);
  if (awayMinor <= 0n) return `${left} has left, and all of it came back.`;
  return `${left} has left, and ${money(wentBackMinor)} of it came back: ${money(awayMinor)} stays paid out.`;
}

// What is given back by a payment of its own counts as a refund of what came in, not as paid out.
function outMinor({ refundedMinor, paidOutMinor, category }: Regarded): bigint {
  return category === "premium_refund" || category === "reversal" ? refundedMinor : paidOutMinor;
}

function goneWords(
  { refundedMinor, disputedMinor, returnedMinor, premium }: Regarded,
  money: OutlookWords["money"],
): string {
  const parts: [bigint, string][] = [
    [refundedMinor, "refunded"],
    [disputedMinor, "in dispute or lost to one"],
    [returnedMinor, "taken back by the bank"],
    [premium?.givenBackMinor ?? 0n, "given back by a reversal"],
  ];
  return parts.flatMap(([minor, word]) => (minor > 0n ? [`${money(minor)} ${word}`] : [])).join(", ");
}
