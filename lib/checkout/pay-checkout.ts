import { ask } from "@/lib/connectors/ask";
import { connectorNamed } from "@/lib/connectors/registry";
import type { TokenizedCard } from "@/lib/connectors/sandbox/cards";
import { type Queryable, transaction } from "@/lib/db/sql";
import { appendAdjustment } from "@/lib/payments/append-adjustment";
import { type Attempt, type AttemptMethod, beginAttempt } from "@/lib/payments/attempt";
import { maySee } from "@/lib/payments/find-payment";
import type { Ctx } from "@/lib/verb/context";
import { Refused } from "@/lib/verb/problem";
import { type LockedCheckout, lockCheckoutByToken } from "./checkout-link";
import { type PaymentRefusal, paymentRefusal } from "./payment-refusal";
import { savedMethodOf } from "./saved-payment-methods";
import { type PayResult, settleCharge } from "./settle-charge";

/** Who moves the money of a checkout payment while there is no live connector. */
export const CHECKOUT_CONNECTOR = "sandbox";

export interface PayCheckout {
  token: string;
  method:
    | { type: "card"; card: TokenizedCard; saveMethod: boolean }
    | { type: "saved"; savedMethodId: string };
}

export type { PayResult };

/**
 * Charges the customer once. However often and however parallel it is called, one attempt at a time reaches the
 * connector: the others learn that the payment is `processing`, waits for its challenge or is `closed`. The attempt is
 * written down before the connector is asked, so that a crash in between loses nothing. Checkout contract.
 */
export async function payCheckout({ ctx, input }: { ctx: Ctx; input: PayCheckout }): Promise<PayResult> {
  const begun = await transaction((tx) => begin(tx, ctx, input));
  if ("outcome" in begun) return begun;
  const outcome = await ask(() =>
    connectorNamed(begun.attempt.connector).charge(chargeRequest(begun.attempt, begun.currency, ctx.now)),
  );
  return settleCharge({ ctx, attemptId: begun.attempt.id, outcome });
}

/** The request an attempt makes, the same whenever it is made: the provider knows it by the attempt's id. */
export function chargeRequest(attempt: Attempt, currency: string, now: Date) {
  return {
    attemptId: attempt.id,
    amountMinor: attempt.amountMinor,
    currency,
    method: { type: "token", token: attempt.method.token ?? "" } as const,
    now,
    offSession: false,
    savingMethod: attempt.method.save ?? false,
  };
}

type Begun = { attempt: Attempt; currency: string };

async function begin(tx: Queryable, ctx: Ctx, input: PayCheckout): Promise<Begun | PaymentRefusal> {
  const locked = await lockCheckoutByToken(tx, input.token);
  if (!locked || !maySee(ctx, locked.payment))
    throw new Refused({ code: "not_found", object: "Link", id: input.token });
  const refusal = await paymentRefusal(tx, ctx, locked);
  if (refusal) return refusal;
  const { payment } = locked;
  const attempt = await beginAttempt(tx, ctx, {
    paymentId: payment.id,
    operation: "charge",
    connector: CHECKOUT_CONNECTOR,
    amountMinor: payment.amountMinor,
    ...(await cardOf(tx, locked, input.method)),
  });
  await appendAdjustment(tx, ctx, locked, {
    status: "processing",
    attemptId: attempt.id,
    reason: `Attempt ${attempt.number}: ${attempt.cardBrand} ending in ${attempt.cardLast4}`,
    action: "payment.processing",
  });
  return { attempt, currency: payment.currency };
}

interface AttemptCard {
  cardBrand: string;
  cardLast4: string;
  method: AttemptMethod;
  savedPaymentMethodId?: string;
}

async function cardOf(
  tx: Queryable,
  { payment, link }: LockedCheckout,
  chosen: PayCheckout["method"],
): Promise<AttemptCard> {
  if (chosen.type === "saved") {
    const saved = await savedMethodOf(tx, payment.customerId, chosen.savedMethodId);
    const { connectorReference: token, expiryMonth, expiryYear, brand, last4 } = saved;
    return {
      cardBrand: brand,
      cardLast4: last4,
      savedPaymentMethodId: saved.id,
      method: { token, expiryMonth, expiryYear, save: false },
    };
  }
  const { token, brand, last4, expiryMonth, expiryYear } = chosen.card;
  const save = chosen.saveMethod && link.savePaymentMethod && payment.customerId !== null;
  return { cardBrand: brand, cardLast4: last4, method: { token, expiryMonth, expiryYear, save } };
}
