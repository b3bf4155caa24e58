import { ask } from "@/lib/connectors/ask";
import { connectorOf } from "@/lib/connectors/connection";
import { isOfBank } from "@/lib/connectors/decline-codes";
import { routesFor } from "@/lib/connectors/route";
import type { TokenizedCard } from "@/lib/connectors/typed-card/typed-card";
import { type Queryable, transaction } from "@/lib/db/sql";
import type { Attempt } from "@/lib/payments/attempt";
import { maySee } from "@/lib/payments/find-payment";
import type { Ctx } from "@/lib/verb/context";
import { Refused, refuseField } from "@/lib/verb/problem";
import {
  type AttemptCard,
  beginCharge,
  chargedCard,
  type Through,
  throughRoute,
  throughSaved,
} from "./begin-charge";
import { admitTry, forgetTry, type TryRefusal, TryRefused } from "./card-testing/admit-try";
import { noteCardTesting } from "./card-testing/note-card-testing";
import { type LockedCheckout, lockCheckoutByToken } from "./checkout-link";
import { type PaymentRefusal, paymentRefusal } from "./payment-refusal";
import { savedMethodOf } from "./saved-payment-methods";
import { type PayResult, settleCharge } from "./settle-charge";

export interface PayCheckout {
  token: string;
  method:
    | { type: "card"; card: TokenizedCard; saveMethod: boolean }
    | { type: "saved"; savedMethodId: string };
  /** Where it comes from, and what the browser shows of work it was asked for: see `admitTry`. */
  from?: { address: string | null; proof: string | null };
}

export type { PayResult, TryRefusal };

/**
 * Charges the customer once. However often and however parallel it is called, one attempt at a time reaches the
 * connector: the others learn that the payment is `processing`, waits for its challenge or is `closed`. Where cards seem to
 * be tried, nothing reaches it before the browser has worked (`proof_required`), or at all (`refused`). The attempt is
 * written down before the connector is asked, so that a crash in between loses nothing. Checkout contract.
 */
export async function payCheckout({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: PayCheckout;
}): Promise<PayResult | TryRefusal> {
  const begun = await beginOrRefuse(ctx, input);
  if ("outcome" in begun) return begun;
  const request = chargeRequest(begun.attempt, begun.currency, ctx.now);
  const outcome = await ask(async () => (await connectorOf(begun.attempt)).charge(request));
  const result = await settleCharge({ ctx, attemptId: begun.attempt.id, outcome });
  if (!isDecline(result)) await forgetTry(begun.countedUnder);
  return result;
}

/** Whether a card was declined, be it the last time for now. */
export function isDecline(result: PayResult): boolean {
  return result.outcome === "locked" || (result.outcome === "declined" && isOfBank(result.declineCode));
}

/** The request an attempt makes, the same whenever it is made: the provider knows it by the attempt's id. */
export function chargeRequest(attempt: Attempt, currency: string, now: Date) {
  const { expiryMonth: month, expiryYear: year } = attempt.method;
  return {
    attemptId: attempt.id,
    amountMinor: attempt.amountMinor,
    currency,
    method: { type: "token", token: attempt.method.token ?? "" } as const,
    now,
    startedAt: attempt.startedAt,
    offSession: attempt.method.offSession ?? false,
    savingMethod: attempt.method.save ?? false,
    ...(month && year && { expiry: { month, year } }),
  };
}

type Begun = { attempt: Attempt; currency: string; countedUnder: string[] };

async function beginOrRefuse(ctx: Ctx, input: PayCheckout): Promise<Begun | PaymentRefusal | TryRefusal> {
  try {
    return await transaction((tx) => begin(tx, ctx, input));
  } catch (err) {
    if (!(err instanceof TryRefused)) throw err;
    await noteCardTesting(ctx, err.merchantId, err.refusal);
    return err.refusal;
  }
}

async function begin(tx: Queryable, ctx: Ctx, input: PayCheckout): Promise<Begun | PaymentRefusal> {
  const locked = await lockCheckoutByToken(tx, input.token);
  if (!locked || !maySee(ctx, locked.payment))
    throw new Refused({ code: "not_found", object: "Link", id: input.token });
  const refusal = await paymentRefusal(tx, ctx, locked);
  if (refusal) return refusal;
  const { payment } = locked;
  const { card, through } = await cardOf(tx, locked, input.method);
  const countedUnder = await admitTry(tx, {
    token: input.token,
    merchantId: payment.merchantId,
    address: input.from?.address ?? null,
    proof: input.from?.proof ?? null,
    at: ctx.now,
    card: {
      connector: through.connector,
      token: card.method.token ?? "",
      brand: card.cardBrand,
      last4: card.cardLast4,
    },
  });
  const attempt = await beginCharge(tx, ctx, locked, card, through);
  return { attempt, currency: payment.currency, countedUnder };
}

async function cardOf(
  tx: Queryable,
  { payment, link }: LockedCheckout,
  chosen: PayCheckout["method"],
): Promise<{ card: AttemptCard; through: Through }> {
  if (chosen.type === "saved") {
    const saved = await savedMethodOf(tx, payment.customerId, chosen.savedMethodId);
    return {
      card: chargedCard(saved, { offSession: false }),
      through: await throughSaved(tx, payment, saved, "method"),
    };
  }
  const { token, brand, last4, expiryMonth, expiryYear } = chosen.card;
  const save = chosen.saveMethod && link.savePaymentMethod && payment.customerId !== null;
  return {
    card: { cardBrand: brand, cardLast4: last4, method: { token, expiryMonth, expiryYear, save } },
    through: await typedCardsGoThrough(tx, payment),
  };
}

/** Cards are typed on our page for a connector that takes them there, and sent to no other. */
async function typedCardsGoThrough(tx: Queryable, payment: LockedCheckout["payment"]): Promise<Through> {
  const [route] = await routesFor({ ...payment, kind: "checkout" }, tx);
  if (!route || !(await connectorOf(throughRoute(route), tx)).cardForm)
    refuseField("method", "not_allowed", "is paid on the provider's own page");
  return throughRoute(route);
}
