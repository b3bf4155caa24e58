import type { ConsoleQuery } from "@/app/(console)/_queries/console-query";
import { paymentStatus } from "@/components/payments/payment-status";
import { shortenId } from "@/components/ui/short-id";
import { type CheckoutLinkDetail, getCheckoutLink } from "@/lib/checkout/get-checkout-link";
import { paymentUrl } from "@/lib/checkout/present";
import { qrCode } from "@/lib/checkout/qr-code";
import { spellId } from "@/lib/ids";
import { may } from "@/lib/verb/permissions";

/** A checkout link's page, by the `id` of its payment. */
export const linkQuery = {
  permission: "payments:read",
  read: async ({ ctx, params }) => {
    const link = await getCheckoutLink({ ctx, input: { id: params.get("id") ?? "" } });
    const cancellable = link.steps.some(({ step, allowed }) => step === "cancel" && allowed);
    return {
      ...linkView(link),
      mayCreate: may(ctx.actor, "payments:create"),
      mayCancel: cancellable && may(ctx.actor, "payments:cancel"),
    };
  },
} satisfies ConsoleQuery<unknown>;

export type LinkView = ReturnType<typeof linkView>;

/** A link as its page shows it. It is handed out only while it can be paid. */
function linkView({ payment, token, ...link }: CheckoutLinkDetail) {
  const id = spellId("pay", payment.id);
  const open = payment.stage === "pending" || payment.stage === "processing";
  const url = paymentUrl(token);
  return {
    id,
    name: payment.merchantReference ?? shortenId(id),
    reference: payment.merchantReference,
    amountMinor: payment.openingAmountMinor,
    currency: payment.currency,
    stage: payment.stage,
    declined: payment.failureCode !== null,
    status: paymentStatus(payment),
    handOut: open ? { url, qr: qrCode(url) } : null,
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
