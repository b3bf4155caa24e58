import type { Ctx } from "@/lib/context";
import type { Payment } from "@/lib/payments/payment";
import { commissionOfPayment } from "@/lib/referrals/commissions/commission-of-payment";
import type { RefundedCommission } from "./refund-effect";

/** What a refund of the payment is to say of its commission; null where there is none. */
export async function refundedCommission(
  ctx: Ctx,
  payment: Pick<Payment, "id" | "kind" | "openingAmountMinor">,
): Promise<RefundedCommission | null> {
  if (payment.kind !== "referral") return null;
  const found = await commissionOfPayment({ ctx, input: { paymentId: payment.id } });
  if (!found?.commission) return null;
  const { state, currency, initialAmountMinor, amountMinor, clawedBackMinor } = found.commission;
  return {
    state,
    currency,
    initialAmountMinor,
    amountMinor,
    clawedBackMinor,
    openingMinor: payment.openingAmountMinor,
    partnerName: found.partnerName,
  };
}
