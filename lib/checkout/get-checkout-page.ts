import { type DeclineCode, isDeclineCode } from "@/lib/connectors/decline-codes";
import { connectorNamed } from "@/lib/connectors/registry";
import { query } from "@/lib/db/sql";
import { READ, type ReadRow } from "@/lib/generated/sql/checkout/get-checkout-page/read";
import { outsideAddressFault } from "@/lib/http/followed-address";
import { newId, spellId } from "@/lib/ids";
import { type Attempt, attemptsOf } from "@/lib/payments/attempt";
import { jobContext } from "@/lib/verb/context";
import { CHECKOUT_CONNECTOR } from "./begin-charge";
import { ATTEMPTS_MAX, opensNothing, triesSpent } from "./checkout-link";
import type { CheckoutLineItem } from "./checkout-payment";
import { expireOne } from "./expire-checkout-payments";
import { type SavedPaymentMethod, savedMethodsOf } from "./saved-payment-methods";

export type CheckoutPageState =
  | "open"
  | "processing"
  | "requires_action"
  | "locked"
  | "completed"
  | "expired"
  | "cancelled";

/** All the hosted page shows. Amounts in minor units. */
export interface CheckoutPage {
  state: CheckoutPageState;
  payment: {
    id: string;
    publicId: string;
    amountMinor: bigint;
    currency: string;
    merchantReference: string | null;
    createdAt: Date;
  };
  merchant: { name: string; logoColor: string };
  customer: { name: string; email: string } | null;
  lineItems: CheckoutLineItem[];
  savedMethods: Omit<SavedPaymentMethod, "connectorReference">[];
  savePaymentMethod: boolean;
  successRedirectUrl: string | null;
  failureRedirectUrl: string | null;
  expiresAt: Date;
  openedAt: Date | null;
  lockedUntil: Date | null;
  attemptsLeft: number;
  lastDecline: { code: DeclineCode } | null;
  openAttempt: { id: string } | null;
  paidAt: Date | null;
  /** The card that paid, or that the bank is asking about. */
  card: { brand: string; last4: string } | null;
  /** No money moves: a sandbox serves the page. */
  testMode: boolean;
}

/** What a link's token opens, as it is at `now`; null for a token that opens nothing. A link past its time expires here. */
export async function getCheckoutPage({
  token,
  now,
}: {
  token: string;
  now: Date;
}): Promise<CheckoutPage | null> {
  const row = await read(token);
  if (!row) return null;
  if (row.stage !== "pending" || row.expiresAt > now) return toPage(row, now);
  await expireOne(jobContext("expire-checkout-payments", now, newId()), row.paymentId);
  const after = await read(token);
  return after && toPage(after, now);
}

async function read(token: string): Promise<ReadRow | null> {
  const [row] = opensNothing(token) ? [] : await query(READ, { token });
  return row ?? null;
}

async function toPage(row: ReadRow, now: Date): Promise<CheckoutPage> {
  const charges = (await attemptsOf(row.paymentId)).filter(({ operation }) => operation === "charge");
  const paid = charges.find(({ state }) => state === "succeeded");
  const challenged = charges.find(({ state }) => state === "requires_action");
  const saved = row.customerId && row.stage === "pending" ? await savedMethodsOf(row.customerId) : [];
  return {
    state: stateOf(row, challenged, now),
    payment: {
      id: row.paymentId,
      publicId: spellId("pay", row.paymentId),
      amountMinor: row.amountMinor,
      currency: row.currency,
      merchantReference: row.reference,
      createdAt: row.createdAt,
    },
    merchant: { name: row.merchantName, logoColor: row.logoColor },
    customer: row.customerName === null ? null : { name: row.customerName, email: row.customerEmail ?? "" },
    lineItems: row.lineItems.map((item) => ({ ...item, amountMinor: BigInt(item.amountMinor) })),
    savedMethods: saved.map(({ connectorReference: _, ...shown }) => shown),
    savePaymentMethod: row.savePaymentMethod,
    successRedirectUrl: followed(row.successRedirectUrl),
    failureRedirectUrl: followed(row.failureRedirectUrl),
    expiresAt: row.expiresAt,
    openedAt: row.openedAt,
    lockedUntil: row.lockedUntil,
    attemptsLeft: ATTEMPTS_MAX - triesSpent(row, now),
    lastDecline: row.stage === "pending" ? declineIn(row) : null,
    openAttempt: challenged ? { id: challenged.id } : null,
    paidAt: paid?.finishedAt ?? null,
    card: cardOf(paid ?? challenged),
    testMode: !connectorNamed(CHECKOUT_CONNECTOR).live,
  };
}

function declineIn({ failureCode }: ReadRow): CheckoutPage["lastDecline"] {
  if (failureCode === null) return null;
  // A code that a later version no longer knows reads as a plain decline.
  return { code: isDeclineCode(failureCode) ? failureCode : "generic_decline" };
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
