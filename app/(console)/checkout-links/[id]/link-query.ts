import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { outlookWords, regardedOf } from "@/app/(console)/_shared/regarded";
import { paymentStatus } from "@/components/payments/payment-status";
import { shortenId } from "@/components/ui/short-id";
import { type CheckoutLinkDetail, getCheckoutLink } from "@/lib/checkout/get-checkout-link";
import { handedOut } from "@/lib/checkout/present";
import { qrCode } from "@/lib/checkout/qr-code";
import { spellId } from "@/lib/ids";
import { whyInState } from "@/lib/kinds/outlook/why-in-state";
import { getPayment } from "@/lib/payments/get-payment";
import { may } from "@/lib/verb/permissions";

/** A checkout link's page, by the `id` of its payment. */
export const linkQuery = {
  permission: "payments:read",
  read: async ({ ctx, reader, params }) => {
    const input = { id: params.get("id") ?? "" };
    const link = await getCheckoutLink({ ctx, input });
    const payment = await getPayment({ ctx, input });
    const cancellable = link.steps.some(({ step, allowed }) => step === "cancel" && allowed);
    return {
      ...linkView(link),
      // In the words of the payment's page: the two are read side by side.
      why: whyInState(regardedOf(payment, null, null, ctx.now), outlookWords(payment.payment, reader)),
      mayCreate: may(ctx.actor, "payments:create"),
      mayCancel: cancellable && may(ctx.actor, "payments:cancel"),
    };
  },
} satisfies ConsoleQuery<unknown>;

export type LinkView = Awaited<ReturnType<(typeof linkQuery)["read"]>>;

/** A link as its page shows it. It is handed out only while it can be paid. */
function linkView({ payment, token, ...link }: CheckoutLinkDetail) {
  const id = spellId("pay", payment.id);
  const url = handedOut(token, payment.stage);
  return {
    id,
    name: payment.merchantReference ?? shortenId(id),
    reference: payment.merchantReference,
    amountMinor: payment.openingAmountMinor,
    currency: payment.currency,
    stage: payment.stage,
    failed: payment.failureCode !== null,
    status: paymentStatus(payment),
    handOut: url === null ? null : { url, qr: qrCode(url) },
    metadata: payment.metadata,
    createdAt: payment.createdAt,
    merchant: link.merchant,
    customer: link.customer,
    lineItems: link.lineItems,
    expiresAt: link.expiresAt,
    lockedUntil: link.lockedUntil,
    savePaymentMethod: link.savePaymentMethod,
    successRedirectUrl: link.successRedirectUrl,
    failureRedirectUrl: link.failureRedirectUrl,
  };
}
