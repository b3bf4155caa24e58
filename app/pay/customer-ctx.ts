import type { CheckoutPage } from "@/lib/checkout/get-checkout-page";
import { newId } from "@/lib/ids";
import type { Ctx } from "@/lib/verb/context";

/** Whoever holds the link acts on its one payment, and on nothing else. */
export function customerCtx({ payment, customer, moment }: CheckoutPage): Ctx {
  const actor = {
    type: "customer",
    id: payment.id,
    label: customer?.name ?? "Customer",
    paymentId: payment.id,
  } as const;
  return { actor, requestId: newId(), ...moment };
}
