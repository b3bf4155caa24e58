import { connectionIdOf } from "@/lib/connectors/connection";
import { type ChosenRoute, routesFor } from "@/lib/connectors/route";
import type { Queryable } from "@/lib/db/sql";
import { appendAdjustment } from "@/lib/payments/append-adjustment";
import { type Attempt, type AttemptDraft, beginAttempt } from "@/lib/payments/attempt";
import { cardName } from "@/lib/text/card-brand";
import type { Ctx } from "@/lib/verb/context";
import { refuseField } from "@/lib/verb/problem";
import type { LockedCheckout } from "./checkout-link";
import type { SavedPaymentMethod } from "./saved-payment-methods";

/** The card a payment is about to be charged to, and through whom. */
export type AttemptCard = Required<Pick<AttemptDraft, "cardBrand" | "cardLast4" | "method">> &
  Pick<AttemptDraft, "savedPaymentMethodId">;

/** Which connection is asked. */
export type Through = Pick<AttemptDraft, "connector" | "connectionId" | "routeId">;

/** Writes down that a locked payment is about to be charged, before the connector is asked. */
export async function beginCharge(
  tx: Queryable,
  ctx: Ctx,
  locked: LockedCheckout,
  card: AttemptCard,
  through: Through,
): Promise<Attempt> {
  return begin(
    tx,
    ctx,
    locked,
    { ...card, ...through },
    `${cardName(card.cardBrand)} ending in ${card.cardLast4}`,
  );
}

/** The same for a payment whose customer is about to be sent to a page of the provider's. */
export async function beginHosted(
  tx: Queryable,
  ctx: Ctx,
  locked: LockedCheckout,
  through: Through,
  label: string,
): Promise<Attempt> {
  const save = locked.link.savePaymentMethod && locked.payment.customerId !== null;
  return begin(tx, ctx, locked, { ...through, method: { hosted: true, save } }, `on the page of ${label}`);
}

async function begin(
  tx: Queryable,
  ctx: Ctx,
  locked: LockedCheckout,
  draft: Omit<AttemptDraft, "paymentId" | "operation" | "amountMinor">,
  words: string,
): Promise<Attempt> {
  const { payment } = locked;
  const attempt = await beginAttempt(tx, ctx, {
    paymentId: payment.id,
    operation: "charge",
    amountMinor: payment.amountMinor,
    ...draft,
  });
  await appendAdjustment(tx, ctx, locked, {
    status: "processing",
    attemptId: attempt.id,
    reason: `Attempt ${attempt.number}: ${words}`,
    action: "payment.processing",
  });
  return attempt;
}

/** A chosen route as what an attempt says of it. */
export function throughRoute({ connection, routeId }: ChosenRoute): Through {
  return { connector: connection.provider, connectionId: connection.id, routeId };
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

/**
 * A saved card is only ever charged where it was saved, and only while this payment may go there: a merchant who has moved
 * to another provider is not paid by a card of the one before, and never by a test card. Refuses with `invalid`.
 */
export async function throughSaved(
  tx: Queryable,
  payment: LockedCheckout["payment"],
  saved: SavedPaymentMethod,
  /** What the caller calls the card. */
  field: string,
): Promise<Through> {
  const routes = await routesFor({ ...payment, kind: "checkout" }, tx);
  const route = routes.find(({ connection }) => connection.id === connectionIdOf(saved));
  if (!route) refuseField(field, "not_allowed", "was saved at a provider that no longer takes this payment");
  return { ...throughRoute(route), connectionId: saved.connectionId };
}
