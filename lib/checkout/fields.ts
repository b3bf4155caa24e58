import { z } from "zod";
import { outsideAddressFault } from "@/lib/http/followed-address";
import { CHECKOUT_CURRENCIES, CHECKOUT_PRECISION } from "@/lib/money/checkout-currencies";
import { parseDecimal } from "@/lib/money/decimal";
import {
  AMOUNT_MINOR_MIN,
  DESCRIPTION_LENGTH_MAX,
  IDEMPOTENCY_KEY_LENGTH_MAX,
  LINE_ITEMS_MAX,
  REFERENCE_LENGTH_MAX,
  URL_LENGTH_MAX,
} from "./limits";

/** Text of at most `max` code points, and of at least `min`. */
export function text(max: number, min = 0) {
  return ofLength(z.string({ error: requiredOr("must be a string") }), max, min);
}

/** The same, without the spaces around it. */
export function trimmedText(max: number, min = 0) {
  return ofLength(z.string({ error: requiredOr("must be a string") }).trim(), max, min);
}

function ofLength(field: z.ZodString, max: number, min: number) {
  return field
    .meta({ ...(min > 0 && { minLength: min }), maxLength: max })
    .refine((value) => min === 0 || [...value].length >= min, {
      error: min === 1 ? "must not be empty" : `must be at least ${min} characters`,
      params: { code: "too_small" },
    })
    .refine((value) => value.length <= max || [...value].length <= max, {
      error: `must be at most ${max} characters`,
      params: { code: "too_big" },
    });
}

/** The error of a field that is missing or of another JSON type. */
export function requiredOr(message: string) {
  return (issue: { input?: unknown }) => (issue.input === undefined ? "is required" : message);
}

const DECIMAL = /^\d+(\.\d{1,2})?$/;
const DECIMAL_RULE = 'must be a decimal string with at most two decimals, such as "49.00"';

/** A decimal string of at most two decimals as minor units. */
const decimalAmount = z
  .string({ error: requiredOr(DECIMAL_RULE) })
  .regex(DECIMAL, { error: DECIMAL_RULE, abort: true })
  .transform((value, ctx) => {
    const minor = parseDecimal(value, CHECKOUT_PRECISION);
    if (minor !== null) return minor;
    ctx.addIssue({ code: "custom", message: "is too large", params: { code: "too_big" } });
    return z.NEVER;
  });

/** The payment's amount, within 1.00 and the merchant's limit. In minor units once parsed. */
export function amountField(limitMinor: bigint) {
  return decimalAmount
    .meta({ description: "A decimal string of at most two decimals, from 1.00 to the merchant's limit." })
    .refine((minor) => minor >= AMOUNT_MINOR_MIN, {
      error: "must be at least 1.00",
      params: { code: "too_small" },
    })
    .refine((minor) => minor <= limitMinor, {
      error: `must be at most ${limitMinor / 100n}.${(limitMinor % 100n).toString().padStart(2, "0")}`,
      params: { code: "too_big" },
    });
}

/** What of a payment is given back: no less than the smallest unit. In minor units once parsed. */
export const refundAmountField = decimalAmount
  .meta({ description: "A decimal string of at most two decimals; at most what is left of the payment." })
  .refine((minor) => minor > 0n, { error: "must be at least 0.01", params: { code: "too_small" } });

export const currencyField = z.enum(CHECKOUT_CURRENCIES, {
  error: requiredOr(`must be one of ${CHECKOUT_CURRENCIES.join(", ")}`),
});

/** A whole number that no double holds exactly is read as a bigint: it is one, and beyond what is taken. */
function refuseBeyondExact(given: unknown, ctx: z.RefinementCtx): unknown {
  if (typeof given !== "bigint") return given;
  const isLarge = given > 0n;
  const message = isLarge ? `must be at most ${Number.MAX_SAFE_INTEGER}` : "must be at least 1";
  ctx.addIssue({ code: "custom", message, params: { code: isLarge ? "too_big" : "too_small" } });
  return z.NEVER;
}

export const lineItemField = z.object(
  {
    description: text(DESCRIPTION_LENGTH_MAX, 1),
    amount: decimalAmount,
    quantity: z
      .preprocess(
        refuseBeyondExact,
        z
          .number({ error: "must be a whole number" })
          .meta({ type: "integer" })
          .refine((quantity) => Number.isSafeInteger(quantity), { error: "must be a whole number" })
          .min(1, { error: "must be at least 1" }),
      )
      .default(1),
  },
  { error: "must be an object with description, amount and quantity" },
);
export type LineItem = z.output<typeof lineItemField>;

export const lineItemListField = z
  .array(lineItemField, { error: "must be an array" })
  .max(LINE_ITEMS_MAX, { error: `must have at most ${LINE_ITEMS_MAX} entries` });

/** An absolute address a browser may be sent to: http or https, never `javascript:` or `data:`, and none of our own. */
export const redirectUrlField = text(URL_LENGTH_MAX)
  .meta({
    format: "uri",
    description:
      "An absolute http or https address, without a user name, that is not one of this deployment's own.",
  })
  .superRefine((value, ctx) => {
    const message = outsideAddressFault(value);
    if (message) ctx.addIssue({ code: "custom", message });
  });

export const metadataField = z.record(z.string(), z.string({ error: "must be a string" }), {
  error: "must be an object whose values are strings",
});

/**
 * What a payment is created with, as the door and the console's form have it in common: the browser may import it.
 * `limitMinor` is the most the merchant may ask for.
 */
export function paymentFields(limitMinor: bigint) {
  return {
    amount: amountField(limitMinor),
    currency: currencyField,
    customerId: text(REFERENCE_LENGTH_MAX, 1).optional(),
    idempotencyKey: text(IDEMPOTENCY_KEY_LENGTH_MAX, 1).optional(),
    reference: text(REFERENCE_LENGTH_MAX).optional(),
    metadata: metadataField.optional(),
    lineItems: lineItemListField.optional(),
    successRedirectUrl: redirectUrlField.optional(),
    failureRedirectUrl: redirectUrlField.optional(),
    savePaymentMethod: z.boolean({ error: "must be true or false" }).default(false),
  };
}

/** A card can only be saved for somebody. Judged whatever else is wrong: every bad field is told at once. */
export const savingNeedsCustomer = z.superRefine(
  (body: { savePaymentMethod?: unknown; customerId?: unknown }, ctx) => {
    if (body.savePaymentMethod !== true || body.customerId !== undefined) return;
    const message = "needs a customerId to save the payment method for";
    ctx.addIssue({ code: "custom", path: ["savePaymentMethod"], message });
  },
  { when: () => true },
);
