import { actingMerchant, NO_ID } from "@/lib/auth/acting-merchant";
import { LINK_TOKEN_CHARACTERS, newToken } from "@/lib/crypto/tokens";
import { newId, readAnyId, spellId } from "@/lib/ids";
import { CHECKOUT_PRECISION } from "@/lib/money/checkout-currencies";
import { formatDecimal } from "@/lib/money/decimal";
import { BUILT_IN_CONNECTORS, type PaymentDraft, recordPayments } from "@/lib/payments/record-payments";
import { isRecentKey } from "@/lib/payments/recording/recent-keys";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused, refuseField } from "@/lib/verb/problem";
import { type CheckoutPayment, checkoutPaymentByKey, type StoredLineItem } from "./checkout-payment";
import { expirePaymentIfDue } from "./expire-checkout-payments";
import { EXPIRES_IN_DEFAULT_MS } from "./limits";
import { paymentLimit } from "./payment-limit";
import { type CheckoutDetail, RECORD_CHECKOUT } from "./record-checkout";
import type { CreatePaymentBody } from "./wire";

/** `created` is false where the key was known: the first payment as it is now. */
export type CreatedCheckoutPayment = { created: boolean; payment: CheckoutPayment };

/**
 * Makes a checkout payment and its link, in one round trip. A key seen before in the same merchant gives the first
 * payment back, even when the rest of the input differs. Refuses with `other_merchant`, `other_customer` or `invalid`.
 * Checkout contract.
 */
export async function createCheckoutPayment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: CreatePaymentBody;
}): Promise<CreatedCheckoutPayment> {
  authorize(ctx, "payments:create");
  const merchantId = actingMerchant(ctx, input.merchantId);
  const draft = toDraft(ctx, merchantId, input);
  // A key this process has met is asked for first: a read is cheaper than the statement that finds it taken.
  const repeated = isRecentDraft(draft) ? await paymentOfKey(ctx, draft) : null;
  if (repeated) return { created: false, payment: repeated };
  const [verdict] = await recordPayments(ctx, RECORD_CHECKOUT, [draft]);
  switch (verdict) {
    case "recorded":
      return { created: true, payment: fromDraft(draft, input) };
    case "replayed":
      return replayOr(ctx, draft, () => {
        throw new Error("an idempotency key is taken by no checkout payment");
      });
    case "unknown_customer":
      return replayOr(ctx, draft, () => {
        throw new Refused({ code: "other_customer" });
      });
    case "not_allowed":
      return replayOr(ctx, draft, async () => {
        const limitMinor = await paymentLimit(merchantId);
        return refuseField(
          "amount",
          "too_big",
          `must be at most ${formatDecimal(limitMinor, CHECKOUT_PRECISION)}`,
        );
      });
    default:
      return refuseField("merchantId", "invalid_value", "is not the id of a merchant");
  }
}

type Draft = PaymentDraft & { detail: CheckoutDetail };

function toDraft(ctx: Ctx, merchantId: string, input: CreatePaymentBody): Draft {
  const id = newId();
  return {
    id,
    kind: "checkout",
    merchantId,
    connectorId: BUILT_IN_CONNECTORS.checkout,
    reference: spellId("pay", id),
    type: "PAY-IN",
    category: "checkout",
    scheme: "unknown",
    currency: input.currency,
    precision: CHECKOUT_PRECISION,
    amountMinor: input.amount,
    status: "pending",
    occurredAt: ctx.now,
    failureCode: null,
    customerId: customerOf(input),
    merchantReference: input.reference ?? null,
    description: null,
    idempotencyKey: input.idempotencyKey ?? null,
    metadata: input.metadata ?? {},
    search: [input.reference ?? null, ...(input.lineItems ?? []).map((item) => item.description)],
    reason: null,
    raw: {},
    detail: {
      token: newToken(LINK_TOKEN_CHARACTERS),
      line_items: (input.lineItems ?? []).map(toStored),
      success_redirect_url: input.successRedirectUrl ?? null,
      failure_redirect_url: input.failureRedirectUrl ?? null,
      save_payment_method: input.savePaymentMethod,
      expires_at: new Date(ctx.now.getTime() + (input.expiresIn ?? EXPIRES_IN_DEFAULT_MS)),
    },
  };
}

// A text that is no id at all names a customer nobody has, like a foreign one.
function customerOf({ customerId }: CreatePaymentBody): string | null {
  if (customerId === undefined) return null;
  return readAnyId(customerId) ?? NO_ID;
}

function toStored(item: { description: string; amount: bigint; quantity: number }): StoredLineItem {
  return { description: item.description, amountMinor: item.amount.toString(), quantity: item.quantity };
}

function fromDraft(draft: Draft, input: CreatePaymentBody): CheckoutPayment {
  return {
    id: draft.id,
    merchantId: draft.merchantId,
    amountMinor: draft.amountMinor,
    currency: draft.currency,
    stage: "pending",
    customerId: draft.customerId,
    idempotencyKey: draft.idempotencyKey,
    reference: draft.merchantReference,
    metadata: draft.metadata,
    lineItems: (input.lineItems ?? []).map(({ amount, ...item }) => ({ ...item, amountMinor: amount })),
    token: draft.detail.token,
    expiresAt: draft.detail.expires_at,
    createdAt: draft.occurredAt,
  };
}

// A known key answers its payment however the rest of the body differs, in its customer and its amount too.
async function replayOr(
  ctx: Ctx,
  draft: Draft,
  refuse: () => never | Promise<never>,
): Promise<CreatedCheckoutPayment> {
  const first = await paymentOfKey(ctx, draft);
  return first ? { created: false, payment: first } : refuse();
}

function isRecentDraft({ merchantId, idempotencyKey }: Draft): boolean {
  return idempotencyKey !== null && isRecentKey({ kind: "checkout", merchantId, idempotencyKey });
}

async function paymentOfKey(
  ctx: Ctx,
  { merchantId, idempotencyKey }: Draft,
): Promise<CheckoutPayment | null> {
  const first = idempotencyKey === null ? null : await checkoutPaymentByKey(merchantId, idempotencyKey);
  if (!first) return null;
  ctx.touched?.add(first.id);
  return expirePaymentIfDue(ctx, first);
}
