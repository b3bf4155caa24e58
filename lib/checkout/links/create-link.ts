import { actingMerchant } from "@/lib/auth/acting-merchant";
import { refuseUnlessSame } from "@/lib/db/made-before";
import { queryOne } from "@/lib/db/sql";
import { OF_FORM } from "@/lib/generated/sql/checkout/links/create-link/of-form";
import { readAnyId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { type CreatedCheckoutPayment, createCheckoutPayment } from "../create-checkout-payment";
import { getCheckoutLink } from "../get-checkout-link";
import { getCheckoutPayment } from "../get-checkout-payment";
import { EXPIRES_IN_DEFAULT_MS } from "../limits";
import type { CreatePaymentBody } from "../wire";

/** What a form sends: its key was minted with it. */
type LinkForm = CreatePaymentBody & { idempotencyKey: string };

/**
 * Makes the link of a form of the console. A key of the checkout door answers its first payment whatever else is said; a
 * form is refused with `conflict` where it says anything else than the link it has made, for another merchant too.
 */
export async function createCheckoutLink({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: LinkForm;
}): Promise<CreatedCheckoutPayment> {
  authorize(ctx, "payments:create");
  const before = await linkOfForm({ ctx, input: { key: input.idempotencyKey } });
  if (before) return { created: false, payment: await asMade(ctx, before.id, input) };
  const made = await createCheckoutPayment({ ctx, input });
  // Its twin was the first meanwhile.
  if (!made.created) await asMade(ctx, made.payment.id, input);
  return made;
}

/** The payment of the link that a form has made, of whichever merchant, or null. */
export async function linkOfForm({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { key: string };
}): Promise<{ id: string } | null> {
  authorize(ctx, "payments:read");
  const made = await queryOne(OF_FORM, { key: input.key, merchantId: merchantBound(ctx.actor) });
  return made ?? null;
}

async function asMade(ctx: Ctx, id: string, input: LinkForm) {
  const payment = await getCheckoutPayment({ ctx, input: { id } });
  const { successRedirectUrl, failureRedirectUrl, savePaymentMethod } = await getCheckoutLink({
    ctx,
    input: { id },
  });
  const made = {
    ...{ ...payment, successRedirectUrl, failureRedirectUrl, savePaymentMethod },
    expiresIn: payment.expiresAt.getTime() - payment.createdAt.getTime(),
  };
  refuseUnlessSame(ctx, made, {
    merchantId: actingMerchant(ctx, input.merchantId),
    amountMinor: input.amount,
    currency: input.currency,
    customerId: input.customerId === undefined ? null : readAnyId(input.customerId),
    reference: input.reference ?? null,
    metadata: input.metadata ?? {},
    lineItems: (input.lineItems ?? []).map(({ amount, description, quantity }) => ({
      ...{ description, amountMinor: amount, quantity },
    })),
    successRedirectUrl: input.successRedirectUrl ?? null,
    failureRedirectUrl: input.failureRedirectUrl ?? null,
    savePaymentMethod: input.savePaymentMethod,
    expiresIn: input.expiresIn ?? EXPIRES_IN_DEFAULT_MS,
  });
  return payment;
}
