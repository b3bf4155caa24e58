import { groupDigits } from "@/lib/connectors/typed-card/card-brands";
import { readExpiry, spellExpiry, westernDigits } from "@/lib/connectors/typed-card/card-text";

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

/**
 * What is typed of an expiry date as it is printed on the card, "09/29", as far as there is one way to read it: "9" is a
 * month, "2" may be one or begin a year. What is typed in another way stays as it is until it is whole.
 */
export function formatExpiry(text: string): string {
  const western = westernDigits(text);
  const [, month = "", year = ""] = /^\s*(\d{1,2})\s*\/\s*(\d{0,4})\s*$/.exec(western) ?? [];
  if (month) return isMonth(month) ? joined(month.padStart(2, "0"), year) : text;
  if (!/^\d+$/.test(western)) return text;
  const digits = /^[89]/.test(western) ? `0${western}` : western;
  return isMonth(digits.slice(0, 2)) && digits.length <= EXPIRY_DIGITS_MAX
    ? joined(digits.slice(0, 2), digits.slice(2))
    : text;
}

/** A whole expiry date, however it is written, as it is printed on the card; anything else as it is. */
export function tidyExpiry(text: string): string {
  const expiry = readExpiry(text);
  return expiry ? spellExpiry(expiry) : text;
}

/** Whether a field changed by a key: what was pasted or filled in is whole, and is not to be read from left to right. */
export function isTyped(event: Event): boolean {
  const { inputType = "", data } = event as Partial<InputEvent>;
  return (
    inputType.startsWith("delete") ||
    (/^insert(Text|Composition)/.test(inputType) && [...(data ?? "")].length === 1)
  );
}

function joined(month: string, year: string): string {
  return year ? `${month}/${year}` : month;
}

function isMonth(text: string): boolean {
  return Number(text) >= 1 && Number(text) <= 12;
}

export function digitsIn(text: string): string {
  return westernDigits(text).replace(/\D/g, "");
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
