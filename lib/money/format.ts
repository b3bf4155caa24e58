import type { Amount } from "./amount";
import { exponentOf } from "./currencies";
import { formatDecimal, parseDecimal } from "./decimal";

/** The locale money is written in when the reader's is not known. */
export const DEFAULT_LOCALE = "en-GB";

/** An amount as the reader's locale writes it, with its currency and all its decimals: 4900n of USD/2 is "$49.00". */
export function formatMoney(
  { amountMinor, currency, precision }: Amount,
  { locale = DEFAULT_LOCALE }: { locale?: string } = {},
): string {
  const format = formatter(locale, currency, precision);
  // A decimal string is formatted exactly; a number would pass through floating point.
  return format.format(formatDecimal(amountMinor, precision) as Intl.StringNumericLiteral);
}

/**
 * An amount typed or pasted as `locale` writes it, with or without its currency. Null when it is not exact: too many
 * decimals, or a group separator where the locale would not put one ("1.5" is no German amount).
 */
export function parseMoney(text: string, currency: string, locale: string = DEFAULT_LOCALE): bigint | null {
  const { group, decimal, digits, minus, symbol } = notation(locale, currency);
  const bare = text
    .replace(symbol, "")
    .replace(currency, "")
    .replace(/[\s\p{Cf}]/gu, "");
  const latin = Array.from(bare, (character) => {
    const digit = digits.indexOf(character);
    if (digit >= 0) return String(digit);
    if (character === decimal) return ".";
    if (character === group) return ",";
    return minus.includes(character) ? "-" : character;
  }).join("");
  const ungrouped = GROUPED.test(latin) ? latin.replaceAll(",", "") : latin;
  return parseDecimal(ungrouped.replace(/^(.+)-$/, "-$1"), exponentOf(currency));
}

// Groups of two are India's; the last one before the decimals always has three.
const GROUPED = /^-?\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?-?$/;

function formatter(locale: string, currency: string, precision: number): Intl.NumberFormat {
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    minimumFractionDigits: precision,
    maximumFractionDigits: precision,
  });
}

function notation(locale: string, currency: string) {
  const parts = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    minimumFractionDigits: 1,
  }).formatToParts(-1234567.8);
  const part = (type: Intl.NumberFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? "";
  const digit = new Intl.NumberFormat(locale, { useGrouping: false });
  return {
    group: part("group"),
    decimal: part("decimal"),
    symbol: part("currency"),
    minus: `${part("minusSign").replace(/\p{Cf}/gu, "")}-\u2212`,
    digits: Array.from({ length: 10 }, (_, value) => digit.format(value)),
  };
}
