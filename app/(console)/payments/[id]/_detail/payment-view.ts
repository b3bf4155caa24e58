import type { ChainedPayment } from "@/app/(console)/payments/[id]/attempt-chain";
import { refundedCommission } from "@/app/(console)/payments/[id]/refunded-commission";
import { paymentStatus } from "@/components/payments/payment-status";
import type { Reader } from "@/components/ui/reader";
import { shortenId } from "@/components/ui/short-id";
import { formatTime } from "@/components/ui/time-text";
import { publicUrl } from "@/lib/http/public-url";
import { spellId } from "@/lib/ids";
import { formatMoney } from "@/lib/money/format";
import { getPayment, type PaymentDetail } from "@/lib/payments/get-payment";
import { KIND_RULES } from "@/lib/payments/kinds/all";
import { paymentChain } from "@/lib/policies/collection/payment-chain";
import type { PolicyPayment } from "@/lib/policies/payments/policy-payment";
import { commissionOfPayment } from "@/lib/referrals/commissions/commission-of-payment";
import type { Ctx } from "@/lib/verb/context";
import { may } from "@/lib/verb/permissions";
import { adjustmentLines, adjustmentOffer } from "./adjustment-lines";
import { actionsOn } from "./steps";
import { timelineEntries } from "./timeline-entries";
import { whyInState } from "./why";

/** Everything a payment's page shows, for one reader: made for the page, and again for its stream after each change. */
export type PaymentView = Awaited<ReturnType<typeof paymentView>>;

export async function paymentView({ ctx, reader, id }: { ctx: Ctx; reader: Reader; id: string }) {
  const detail = await getPayment({ ctx, input: { id } });
  const { payment } = detail;
  const input = { paymentId: payment.id };
  const [chain, referral] = await Promise.all([
    payment.kind === "policy" ? paymentChain({ ctx, input }) : null,
    payment.kind === "referral" ? commissionOfPayment({ ctx, input }) : null,
  ]);
  const adjusts = may(ctx.actor, "payments:adjust");
  const actions = actionsOn(detail, ctx.actor, reader);
  return {
    id: spellId("pay", payment.id),
    uuid: payment.id,
    name: nameOf(payment),
    description: payment.description,
    actions: { ...actions, refund: { ...actions.refund, commission: refundedCommission(referral, payment) } },
    facts: factsOf(detail),
    why: whyInState(detail, {
      when: (at) => formatTime(at, reader),
      money: (amountMinor) =>
        formatMoney(
          { amountMinor, currency: payment.currency, precision: payment.precision },
          { locale: reader.locale },
        ),
    }),
    timeline: timelineEntries(detail),
    adjustments: adjustmentLines(detail),
    offer: adjusts ? adjustmentOffer(payment, detail.facts) : null,
    metadata: { values: payment.metadata, editable: adjusts },
    link: detail.link && { ...detail.link, address: `${publicUrl()}/pay/${detail.link.token}` },
    chain: chain && chainOf(chain, payment.id),
    referral,
  };
}

function nameOf({ id, merchantReference }: PaymentDetail["payment"]): string {
  return merchantReference ?? shortenId(spellId("pay", id));
}

function chainOf(chain: readonly PolicyPayment[], shownId: string): ChainedPayment[] {
  return chain.map(({ id, policyId, retryNumber, actionDate, status, failureReason }) => {
    return { id, policyId, retryNumber, actionDate, status, failureReason, current: id === shownId };
  });
}

function factsOf({ payment }: PaymentDetail) {
  const { currency, precision, merchantReference, customerName, customerEmail, merchantName } = payment;
  return {
    amountMinor: payment.initialAmountMinor,
    currency,
    precision,
    status: paymentStatus(payment),
    stage: payment.stage,
    merchantReference,
    customerName,
    customerEmail,
    merchantName,
    card: { brand: payment.cardBrand, last4: payment.cardLast4 },
    kind: KIND_RULES[payment.kind].name,
    connectorName: payment.connectorName,
    createdAt: payment.createdAt,
    updatedAt: payment.updatedAt,
  };
}
