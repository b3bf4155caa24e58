import { publicUrl } from "@/lib/http/public-url";
import { spellId } from "@/lib/ids";
import { CHECKOUT_PRECISION } from "@/lib/money/checkout-currencies";
import { formatDecimal } from "@/lib/money/decimal";
import type { PaymentStage } from "@/lib/payments/status";
import type { PaymentAnswer } from "./answers";
import type { CheckoutLineItem, CheckoutPayment } from "./checkout-payment";
import { checkoutStatus } from "./wire";

/** A payment as the checkout contract has it: an absent optional is left out, never null. */
export function presentPayment(payment: CheckoutPayment): PaymentAnswer {
  return {
    id: spellId("pay", payment.id),
    object: "payment",
    amount: formatDecimal(payment.amountMinor, CHECKOUT_PRECISION),
    currency: payment.currency,
    status: checkoutStatus(payment.stage),
    paymentUrl: paymentUrl(payment.token),
    ...(payment.customerId !== null && { customerId: spellId("cus", payment.customerId) }),
    ...(payment.idempotencyKey !== null && { idempotencyKey: payment.idempotencyKey }),
    ...(payment.reference !== null && { reference: payment.reference }),
    ...(Object.keys(payment.metadata).length > 0 && { metadata: payment.metadata }),
    ...(payment.lineItems.length > 0 && { lineItems: payment.lineItems.map(presentLineItem) }),
    expiresAt: payment.expiresAt.toISOString(),
    createdAt: payment.createdAt.toISOString(),
  };
}

/** Where a customer pays. */
export function paymentUrl(token: string): string {
  return `${publicUrl()}/pay/${token}`;
}

/** The address of a link while it can be paid; null from then on, when nobody is to be sent there any more. */
export function handedOut(token: string, stage: PaymentStage): string | null {
  return stage === "pending" || stage === "processing" ? paymentUrl(token) : null;
}

/** A page of anything, as the contract's list. */
export function presentList(data: unknown[], pagination: { limit: number; offset: number; total: number }) {
  return { object: "list" as const, data, pagination };
}

function presentLineItem({ description, amountMinor, quantity }: CheckoutLineItem) {
  return { description, amount: formatDecimal(amountMinor, CHECKOUT_PRECISION), quantity };
}
