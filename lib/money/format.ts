import { BoundedMap } from "@/lib/process/bounded-map";
import type { Amount } from "./amount";
import { exponentOf } from "./currencies";
import { formatDecimal, isDecimalAmount, parseDecimal } from "./decimal";

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
 * An amount typed or pasted as `locale` writes money or numbers (Switzerland writes the two differently), with or without
 * its currency. Null when it is not exact: too many decimals, or a group separator where the locale would not put one
 * ("1.5" is no German amount).
 */
export function parseMoney(
  text: string,
  currency: string,
  locale: string = DEFAULT_LOCALE,
  precision: number = exponentOf(currency),
): bigint | null {
  const money = notation(locale, { style: "currency", currency });
  const bare = text.replace(money.symbol, "").replace(currency, "");
  return readNumber(bare, precision, money) ?? parseNumber(bare, precision, locale);
}

/** A number typed as `locale` writes it, in units of 10 to the power of minus `precision`; null when it is not exact. */
export function parseNumber(text: string, precision: number, locale: string): bigint | null {
  return readNumber(text, precision, notation(locale, {}));
}

/** A number typed as `locale` writes it, as a plain decimal: what an address holds of it. Null when it is none, or below zero. */
export function parsePlain(text: string, locale: string): string | null {
  const plain = latinNumber(text, notation(locale, {}));
  return isDecimalAmount(plain) ? plain : null;
}

/** A number as somebody who reads `locale` would type it: the functions above read it back. */
export function asTyped(minor: bigint, precision: number, locale: string): string {
  return plainAsTyped(formatDecimal(minor, precision), locale);
}

/** A plain decimal as somebody who reads `locale` would type it. */
export function plainAsTyped(plain: string, locale: string): string {
  const decimals = plain.split(".")[1]?.length ?? 0;
  const format = numberFormat(locale, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: false,
  });
  return format.format(plain as Intl.StringNumericLiteral);
}

/** A count or a measure as the reader's locale writes numbers: 1200 is "1,200". */
export function formatNumber(value: number, locale: string, decimals = 0): string {
  return numberFormat(locale, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(value);
}

export interface PercentOptions {
  /** How many decimals at most; none where nothing is said. */
  decimals?: number;
  /** With a plus before what grew. */
  signed?: boolean;
}

/** A share of a whole as the percentage a reader writes: 0.125 is "12.5%". Given as text it is exact. */
export function formatPercent(
  share: number | string,
  locale: string,
  { decimals = 0, signed = false }: PercentOptions = {},
): string {
  const signDisplay = signed ? "always" : "auto";
  const format = numberFormat(locale, { style: "percent", maximumFractionDigits: decimals, signDisplay });
  return format.format(share as Intl.StringNumericLiteral);
}

/** Tells whoever typed no amount what one looks like where they are: one and a half, or twelve of what has no decimals. */
export function amountRule(precision: number, locale: string): string {
  const decimals = Math.min(precision, EXAMPLE_DECIMALS_MAX);
  const minor = precision === 0 ? 12n : 15n * 10n ** BigInt(decimals - 1);
  return `Type an amount, such as ${asTyped(minor, decimals, locale)}.`;
}

function readNumber(text: string, precision: number, written: Notation): bigint | null {
  return parseDecimal(latinNumber(text, written), precision);
}

/** What is typed, in the signs of a plain decimal; no decimal where it was no number. */
function latinNumber(text: string, { group, decimal, digits, minus }: Notation): string {
  const bare = text.replace(/[\s\p{Cf}]/gu, "");
  const latin = Array.from(bare, (character) => {
    const digit = digits.indexOf(character);
    if (digit >= 0) return String(digit);
    if (character === decimal) return ".";
    if (character === group || (isApostrophe(character) && isApostrophe(group))) return ",";
    return minus.includes(character) ? "-" : character;
  }).join("");
  const ungrouped = GROUPED.test(latin) ? latin.replaceAll(",", "") : latin;
  return ungrouped.replace(/^(.+)-$/, "-$1");
}

// Keyboards have the one, and data on a language the other.
function isApostrophe(character: string): boolean {
  return character === "'" || character === "’";
}

const EXAMPLE_DECIMALS_MAX = 2;

// Groups of two are India's; the last one before the decimals always has three.
const GROUPED = /^-?\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?-?$/;

function formatter(locale: string, currency: string, precision: number): Intl.NumberFormat {
  return numberFormat(locale, {
    style: "currency",
    currency,
    minimumFractionDigits: precision,
    maximumFractionDigits: precision,
  });
}

interface Notation {
  group: string;
  decimal: string;
  symbol: string;
  minus: string;
  digits: string[];
}

function notation(locale: string, options: Intl.NumberFormatOptions): Notation {
  const key = keyOf(locale, options);
  const known = notations.get(key) ?? makeNotation(locale, options);
  notations.set(key, known);
  return known;
}

function makeNotation(locale: string, options: Intl.NumberFormatOptions): Notation {
  const parts = numberFormat(locale, { ...options, minimumFractionDigits: 1 }).formatToParts(-1234567.8);
  const part = (type: Intl.NumberFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? "";
  const digit = numberFormat(locale, { useGrouping: false });
  return {
    group: part("group"),
    decimal: part("decimal"),
    symbol: part("currency"),
    minus: `${part("minusSign").replace(/\p{Cf}/gu, "")}-\u2212`,
    digits: Array.from({ length: 10 }, (_, value) => digit.format(value)),
  };
}

function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = keyOf(locale, options);
  const known = formats.get(key) ?? new Intl.NumberFormat(locale, options);
  formats.set(key, known);
  return known;
}

function keyOf(locale: string, options: Intl.NumberFormatOptions): string {
  return `${locale} ${JSON.stringify(options)}`;
}

// Making a format costs fifty times what writing with it does, and a list writes hundreds in few locales. Whoever asks
// names a locale of their choice, so no more than these are kept.
const FORMATS_MAX = 500;
const formats = new BoundedMap<string, Intl.NumberFormat>(FORMATS_MAX);
const notations = new BoundedMap<string, Notation>(FORMATS_MAX);
