import { readAnyId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { type CheckoutPayment, checkoutPaymentById } from "./checkout-payment";
import { expirePaymentIfDue } from "./expire-checkout-payments";

/** One checkout payment by any spelling of its id; `not_found` also for another merchant's. */
export async function getCheckoutPayment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string };
}): Promise<CheckoutPayment> {
  authorize(ctx, "payments:read");
  const id = readAnyId(input.id);
  const payment = id ? await checkoutPaymentById(id) : null;
  const bound = merchantBound(ctx.actor);
  if (!payment || (bound && payment.merchantId !== bound)) {
    throw new Refused({ code: "not_found", object: "Payment", id: input.id });
  }
  ctx.touched?.add(payment.id);
  return expirePaymentIfDue(ctx, payment);
}
