import type { Payment } from "@/lib/payments/payment";
import type { CommissionOfPayment } from "@/lib/referrals/commissions/commission-of-payment";
import type { RefundedCommission } from "./refund-effect";

/** What a refund of the payment is to say of its commission; null where there is none. */
export function refundedCommission(
  found: CommissionOfPayment | null,
  payment: Pick<Payment, "openingAmountMinor">,
): RefundedCommission | null {
  if (!found?.commission) return null;
  const { state, currency, initialAmountMinor, amountMinor, clawedBackMinor, netted } = found.commission;
  return {
    state,
    currency,
    initialAmountMinor,
    amountMinor,
    clawedBackMinor,
    netted,
    openingMinor: payment.openingAmountMinor,
    partnerName: found.partnerName,
  };
}
