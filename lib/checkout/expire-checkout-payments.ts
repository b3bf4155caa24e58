import { type DueCall, onEveryClock, type Whose } from "@/lib/clock/own-time";
import { eachAlone } from "@/lib/db/each-alone";
import { query, transaction } from "@/lib/db/sql";
import { DUE } from "@/lib/generated/sql/checkout/expire-checkout-payments/due";
import { appendAdjustment } from "@/lib/payments/append-adjustment";
import { lockPayment } from "@/lib/payments/lock-payment";
import { type Ctx, onBehalf } from "@/lib/verb/context";
import { type CheckoutPayment, checkoutPaymentById } from "./checkout-payment";
import { EXPIRY } from "./payment-refusal";

/** How many links one run of the job expires at most; the next run goes on. */
export const EXPIRE_PAYMENTS_MAX = 500;

/** Expires the links whose time has come. A job runs it every few seconds. Resolves to how many there were. */
export async function expireCheckoutPayments(call: DueCall): Promise<number> {
  return onEveryClock(call, expireRound);
}

async function expireRound(ctx: Ctx, whose: Whose): Promise<number> {
  const due = await query(DUE, { now: ctx.now, expireBatchMax: EXPIRE_PAYMENTS_MAX, ...whose });
  await eachAlone(due, "a link could not be expired", ({ id }) => expireOne(ctx, id));
  return due.length;
}

/** The payment as it is now: a link that is read after its time expires there and then, not when the job comes by. */
export async function expirePaymentIfDue(ctx: Ctx, payment: CheckoutPayment): Promise<CheckoutPayment> {
  if (payment.stage !== "pending" || payment.expiresAt > ctx.now) return payment;
  await expireOne(onBehalf("expire-checkout-payments", ctx), payment.id);
  return (await checkoutPaymentById(payment.id)) ?? payment;
}

/** Expires one payment if nobody paid, cancelled or expired it in the meantime. */
export async function expireOne(ctx: Ctx, id: string): Promise<void> {
  await transaction(async (tx) => {
    const locked = await lockPayment(tx, id);
    if (locked?.payment.status !== "pending") return;
    await appendAdjustment(tx, ctx, locked, EXPIRY);
  });
}
