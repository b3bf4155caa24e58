import { inTimeOf, type Moment } from "@/lib/clock/own-time";
import { providerNamed } from "@/lib/connectors/all-providers";
import type { CardForm, TakenCard } from "@/lib/connectors/card-form";
import {
  connectionById,
  connectionIdOf,
  connectorFor,
  type StoredConnection,
} from "@/lib/connectors/connection";
import { type DeclineCode, isDeclineCode } from "@/lib/connectors/decline-codes";
import { routesFor } from "@/lib/connectors/route";
import { isExpired } from "@/lib/connectors/typed-card/typed-card";
import { currentHold } from "@/lib/db/hold";
import { query } from "@/lib/db/sql";
import { READ, type ReadRow } from "@/lib/generated/sql/checkout/get-checkout-page/read";
import { outsideAddressFault } from "@/lib/http/followed-address";
import { newId, spellId } from "@/lib/ids";
import { type Attempt, attemptsOf } from "@/lib/payments/attempt";
import { jobContext } from "@/lib/verb/context";
import { CARD_ATTEMPTS_MAX, opensNothing, triesSpent } from "./checkout-link";
import type { CheckoutLineItem } from "./checkout-payment";
import { expireOne } from "./expire-checkout-payments";
import { takenBackOf } from "./hosted/taken-back";
import { redirectAddress } from "./redirect-address";
import { listMethodsOf, type SavedPaymentMethod } from "./saved-payment-methods";

export type CheckoutPageState =
  | "open"
  | "processing"
  | "requires_action"
  | "locked"
  | "completed"
  | "expired"
  | "cancelled";

/** A saved card as its customer sees it; one that has expired is shown, and cannot be chosen. */
type ShownMethod = Omit<SavedPaymentMethod, "connectorReference" | "connector" | "connectionId"> & {
  expired: boolean;
};

/** All the hosted page shows. Amounts in minor units. */
export interface CheckoutPage {
  /** When this is so, in the time of the merchant. */
  moment: Moment;
  state: CheckoutPageState;
  payment: {
    id: string;
    publicId: string;
    amountMinor: bigint;
    /** What of it the merchant gave back. */
    refundedMinor: bigint;
    /** What of it the customer's bank took back for them. */
    takenBackMinor: bigint;
    currency: string;
    merchantReference: string | null;
    createdAt: Date;
  };
  merchant: { name: string; logoColor: string };
  customer: { name: string; email: string } | null;
  lineItems: CheckoutLineItem[];
  savedMethods: ShownMethod[];
  savePaymentMethod: boolean;
  successRedirectUrl: string | null;
  failureRedirectUrl: string | null;
  expiresAt: Date;
  openedAt: Date | null;
  lockedUntil: Date | null;
  attemptsLeft: number;
  lastDecline: { code: DeclineCode } | null;
  /** What the bank or the provider waits for the customer to do; `pageUrl` where that is on a page of the provider's. */
  openAttempt: { id: string; hosted: boolean; pageUrl: string | null } | null;
  paidAt: Date | null;
  /** The card that paid, or that the bank is asking about. */
  card: { brand: string; last4: string } | null;
  /** No money moves. */
  testMode: boolean;
  /** Nothing is charged for now, whoever pays: the database was restored or copied. */
  held: boolean;
  /** How it is paid: a card typed on our page, a page of the provider's, or not at all for now. */
  pays: { by: "card"; form: CardForm } | { by: "page"; label: string } | { by: "nothing" };
}

/** The cards that pay on a link's page, where cards are typed there. */
export function testCardsOf({ pays }: CheckoutPage): readonly TakenCard[] {
  return pays.by === "card" ? pays.form.cards : [];
}

/**
 * What a link's token opens, as it is in its merchant's time, `now` being the deployment's; null for a token that opens
 * nothing. A link past its time expires here.
 */
export async function getCheckoutPage({
  token,
  now,
}: {
  token: string;
  now: Date;
}): Promise<CheckoutPage | null> {
  const row = await read(token);
  if (!row) return null;
  const moment = inTimeOf<Moment>({ now }, row.merchantId);
  if (row.stage !== "pending" || row.expiresAt > moment.now) return toPage(row, moment);
  await expireOne({ ...jobContext("expire-checkout-payments", now, newId()), ...moment }, row.paymentId);
  const after = await read(token);
  return after && toPage(after, moment);
}

async function read(token: string): Promise<ReadRow | null> {
  const [row] = opensNothing(token) ? [] : await query(READ, { token });
  return row ?? null;
}

async function toPage(row: ReadRow, moment: Moment): Promise<CheckoutPage> {
  const charges = (await attemptsOf(row.paymentId)).filter(({ operation }) => operation === "charge");
  const paid = charges.find(({ state }) => state === "succeeded");
  const challenged = charges.find(({ state }) => state === "requires_action");
  const { pays, testMode, connectionId } = await paysOf(row, paid ?? challenged);
  const saved = row.customerId && row.stage === "pending" ? await listMethodsOf(row.customerId) : [];
  return {
    moment,
    state: stateOf(row, challenged, moment.now),
    payment: {
      id: row.paymentId,
      publicId: spellId("pay", row.paymentId),
      amountMinor: row.amountMinor,
      refundedMinor: row.refundedMinor,
      takenBackMinor: await takenBackOf(row),
      currency: row.currency,
      merchantReference: row.reference,
      createdAt: row.createdAt,
    },
    merchant: { name: row.merchantName, logoColor: row.logoColor },
    customer: row.customerName === null ? null : { name: row.customerName, email: row.customerEmail ?? "" },
    lineItems: row.lineItems.map((item) => ({ ...item, amountMinor: BigInt(item.amountMinor) })),
    savedMethods:
      pays.by === "card"
        ? saved
            .filter((each) => connectionIdOf(each) === connectionId)
            .map((each) => shownOf(each, moment.now))
        : [],
    savePaymentMethod: row.savePaymentMethod,
    successRedirectUrl: (await leadsBack(row, moment)) ? followed(row.successRedirectUrl) : null,
    failureRedirectUrl: followed(row.failureRedirectUrl),
    expiresAt: row.expiresAt,
    openedAt: row.openedAt,
    lockedUntil: row.lockedUntil,
    attemptsLeft: CARD_ATTEMPTS_MAX - triesSpent(row, moment.now),
    lastDecline: row.stage === "pending" ? declineIn(row) : null,
    openAttempt: challenged ? openOf(challenged) : null,
    paidAt: paid?.finishedAt ?? null,
    card: cardOf(paid ?? challenged),
    testMode,
    held: (await currentHold()) !== null,
    pays,
  };
}

/** What was charged says through whom; what was not goes by the routes. */
async function paysOf(row: ReadRow, charge: Attempt | undefined) {
  const [route] = charge ? [] : await routesFor({ ...row, kind: "checkout" });
  const connection = charge ? await connectionById(connectionIdOf(charge)) : route?.connection;
  if (!connection) return { pays: { by: "nothing" }, testMode: false, connectionId: null } as const;
  return { pays: waysOf(connection), testMode: !connection.live, connectionId: connection.id };
}

function waysOf(connection: StoredConnection): CheckoutPage["pays"] {
  if (connection.disconnectedAt) return { by: "nothing" };
  const { hosted, cardForm } = connectorFor(connection);
  if (hosted) return { by: "page", label: providerNamed(connection.provider).label };
  return cardForm ? { by: "card", form: cardForm } : { by: "nothing" };
}

function shownOf(saved: SavedPaymentMethod, now: Date): ShownMethod {
  const { id, brand, last4, expiryMonth, expiryYear, createdAt } = saved;
  const expired = isExpired({ month: expiryMonth, year: expiryYear }, now);
  return { id, brand, last4, expiryMonth, expiryYear, createdAt, expired };
}

function openOf({ id, method }: Attempt): CheckoutPage["openAttempt"] {
  return { id, hosted: method.hosted ?? false, pageUrl: method.pageUrl ?? null };
}

function declineIn({ failureCode }: ReadRow): CheckoutPage["lastDecline"] {
  if (failureCode === null) return null;
  // A code that a later version no longer knows reads as a plain decline.
  return { code: isDeclineCode(failureCode) ? failureCode : "generic_decline" };
}

// A paid customer is offered no way back that leads nowhere.
async function leadsBack(row: ReadRow, { now }: Moment): Promise<boolean> {
  if (row.stage !== "completed" || row.successRedirectUrl === null) return true;
  return (await redirectAddress({ paymentId: row.paymentId, now })) !== null;
}

// A link may be older than the rule, or than the address this console has now.
function followed(url: string | null): string | null {
  return url === null || outsideAddressFault(url) ? null : url;
}

function cardOf(charge: Attempt | undefined): CheckoutPage["card"] {
  return charge?.cardBrand && charge.cardLast4 ? { brand: charge.cardBrand, last4: charge.cardLast4 } : null;
}

function stateOf(row: ReadRow, challenged: Attempt | undefined, now: Date): CheckoutPageState {
  switch (row.stage) {
    case "completed":
    case "expired":
    case "cancelled":
      return row.stage;
    case "processing":
      return challenged ? "requires_action" : "processing";
    default:
      return row.lockedUntil && row.lockedUntil > now ? "locked" : "open";
  }
}
