import { groupDigits } from "@/lib/connectors/sandbox/card-table";

/** The longest card number there is, in digits. */
const NUMBER_DIGITS_MAX = 19;
const EXPIRY_DIGITS_MAX = 6;

/** Rewrites a field as `format` writes it, with the caret left behind the same digit. */
export function formatWhileTyping(input: HTMLInputElement, format: (text: string) => string): void {
  const typedBefore = digitsIn(input.value.slice(0, input.selectionStart ?? input.value.length)).length;
  const formatted = format(input.value);
  if (formatted === input.value) return;
  input.value = formatted;
  const caret = afterDigits(formatted, typedBefore);
  input.setSelectionRange(caret, caret);
}

/** "4242424242424242" as "4242 4242 4242 4242". */
export function formatNumber(text: string): string {
  return groupDigits(digitsIn(text).slice(0, NUMBER_DIGITS_MAX));
}

/** "9/29", "929" and "0929" as "09/29"; a year of four digits is left as it is. */
export function formatExpiry(text: string): string {
  const digits = digitsIn(text);
  const padded = /^[2-9]/.test(digits) || /^1\s*\//.test(text) ? `0${digits}` : digits;
  const month = padded.slice(0, 2);
  const year = padded.slice(2, EXPIRY_DIGITS_MAX);
  return year ? `${month}/${year}` : month;
}

export function digitsIn(text: string): string {
  return text.replace(/\D/g, "");
}

function afterDigits(text: string, count: number): number {
  // At the end of what was typed the caret goes to the very end, past a zero or a stroke that was put in for the reader.
  if (count >= digitsIn(text).length - 1 && /^0\d/.test(text)) return text.length;
  let at = 0;
  for (let seen = 0; seen < count && at < text.length; at++) {
    if (/\d/.test(text.charAt(at))) seen++;
  }
  return at;
}
