/** A longer integer than any column holds is not worth its digits. */
const INTEGER_DIGITS_MAX = 100;

/**
 * The number a JSON literal stands for, exactly: an integer in whatever spelling (`1.5e3` is 1500) as a number, or as a
 * bigint beyond 2^53-1; any other as the double that is written like it. Where there is none, NaN (a fraction that a
 * double would round) or an infinity (more digits than INTEGER_DIGITS_MAX), which no field takes.
 */
export function readNumber(literal: string): number | bigint {
  const small = literal.length <= 15 && /^(?:0|-?[1-9]\d*)$/.test(literal);
  if (small) return Number(literal);
  const { negative, digits, exponent } = decimalOf(literal);
  if (exponent < 0) return asDouble(literal);
  if (digits.length + exponent > INTEGER_DIGITS_MAX) return negative ? -Infinity : Infinity;
  const magnitude = BigInt(digits + "0".repeat(exponent));
  const integer = negative ? -magnitude : magnitude;
  const value = Number(integer);
  return Number.isSafeInteger(value) ? value : integer;
}

function asDouble(literal: string): number {
  const value = Number(literal);
  const [written, kept] = [decimalOf(literal), decimalOf(String(value))];
  return written.digits === kept.digits && written.exponent === kept.exponent ? value : Number.NaN;
}

interface Decimal {
  negative: boolean;
  /** Neither beginning nor ending with a zero; "0" for nothing. */
  digits: string;
  /** The power of ten that the digits are counted in. */
  exponent: number;
}

const LITERAL = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

function decimalOf(literal: string): Decimal {
  const [, sign, whole = "", fraction = "", power = "0"] = LITERAL.exec(literal) ?? [];
  const all = whole + fraction;
  let [start, end] = [0, all.length];
  while (all[start] === "0") start++;
  while (end > start && all[end - 1] === "0") end--;
  if (start === end) return { negative: false, digits: "0", exponent: 0 };
  const exponent = Number(power) - fraction.length + (all.length - end);
  return { negative: sign === "-", digits: all.slice(start, end), exponent };
}
