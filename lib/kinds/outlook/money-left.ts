import { KIND_RULES } from "@/lib/payments/kinds/all";
import { netMinor } from "@/lib/payments/money-moved";
import type { OutlookWords, Regarded } from "./outlook";

/** What of a payment's money is left, and where the rest went. */
export function moneyLeft(payment: Regarded, { money }: OutlookWords): string | null {
  const { direction } = payment.description;
  if (direction === "out")
    return payment.paidOutMinor > 0n || wentBack(payment) ? "All of it has left." : "Nothing has left yet.";
  if (direction !== "in") return null;
  if (payment.status === "cancelled" && KIND_RULES[payment.kind].undoable) return "It counts nowhere.";
  if (payment.collectedMinor === 0n) return "Nothing of it has arrived.";
  const left = netMinor(payment);
  if (left === payment.collectedMinor && !payment.premium?.reversed) return "All of it is here.";
  const gone = goneWords(payment, money);
  if (left > 0n && payment.premium?.reversed)
    return `Nothing of it is left: ${[gone, `${money(left)} given back by a reversal`].filter(Boolean).join(", ")}.`;
  return left > 0n ? `${money(left)} of it is left: ${gone}.` : `Nothing of it is left: ${gone}.`;
}

// What is given back by a payment of its own counts as a refund of what came in, not as paid out.
function wentBack({ refundedMinor, category }: Regarded): boolean {
  return refundedMinor > 0n && (category === "premium_refund" || category === "reversal");
}

function goneWords(
  { refundedMinor, disputedMinor, returnedMinor }: Regarded,
  money: OutlookWords["money"],
): string {
  const parts: [bigint, string][] = [
    [refundedMinor, "refunded"],
    [disputedMinor, "in dispute or lost to one"],
    [returnedMinor, "taken back by the bank"],
  ];
  return parts.flatMap(([minor, word]) => (minor > 0n ? [`${money(minor)} ${word}`] : [])).join(", ");
}
