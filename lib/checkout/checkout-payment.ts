import { type Queryable, query } from "@/lib/db/sql";
import { BY_ID } from "@/lib/generated/sql/checkout/checkout-payment/by-id";
import { BY_KEY } from "@/lib/generated/sql/checkout/checkout-payment/by-key";
import type { PaymentStage } from "@/lib/payments/status";

/** A line the customer is shown; lines need not add up to the amount. In minor units of the payment's currency. */
export interface CheckoutLineItem {
  description: string;
  amountMinor: bigint;
  quantity: number;
}

/** A checkout payment with its link, as the door and the console list it. */
export interface CheckoutPayment {
  id: string;
  merchantId: string;
  amountMinor: bigint;
  currency: string;
  stage: PaymentStage;
  customerId: string | null;
  idempotencyKey: string | null;
  reference: string | null;
  metadata: Record<string, string>;
  lineItems: CheckoutLineItem[];
  token: string;
  expiresAt: Date;
  createdAt: Date;
}

/** A line as its column holds it: JSON knows no bigint. */
export interface StoredLineItem {
  description: string;
  amountMinor: string;
  quantity: number;
}

/** The row of a `payment p` joined to its `checkout_link l`; `amountMinor` is what was asked for. */
export type CheckoutRow = Omit<CheckoutPayment, "lineItems"> & { lineItems: StoredLineItem[] };

export function fromRow(row: CheckoutRow): CheckoutPayment {
  return {
    ...row,
    lineItems: row.lineItems.map((item) => ({ ...item, amountMinor: BigInt(item.amountMinor) })),
  };
}

/** One checkout payment, or null. */
export async function checkoutPaymentById(id: string, on?: Queryable): Promise<CheckoutPayment | null> {
  const [row] = await query(BY_ID, { id }, on);
  return row ? fromRow(row) : null;
}

/** The payment that a merchant's idempotency key first made, or null. */
export async function checkoutPaymentByKey(merchantId: string, key: string): Promise<CheckoutPayment | null> {
  const [row] = await query(BY_KEY, { merchantId, key });
  return row ? fromRow(row) : null;
}
