import { z } from "zod";
import { spelledId, textMap, time } from "@/lib/http/answer-fields";
import { CHECKOUT_CURRENCIES } from "@/lib/money/checkout-currencies";
import { CHECKOUT_STATUSES } from "./wire";
import { addressField } from "./wire-customers";

const amount = z.string().regex(/^\d+\.\d{2}$/);

/** Checkout contract: an absent optional is left out, never null. */
export const paymentAnswer = z
  .object({
    id: spelledId("pay"),
    object: z.literal("payment"),
    amount,
    currency: z.string().meta({ enum: CHECKOUT_CURRENCIES }),
    status: z.enum(CHECKOUT_STATUSES),
    paymentUrl: z.url().meta({ description: "Where the customer pays." }),
    customerId: spelledId("cus").optional(),
    idempotencyKey: z.string().optional(),
    reference: z.string().optional(),
    metadata: textMap.optional(),
    lineItems: z
      .array(z.object({ description: z.string(), amount, quantity: z.int().min(1) }))
      .min(1)
      .optional(),
    expiresAt: time,
    createdAt: time,
  })
  .meta({ id: "CheckoutPayment" });
export type PaymentAnswer = z.infer<typeof paymentAnswer>;

export const customerAnswer = z
  .object({
    id: spelledId("cus"),
    object: z.literal("customer"),
    name: z.string(),
    email: z.string(),
    externalId: z.string().optional(),
    metadata: textMap.optional(),
    customerId: spelledId("cus").meta({ description: "The same as `id`." }),
    consumerId: spelledId("org").meta({ description: "Who they are, with whichever merchant." }),
    merchantId: spelledId("org").meta({ description: "The merchant, as this dialect spells it." }),
    organization: z.object({
      id: spelledId("org"),
      name: z.string(),
      billingEmails: z.array(z.string()),
      phone: z.string().optional(),
      address: addressField.optional(),
    }),
    taxId: z.string().optional(),
    taxRates: z.record(z.string(), z.number()).optional(),
    notificationSettings: z
      .object({ invoiceIssued: z.boolean(), invoicePaid: z.boolean(), renewalReminder: z.boolean() })
      .optional(),
    validTaxAddress: z.object({ valid: z.boolean(), message: z.string().optional() }),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: "CheckoutCustomer" });
export type CustomerAnswer = z.infer<typeof customerAnswer>;

const pagination = z.object({ limit: z.int(), offset: z.int(), total: z.int() });

export const paymentListAnswer = z
  .object({ object: z.literal("list"), data: z.array(paymentAnswer), pagination })
  .meta({ id: "CheckoutPaymentList" });

export const customerListAnswer = z
  .object({ object: z.literal("list"), data: z.array(customerAnswer), pagination })
  .meta({ id: "CheckoutCustomerList" });

/** `code` and `details` are left out, never null. */
export const generalError = z
  .object({
    error: z.enum([
      "bad_request",
      "unauthorized",
      "forbidden",
      "not_found",
      "conflict",
      "internal_server_error",
    ]),
    message: z.string(),
    code: z
      .string()
      .regex(/^[A-Z][A-Z_]*$/)
      .optional(),
    details: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: "CheckoutError" });
export type GeneralError = z.infer<typeof generalError>;

export const validationError = z
  .object({
    error: z.literal("validation_error"),
    message: z.string().meta({ description: "Names the first field and what is wrong with it." }),
    errors: z.array(z.object({ field: z.string(), message: z.string(), code: z.string() })).min(1),
  })
  .meta({ id: "CheckoutValidationError" });
export type ValidationError = z.infer<typeof validationError>;
