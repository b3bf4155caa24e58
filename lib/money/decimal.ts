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
  const match = DECIMAL.exec(text);
  if (!match) return null;
  const [, sign, whole = "", fraction = ""] = match;
  if (fraction.length > precision) return null;
  const magnitude = BigInt(whole + fraction.padEnd(precision, "0"));
  if (magnitude > AMOUNT_MINOR_MAX) return null;
  return sign ? -magnitude : magnitude;
}

/** Whether a text is a plain decimal that is no negative number. */
export function isDecimalAmount(text: string): boolean {
  return /^\d{1,19}(?:\.\d{1,18})?$/.test(text);
}
