import type { Queryable } from "@/lib/db/sql";
import { appendAdjustment } from "@/lib/payments/append-adjustment";
import { type Attempt, type AttemptDraft, beginAttempt } from "@/lib/payments/attempt";
import type { Ctx } from "@/lib/verb/context";
import type { LockedCheckout } from "./checkout-link";
import type { SavedPaymentMethod } from "./saved-payment-methods";

/** Who moves the money of a checkout payment while there is no live connector. */
export const CHECKOUT_CONNECTOR = "sandbox";

/** The card a payment is about to be charged to. */
export type AttemptCard = Required<Pick<AttemptDraft, "cardBrand" | "cardLast4" | "method">> &
  Pick<AttemptDraft, "savedPaymentMethodId">;

/** Writes down that a locked payment is about to be charged, before the connector is asked. */
export async function beginCharge(
  tx: Queryable,
  ctx: Ctx,
  locked: LockedCheckout,
  card: AttemptCard,
): Promise<Attempt> {
  const { payment } = locked;
  const attempt = await beginAttempt(tx, ctx, {
    paymentId: payment.id,
    operation: "charge",
    connector: CHECKOUT_CONNECTOR,
    amountMinor: payment.amountMinor,
    ...card,
  });
  await appendAdjustment(tx, ctx, locked, {
    status: "processing",
    attemptId: attempt.id,
    reason: `Attempt ${attempt.number}: ${attempt.cardBrand} ending in ${attempt.cardLast4}`,
    action: "payment.processing",
  });
  return attempt;
}

/** A saved card as what is charged. Off session, nobody is there to answer a challenge. */
export function chargedCard(saved: SavedPaymentMethod, { offSession }: { offSession: boolean }): AttemptCard {
  const { connectorReference: token, expiryMonth, expiryYear, brand, last4 } = saved;
  return {
    cardBrand: brand,
    cardLast4: last4,
    savedPaymentMethodId: saved.id,
    method: { token, expiryMonth, expiryYear, save: false, ...(offSession && { offSession }) },
  };
}
