/** The largest amount that is kept: PostgreSQL's bigint. In minor units. */
export const AMOUNT_MINOR_MAX = 9_223_372_036_854_775_807n;

const DECIMAL = /^(-)?(\d+)(?:\.(\d+))?$/;

/** Minor units as a plain decimal with exactly `precision` decimals: 4900n at 2 is "49.00". */
export function formatDecimal(amountMinor: bigint, precision: number): string {
  const negative = amountMinor < 0n;
  const digits = (negative ? -amountMinor : amountMinor).toString().padStart(precision + 1, "0");
  const whole = digits.slice(0, digits.length - precision);
  const fraction = digits.slice(digits.length - precision);
  return `${negative ? "-" : ""}${whole}${fraction && `.${fraction}`}`;
}

/**
 * A plain decimal as minor units, or null when it is none, has more decimals than `precision` or is beyond
 * AMOUNT_MINOR_MAX. Never rounds.
 */
export function parseDecimal(text: string, precision: number): bigint | null {
  const digits = minorDigits(text, precision);
  if (digits === null || isBeyond(digits)) return null;
  return text.startsWith("-") ? -BigInt(digits) : BigInt(digits);
}

/** Whether a plain decimal would be an amount, were it not beyond AMOUNT_MINOR_MAX, above zero or below. */
export function isBeyondMax(text: string, precision: number): boolean {
  const digits = minorDigits(text, precision);
  return digits !== null && isBeyond(digits);
}

/** The digits of the minor units without zeros before them; null where it is no plain decimal of this precision. */
function minorDigits(text: string, precision: number): string | null {
  const [, , whole, fraction = ""] = DECIMAL.exec(text) ?? [];
  if (whole === undefined || fraction.length > precision) return null;
  return (whole + fraction.padEnd(precision, "0")).replace(/^0+(?=\d)/, "");
}

// Compared as text: to read a million digits takes long, and only to see that they are too many.
function isBeyond(digits: string): boolean {
  return digits.length === MAX_DIGITS.length ? digits > MAX_DIGITS : digits.length > MAX_DIGITS.length;
}

const MAX_DIGITS = AMOUNT_MINOR_MAX.toString();

/** Whether a text is a plain decimal that is no negative number. */
export function isDecimalAmount(text: string): boolean {
  return /^\d{1,19}(?:\.\d{1,18})?$/.test(text);
}
