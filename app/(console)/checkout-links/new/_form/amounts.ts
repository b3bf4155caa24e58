import { CHECKOUT_PRECISION } from "@/lib/money/checkout-currencies";
import { formatDecimal, parseDecimal } from "@/lib/money/decimal";
import { parseMoney, parseNumber } from "@/lib/money/format";
import { isBlank, type LineValues } from "./link-values";

/**
 * A typed amount in minor units, or null. Written as the reader's locale writes it, or with a point and two decimals,
 * which no locale groups by.
 */
export function typedMinor(text: string, currency: string, locale: string): bigint | null {
  const minor = parseMoney(text, currency, locale) ?? parseDecimal(text.trim(), CHECKOUT_PRECISION);
  return minor !== null && minor >= 0n ? minor : null;
}

/** A typed amount as the door takes it, "18.00", or null. */
export function typedDecimal(text: string, currency: string, locale: string): string | null {
  const minor = typedMinor(text, currency, locale);
  return minor === null ? null : formatDecimal(minor, CHECKOUT_PRECISION);
}

/** A typed quantity, or null: no whole number, or one that is not exact. What the sum reads is what is sent. */
export function typedQuantity(text: string, locale: string): number | null {
  const whole = parseNumber(text, 0, locale);
  return whole !== null && Number.isSafeInteger(Number(whole)) ? Number(whole) : null;
}

/** A line as the customer will see it; what cannot be read yet counts as nothing. */
export function shownLine({ description, amount, quantity }: LineValues, currency: string, locale: string) {
  return {
    description: description.trim() || "Item",
    amountMinor: typedMinor(amount, currency, locale) ?? 0n,
    quantity: Math.max(0, typedQuantity(quantity, locale) ?? 0),
  };
}

/** What the lines come to, in minor units. */
export function sumOf(lines: readonly LineValues[], currency: string, locale: string): bigint {
  return lines
    .filter((line) => !isBlank(line))
    .map((line) => shownLine(line, currency, locale))
    .reduce((sum, { amountMinor, quantity }) => sum + amountMinor * BigInt(quantity), 0n);
}
