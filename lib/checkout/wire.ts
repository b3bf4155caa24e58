import { z } from "zod";
import { PAYMENT_LIMIT_MINOR_DEFAULT } from "@/lib/merchants/limits";
import type { PaymentStage } from "@/lib/payments/status";
import { expiresInField } from "./expires-in";
import { paymentFields, savingNeedsCustomer, text } from "./fields";
import { REFERENCE_LENGTH_MAX } from "./limits";

export const LIST_LIMIT_DEFAULT = 10;
export const LIST_LIMIT_MAX = 100;

/** Checkout contract: the five statuses of this door. There is no failed and no refunded here. */
export const CHECKOUT_STATUSES = ["pending", "processing", "completed", "expired", "cancelled"] as const;
export type CheckoutStatus = (typeof CHECKOUT_STATUSES)[number];

/** How this door names a payment's stage. */
export function checkoutStatus(stage: PaymentStage): CheckoutStatus {
  // No checkout payment fails: a declined card leaves it pending.
  return stage === "failed" ? "pending" : stage;
}

/** The body of POST /v0/payments. `limitMinor` is the most the merchant may ask for. */
export function createPaymentBody({
  merchantRequired,
  limitMinor = PAYMENT_LIMIT_MINOR_DEFAULT,
}: {
  merchantRequired: boolean;
  limitMinor?: bigint;
}) {
  const merchantId = text(REFERENCE_LENGTH_MAX, 1);
  return z
    .object({
      ...paymentFields(limitMinor),
      merchantId: merchantRequired ? merchantId : merchantId.optional(),
      expiresIn: expiresInField.optional(),
    })
    .check(savingNeedsCustomer);
}
export type CreatePaymentBody = z.output<ReturnType<typeof createPaymentBody>>;

const count = (rule: string, shown: object) =>
  z
    .string()
    .regex(/^\d{1,9}$/, { error: rule })
    .meta({ type: "integer", ...shown })
    .transform(Number);
const LIMIT_RULE = `must be a whole number from 1 to ${LIST_LIMIT_MAX}`;
const OFFSET_RULE = "must be a whole number from 0";

/** How many a page of a list has: up to LIST_LIMIT_MAX, and so many unless given. */
export function listLimit(usual: number) {
  return count(LIMIT_RULE, { minimum: 1, maximum: LIST_LIMIT_MAX, default: usual })
    .refine((limit) => limit >= 1 && limit <= LIST_LIMIT_MAX, { error: LIMIT_RULE })
    .default(usual);
}

export const pageQuery = z.object({
  limit: listLimit(LIST_LIMIT_DEFAULT),
  offset: count(OFFSET_RULE, { minimum: 0, default: 0 }).default(0),
});

export const listPaymentsQuery = pageQuery.extend({
  merchantId: z.string().optional(),
  customerId: z.string().optional(),
  status: z.enum(CHECKOUT_STATUSES, { error: `must be one of ${CHECKOUT_STATUSES.join(", ")}` }).optional(),
});
export type ListPaymentsQuery = z.output<typeof listPaymentsQuery>;
