import { outlookWords, regardedOf } from "@/app/(console)/_shared/regarded";
import { readHistory } from "@/app/(console)/payments/[id]/_history/read-history";
import { paymentLine, withoutGone } from "@/components/payments/payment-line";
import { paymentStatus } from "@/components/payments/payment-status";
import type { Reader } from "@/components/ui/reader";
import { shortenId } from "@/components/ui/short-id";
import { formatTime } from "@/components/ui/time-text";
import { handedOut } from "@/lib/checkout/present";
import { isMirrored } from "@/lib/connected/payments/is-mirrored";
import { providerNamed } from "@/lib/connectors/all-providers";
import { connectionById, connectionIdOf } from "@/lib/connectors/connection";
import { spellId } from "@/lib/ids";
import { describePayment } from "@/lib/kinds/describe-payment";
import { outlookOf } from "@/lib/kinds/outlook/outlook";
import { evidenceOffer } from "@/lib/kinds/submit-evidence";
import { unansweredAttempts } from "@/lib/kinds/unanswered";
import { getPayment, type PaymentDetail } from "@/lib/payments/get-payment";
import { KIND_RULES } from "@/lib/payments/kinds/all";
import { goneCharges } from "@/lib/payments/refunds/gone-charges";
import type { PaymentStage } from "@/lib/payments/status";
import { DUPLICATES_MAX, listDuplicates } from "@/lib/people/list-duplicates";
import { batchOfPayment } from "@/lib/policies/batches/batch-of-payment";
import { type PaymentChain, paymentChain } from "@/lib/policies/collection/payment-chain";
import { commissionOfPayment } from "@/lib/referrals/commissions/commission-of-payment";
import type { Actor, Ctx } from "@/lib/verb/context";
import { may } from "@/lib/verb/permissions";
import { adjustmentOffer } from "./adjustment-offer";
import { batchFacts, policyFacts } from "./policy-facts";
import { actionsOn } from "./steps";

/** Everything a payment's page shows, for one reader: made for the page, and again for its stream after each change. */
export type PaymentView = Awaited<ReturnType<typeof paymentView>>;

export async function paymentView({ ctx, reader, id }: { ctx: Ctx; reader: Reader; id: string }) {
  const detail = await getPayment({ ctx, input: { id } });
  const { payment } = detail;
  const input = { paymentId: payment.id };
  const [chain, batch, referral, evidence, through, mirrored, duplicates] = await Promise.all([
    payment.kind === "policy" ? paymentChain({ ctx, input }) : null,
    payment.kind === "policy" ? batchOfPayment({ ctx, input }) : null,
    payment.kind === "referral" ? commissionOfPayment({ ctx, input }) : null,
    evidenceOffer(detail, ctx.now),
    wentThrough(detail),
    isMirrored(payment.id),
    listDuplicates({ ctx, input }),
  ]);
  const adjusts = may(ctx.actor, "payments:adjust");
  const words = {
    ...outlookWords(payment, reader),
    dayOfInstant: (at: Date) => formatTime(at, reader, "day"),
  };
  return {
    id: spellId("pay", payment.id),
    uuid: payment.id,
    shownIds: shownIds(payment, chain),
    name: nameOf(payment),
    description: payment.description,
    actions: actionsOn(detail, { referral, evidence }, ctx.actor, reader),
    facts: { ...factsOf(detail, ctx.actor), through },
    outlook: outlookOf(regardedOf(detail, chain, evidence, ctx.now), words),
    history: await readHistory({ ctx, detail, chain, words }),
    unanswered: await unansweredAttempts(detail.attempts, ctx.now),
    mayAsk: may(ctx.actor, "payments:refund"),
    offer: adjusts && !mirrored ? adjustmentOffer(payment, detail.facts, ctx.now) : null,
    metadata: { values: payment.metadata, editable: adjusts },
    link: detail.link && linkFacts(detail.link, payment.stage, ctx.now),
    policy: chain && { ...policyFacts(chain, ctx.actor, reader), batch: batch && batchFacts(batch) },
    duplicates: {
      lines: withoutGone(
        duplicates.map((each) => paymentLine(each, ctx.now)),
        await goneCharges(duplicates.map((each) => each.id)),
      ),
      more: duplicates.length === DUPLICATES_MAX,
      mayRefund: may(ctx.actor, "payments:refund"),
    },
    referral,
  };
}

/** A link as it stands: what is over says no more until when it can be paid, nor where. */
export function linkFacts(link: NonNullable<PaymentDetail["link"]>, stage: PaymentStage, now: Date) {
  const { token, lineItems, successRedirectUrl, failureRedirectUrl, expiresAt, lockedUntil } = link;
  const address = handedOut(token, stage);
  return {
    address,
    expiresAt: address && expiresAt,
    lockedUntil: address && lockedUntil && lockedUntil > now ? lockedUntil : null,
    lineItems,
    successRedirectUrl,
    failureRedirectUrl,
  };
}

/** Whom its money was asked of last, and whether it was real; null where nobody was asked from here. */
async function wentThrough({ attempts }: PaymentDetail): Promise<{ label: string; live: boolean } | null> {
  const last = attempts.findLast(({ operation }) => operation === "charge" || operation === "payout");
  if (!last) return null;
  const { provider, live } = await connectionById(connectionIdOf(last));
  return { label: providerNamed(provider).label, live };
}

/** Of what the page shows something, beside the payment: what happens to it may change the page. */
function shownIds(payment: PaymentDetail["payment"], chain: PaymentChain | null): string[] {
  const { customerId, policyId, policyholderId, referralId } = payment;
  const ofChain = chain ? [chain.method, ...chain.attempts, ...chain.reversals] : [];
  return [customerId, policyId, policyholderId, referralId, ...ofChain.map((each) => each?.id)].filter(
    (id) => typeof id === "string",
  );
}

function nameOf({ id, merchantReference }: PaymentDetail["payment"]): string {
  return merchantReference ?? shortenId(spellId("pay", id));
}

function factsOf({ payment }: PaymentDetail, actor: Actor) {
  const { currency, precision, merchantReference, merchantId, merchantName, connectorId } = payment;
  return {
    ...describePayment(payment),
    amountMinor: payment.initialAmountMinor,
    currency,
    precision,
    status: paymentStatus(payment),
    stage: payment.stage,
    merchantReference,
    merchantName,
    merchantHref: may(actor, "merchants:read") ? `/settings/merchants/${spellId("mer", merchantId)}` : null,
    kind: KIND_RULES[payment.kind].name,
    connectorName: payment.connectorName,
    connectorHref: `/payments?${new URLSearchParams({ connector: connectorId })}`,
    createdAt: payment.createdAt,
    updatedAt: payment.updatedAt,
  };
}
