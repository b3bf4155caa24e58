import type { ChainedPayment } from "@/app/(console)/payments/[id]/attempt-chain";
import { refundedCommission } from "@/app/(console)/payments/[id]/refunded-commission";
import { paymentStatus } from "@/components/payments/payment-status";
import type { Reader } from "@/components/ui/reader";
import { shortenId } from "@/components/ui/short-id";
import { formatTime } from "@/components/ui/time-text";
import { publicUrl } from "@/lib/http/public-url";
import { spellId } from "@/lib/ids";
import { describePayment } from "@/lib/kinds/describe-payment";
import { formatMoney } from "@/lib/money/format";
import { getPayment, type PaymentDetail } from "@/lib/payments/get-payment";
import { KIND_RULES } from "@/lib/payments/kinds/all";
import { netMinor } from "@/lib/payments/money-moved";
import { paymentChain } from "@/lib/policies/collection/payment-chain";
import type { PolicyPayment } from "@/lib/policies/payments/policy-payment";
import { commissionOfPayment } from "@/lib/referrals/commissions/commission-of-payment";
import type { Ctx } from "@/lib/verb/context";
import { may } from "@/lib/verb/permissions";
import { adjustmentLines, adjustmentOffer } from "./adjustment-lines";
import { nextOfPremium } from "./next-of-premium";
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
  const words = {
    when: (at: Date) => formatTime(at, reader),
    day: (at: Date) => formatTime(at, reader, "day"),
    money: (amountMinor: bigint) =>
      formatMoney(
        { amountMinor, currency: payment.currency, precision: payment.precision },
        { locale: reader.locale },
      ),
  };
  const actions = actionsOn(detail, ctx.actor, reader);
  return {
    id: spellId("pay", payment.id),
    uuid: payment.id,
    name: nameOf(payment),
    description: payment.description,
    actions: { ...actions, refund: { ...actions.refund, commission: refundedCommission(referral, payment) } },
    facts: factsOf(detail),
    why: whyInState(detail, words),
    next: chain && nextOfPremium(chain, payment.id, words.day),
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
  const { currency, precision, merchantReference, merchantName } = payment;
  return {
    ...describePayment(payment),
    /** What of the money that came in is still there, where some of it is not. */
    keptMinor:
      payment.collectedMinor > 0n && netMinor(payment) < payment.collectedMinor ? netMinor(payment) : null,
    amountMinor: payment.initialAmountMinor,
    currency,
    precision,
    status: paymentStatus(payment),
    stage: payment.stage,
    merchantReference,
    merchantName,
    kind: KIND_RULES[payment.kind].name,
    connectorName: payment.connectorName,
    createdAt: payment.createdAt,
    updatedAt: payment.updatedAt,
  };
}
