import type { Customer } from "@/lib/customers/customer";
import { run, statement } from "@/lib/db/sql";
import { nextSteps, type StepVerdict } from "@/lib/payments/life-cycle";
import { PAYMENT_COLUMNS, type Payment } from "@/lib/payments/payment";
import type { Ctx } from "@/lib/verb/context";
import { Refused } from "@/lib/verb/problem";
import type { CheckoutLineItem, StoredLineItem } from "./checkout-payment";
import { getCheckoutPayment } from "./get-checkout-payment";

/** A link with all it was made with, so that another like it can be made. Amounts in minor units. */
export interface CheckoutLinkDetail {
  payment: Payment;
  token: string;
  lineItems: CheckoutLineItem[];
  successRedirectUrl: string | null;
  failureRedirectUrl: string | null;
  savePaymentMethod: boolean;
  expiresAt: Date;
  /** Null once a lock has run out. */
  lockedUntil: Date | null;
  merchant: { id: string; name: string; logoColor: string };
  customer: Pick<Customer, "id" | "name" | "email"> | null;
  steps: StepVerdict[];
}

/** One link by any spelling of its payment's id, expired if its time has come; `not_found` also for another merchant's. */
export async function getCheckoutLink({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string };
}): Promise<CheckoutLinkDetail> {
  const { id } = await getCheckoutPayment({ ctx, input });
  const [row] = await run<Row>(READ, [id]);
  if (!row) throw new Refused({ code: "not_found", object: "Link", id: input.id });
  const { token, lineItems, successRedirectUrl, failureRedirectUrl, savePaymentMethod, ...rest } = row;
  const { expiresAt, lockedUntil, merchantName, logoColor, customerName, customerEmail, ...payment } = rest;
  return {
    payment,
    token,
    lineItems: lineItems.map((item) => ({ ...item, amountMinor: BigInt(item.amountMinor) })),
    successRedirectUrl,
    failureRedirectUrl,
    savePaymentMethod,
    expiresAt,
    lockedUntil: lockedUntil && lockedUntil > ctx.now ? lockedUntil : null,
    merchant: { id: payment.merchantId, name: merchantName, logoColor },
    customer:
      payment.customerId && customerName !== null
        ? { id: payment.customerId, name: customerName, email: customerEmail ?? "" }
        : null,
    steps: nextSteps(payment),
  };
}

type Row = Payment & {
  token: string;
  lineItems: StoredLineItem[];
  successRedirectUrl: string | null;
  failureRedirectUrl: string | null;
  savePaymentMethod: boolean;
  expiresAt: Date;
  lockedUntil: Date | null;
  merchantName: string;
  logoColor: string;
  customerName: string | null;
  customerEmail: string | null;
};

const READ = statement(`
  SELECT ${PAYMENT_COLUMNS}, l.token, l.line_items AS "lineItems", l.success_redirect_url AS "successRedirectUrl",
    l.failure_redirect_url AS "failureRedirectUrl", l.save_payment_method AS "savePaymentMethod",
    l.expires_at AS "expiresAt", l.locked_until AS "lockedUntil", m.name AS "merchantName",
    m.logo_color AS "logoColor", c.name AS "customerName", c.email AS "customerEmail"
  FROM payment p
  JOIN checkout_link l ON l.payment_id = p.id
  JOIN merchant m ON m.id = p.merchant_id
  LEFT JOIN customer c ON c.id = p.customer_id
  WHERE p.id = $1`);
