import { query } from "@/lib/db/sql";
import { LIMIT } from "@/lib/generated/sql/checkout/payment-limit/limit";
import { readAnyId } from "@/lib/ids";
import { PAYMENT_LIMIT_MINOR_DEFAULT } from "@/lib/merchants/limits";
import { CHECKOUT_PRECISION } from "@/lib/money/checkout-currencies";
import { parseDecimal } from "@/lib/money/decimal";

/** Whether a draft `i` of the recording statement is of no more than its merchant may ask for in one payment. */
export const WITHIN_PAYMENT_LIMIT =
  "i.amount_minor <= (SELECT m.payment_limit_minor FROM merchant m WHERE m.id = i.merchant_id)";

/** The most a merchant may ask for in one payment, in minor units; the default for a merchant that is not there. */
export async function paymentLimit(merchantId: string | null): Promise<bigint> {
  const [merchant] = merchantId ? await query(LIMIT, { merchantId }) : [];
  return merchant?.limitMinor ?? PAYMENT_LIMIT_MINOR_DEFAULT;
}

/**
 * The limit that judges a body not yet validated, so that an amount above it is told beside every other bad field. The
 * merchant is read only for an amount above the default: recording a payment stays one round trip, whose statement holds
 * every amount against the merchant's limit.
 */
export async function paymentLimitOfBody(
  body: Record<string, unknown>,
  merchantBound: string | null,
): Promise<bigint> {
  const { amount, merchantId } = body;
  const amountMinor = typeof amount === "string" ? parseDecimal(amount, CHECKOUT_PRECISION) : null;
  if (amountMinor === null || amountMinor <= PAYMENT_LIMIT_MINOR_DEFAULT) return PAYMENT_LIMIT_MINOR_DEFAULT;
  return paymentLimit(merchantBound ?? (typeof merchantId === "string" ? readAnyId(merchantId) : null));
}
