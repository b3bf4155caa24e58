import type { Customer } from "@/lib/customers/customer";
import { query } from "@/lib/db/sql";
import { READ } from "@/lib/generated/sql/checkout/get-checkout-link/read";
import { attemptsOf } from "@/lib/payments/attempt";
import { underWayOf } from "@/lib/payments/facts";
import { nextSteps, type StepVerdict } from "@/lib/payments/life-cycle";
import type { Payment } from "@/lib/payments/payment";
import type { Ctx } from "@/lib/verb/context";
import { Refused } from "@/lib/verb/problem";
import type { CheckoutLineItem } from "./checkout-payment";
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
  /** Also one who has been deleted since, of whom no other link can be made. */
  customer: (Pick<Customer, "id" | "name" | "email"> & { deletedAt: Date | null }) | null;
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
  const [row] = await query(READ, { id });
  if (!row) throw new Refused({ code: "not_found", object: "Link", id: input.id });
  const { token, lineItems, successRedirectUrl, failureRedirectUrl, savePaymentMethod, ...rest } = row;
  const { expiresAt, lockedUntil, merchantName, logoColor, ...named } = rest;
  const { customerName, customerEmail, customerDeletedAt, ...payment } = named;
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
        ? {
            id: payment.customerId,
            name: customerName,
            email: customerEmail ?? "",
            deletedAt: customerDeletedAt,
          }
        : null,
    steps: nextSteps(payment, underWayOf(await attemptsOf(payment.id))),
  };
}
