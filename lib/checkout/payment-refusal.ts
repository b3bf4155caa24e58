import { type Queryable, query } from "@/lib/db/sql";
import { CHALLENGED } from "@/lib/generated/sql/checkout/payment-refusal/challenged";
import { appendAdjustment } from "@/lib/payments/append-adjustment";
import { type Ctx, onBehalf } from "@/lib/verb/context";
import type { LockedCheckout } from "./checkout-link";
import type { PayResult } from "./settle-charge";

/** Why a payment cannot be charged at this moment. */
export type PaymentRefusal = Extract<
  PayResult,
  { outcome: "requires_action" | "processing" | "locked" | "closed" }
>;

/** What keeps a locked payment from being charged now, or null. A link whose time has come expires here. */
export async function paymentRefusal(
  tx: Queryable,
  ctx: Ctx,
  locked: LockedCheckout,
): Promise<PaymentRefusal | null> {
  const { payment, link } = locked;
  switch (payment.stage) {
    case "completed":
    case "expired":
    case "cancelled":
      return { outcome: "closed", state: payment.stage };
    case "processing": {
      const [waiting] = await query(CHALLENGED, { paymentId: payment.id }, tx);
      return waiting ? { outcome: "requires_action", attemptId: waiting.id } : { outcome: "processing" };
    }
    default:
      break;
  }
  if (link.expiresAt <= ctx.now) {
    await appendAdjustment(tx, onBehalf("expire-checkout-payments", ctx), locked, EXPIRY);
    return { outcome: "closed", state: "expired" };
  }
  if (link.lockedUntil && link.lockedUntil > ctx.now) return { outcome: "locked", until: link.lockedUntil };
  return null;
}

/** The adjustment that expires a link, whoever notices that its time has come. */
export const EXPIRY = {
  status: "expired",
  reason: "Nobody paid before the link's time was up.",
  action: "payment.expired",
} as const;
