import type { DeclineCode } from "@/lib/connectors/decline-codes";
import { connectorNamed } from "@/lib/connectors/registry";
import { run, statement } from "@/lib/db/sql";
import { newId, spellId } from "@/lib/ids";
import { type Attempt, attemptsOf } from "@/lib/payments/attempt";
import type { PaymentStage } from "@/lib/payments/status";
import { jobContext } from "@/lib/verb/context";
import { ATTEMPTS_MAX, type CheckoutLink, LINK_COLUMNS, opensNothing, triesSpent } from "./checkout-link";
import type { CheckoutLineItem } from "./checkout-payment";
import { expireOne } from "./expire-checkout-payments";
import { CHECKOUT_CONNECTOR } from "./pay-checkout";
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

type Row = CheckoutLink & {
  stage: PaymentStage;
  amountMinor: bigint;
  currency: string;
  reference: string | null;
  createdAt: Date;
  merchantName: string;
  logoColor: string;
  customerId: string | null;
  customerName: string | null;
  customerEmail: string | null;
  failureCode: DeclineCode | null;
};

async function read(token: string): Promise<Row | null> {
  const [row] = opensNothing(token) ? [] : await run<Row>(READ, [token]);
  return row ?? null;
}

async function toPage(row: Row, now: Date): Promise<CheckoutPage> {
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
    successRedirectUrl: row.successRedirectUrl,
    failureRedirectUrl: row.failureRedirectUrl,
    expiresAt: row.expiresAt,
    openedAt: row.openedAt,
    lockedUntil: row.lockedUntil,
    attemptsLeft: ATTEMPTS_MAX - triesSpent(row, now),
    lastDecline: row.failureCode && row.stage === "pending" ? { code: row.failureCode } : null,
    openAttempt: challenged ? { id: challenged.id } : null,
    paidAt: paid?.finishedAt ?? null,
    card: cardOf(paid ?? challenged),
    testMode: !connectorNamed(CHECKOUT_CONNECTOR).live,
  };
}

function cardOf(charge: Attempt | undefined): CheckoutPage["card"] {
  return charge?.cardBrand && charge.cardLast4 ? { brand: charge.cardBrand, last4: charge.cardLast4 } : null;
}

function stateOf(row: Row, challenged: Attempt | undefined, now: Date): CheckoutPageState {
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

const READ = statement(`
  SELECT ${LINK_COLUMNS}, p.stage, p.opening_amount_minor AS "amountMinor", p.currency,
    p.merchant_reference AS reference, p.created_at AS "createdAt", p.failure_code AS "failureCode",
    p.customer_id AS "customerId", m.name AS "merchantName", m.logo_color AS "logoColor", c.name AS "customerName",
    c.email AS "customerEmail"
  FROM checkout_link l
  JOIN payment p ON p.id = l.payment_id
  JOIN merchant m ON m.id = p.merchant_id
  LEFT JOIN customer c ON c.id = p.customer_id
  WHERE l.token = $1`);
