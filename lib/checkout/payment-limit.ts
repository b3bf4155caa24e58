import { run, statement } from "@/lib/db/sql";
import { readAnyId } from "@/lib/ids";
import { parseDecimal } from "@/lib/money/decimal";
import { CHECKOUT_PRECISION, PAYMENT_LIMIT_DEFAULT_MINOR } from "./fields";

/**
 * The most a merchant may ask for in one payment of `amountMinor`, in minor units. The merchant is read only for an
 * amount that the default does not cover: recording a payment stays one round trip.
 */
export async function paymentLimit(amountMinor: bigint | null, merchantId: string | null): Promise<bigint> {
  if (amountMinor === null || amountMinor <= PAYMENT_LIMIT_DEFAULT_MINOR) return PAYMENT_LIMIT_DEFAULT_MINOR;
  const [merchant] = merchantId ? await run<{ limitMinor: bigint }>(LIMIT, [merchantId]) : [];
  return merchant?.limitMinor ?? PAYMENT_LIMIT_DEFAULT_MINOR;
}

/** The limit that judges a body not yet validated, so that an amount above it is told beside every other bad field. */
export function paymentLimitOfBody(
  body: Record<string, unknown>,
  merchantBound: string | null,
): Promise<bigint> {
  const { amount, merchantId } = body;
  const amountMinor = typeof amount === "string" ? parseDecimal(amount, CHECKOUT_PRECISION) : null;
  return paymentLimit(
    amountMinor,
    merchantBound ?? (typeof merchantId === "string" ? readAnyId(merchantId) : null),
  );
}

const LIMIT = statement(`SELECT payment_limit_minor AS "limitMinor" FROM merchant WHERE id = $1`);
