import { z } from "zod";
import type { PaymentStage } from "@/lib/payments/status";
import { expiresInField } from "./expires-in";
import {
  amountField,
  currencyField,
  IDEMPOTENCY_KEY_LENGTH_MAX,
  lineItemsField,
  metadataField,
  PAYMENT_LIMIT_DEFAULT_MINOR,
  REFERENCE_LENGTH_MAX,
  redirectUrlField,
  requiredOr,
  text,
} from "./fields";

export const LIST_LIMIT_DEFAULT = 10;
export const LIST_LIMIT_MAX = 100;
export const NAME_LENGTH_MAX = 255;

/** Checkout contract: the five statuses of this door. There is no failed and no refunded here. */
export const CHECKOUT_STATUSES = ["pending", "processing", "completed", "expired", "cancelled"] as const;
export type CheckoutStatus = (typeof CHECKOUT_STATUSES)[number];

/** How this door names a payment's stage. */
export function checkoutStatus(stage: PaymentStage): CheckoutStatus {
  // No checkout payment fails: a declined card leaves it pending.
  return stage === "failed" ? "pending" : stage;
}

/** The body of POST /v0/payments. `merchantLimitMinor` is the most the merchant may ask for. */
export function createPaymentBody({
  merchantRequired,
  limitMinor = PAYMENT_LIMIT_DEFAULT_MINOR,
}: {
  merchantRequired: boolean;
  limitMinor?: bigint;
}) {
  const merchantId = text(REFERENCE_LENGTH_MAX, 1);
  return (
    z
      .object({
        amount: amountField(limitMinor),
        currency: currencyField,
        merchantId: merchantRequired ? merchantId : merchantId.optional(),
        customerId: text(REFERENCE_LENGTH_MAX, 1).optional(),
        idempotencyKey: text(IDEMPOTENCY_KEY_LENGTH_MAX, 1).optional(),
        reference: text(REFERENCE_LENGTH_MAX).optional(),
        metadata: metadataField.optional(),
        lineItems: lineItemsField.optional(),
        successRedirectUrl: redirectUrlField.optional(),
        failureRedirectUrl: redirectUrlField.optional(),
        savePaymentMethod: z.boolean({ error: "must be true or false" }).default(false),
        expiresIn: expiresInField.optional(),
      })
      // Judged whatever else is wrong: every bad field is told at once.
      .check(z.superRefine(savingNeedsCustomer, { when: () => true }))
  );
}
export type CreatePaymentBody = z.output<ReturnType<typeof createPaymentBody>>;

/** The body of POST /v0/customers. */
export function createCustomerBody({ merchantRequired }: { merchantRequired: boolean }) {
  const merchantId = text(REFERENCE_LENGTH_MAX, 1);
  return z.object({
    name: text(NAME_LENGTH_MAX, 1),
    email: z.email({ error: requiredOr("must be an e-mail address") }),
    externalId: text(REFERENCE_LENGTH_MAX, 1).optional(),
    metadata: metadataField.optional(),
    merchantId: merchantRequired ? merchantId : merchantId.optional(),
  });
}

const count = (rule: string) =>
  z
    .string()
    .regex(/^\d{1,9}$/, { error: rule })
    .transform(Number);
const LIMIT_RULE = `must be a whole number from 1 to ${LIST_LIMIT_MAX}`;
const OFFSET_RULE = "must be a whole number from 0";

const pageQuery = z.object({
  limit: count(LIMIT_RULE)
    .refine((limit) => limit >= 1 && limit <= LIST_LIMIT_MAX, { error: LIMIT_RULE })
    .default(LIST_LIMIT_DEFAULT),
  offset: count(OFFSET_RULE).default(0),
});

export const listPaymentsQuery = pageQuery.extend({
  merchantId: z.string().optional(),
  customerId: z.string().optional(),
  status: z.enum(CHECKOUT_STATUSES, { error: `must be one of ${CHECKOUT_STATUSES.join(", ")}` }).optional(),
});
export type ListPaymentsQuery = z.output<typeof listPaymentsQuery>;

export const listCustomersQuery = pageQuery.extend({ merchantId: z.string().optional() });

function savingNeedsCustomer(
  body: { savePaymentMethod?: unknown; customerId?: unknown },
  ctx: z.RefinementCtx,
): void {
  if (body.savePaymentMethod !== true || body.customerId !== undefined) return;
  const message = "needs a customerId to save the payment method for";
  ctx.addIssue({ code: "custom", path: ["savePaymentMethod"], message });
}
