export type CardBrand = "visa" | "mastercard" | "amex" | "discover" | "jcb" | "unionpay";

const CVC_LENGTH = 3;
const CVC_LENGTH_AMEX = 4;

/** The brand that a number, or the beginning of one, belongs to. */
export function brandOf(digits: string): CardBrand | null {
  if (/^4/.test(digits)) return "visa";
  if (/^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/.test(digits)) return "mastercard";
  if (/^3[47]/.test(digits)) return "amex";
  if (/^(6011|64[4-9]|65)/.test(digits)) return "discover";
  if (/^35(2[89]|[3-8])/.test(digits)) return "jcb";
  if (/^62/.test(digits)) return "unionpay";
  return null;
}

export function cvcLength(brand: CardBrand | null): number {
  return brand === "amex" ? CVC_LENGTH_AMEX : CVC_LENGTH;
}

/** A number as it is printed on the card: groups of four, American Express 4-6-5. */
export function groupDigits(digits: string): string {
  const groups = brandOf(digits) === "amex" ? /^(\d{1,4})(\d{1,6})?(\d{1,5})?/ : /(\d{1,4})/g;
  return (brandOf(digits) === "amex" ? (groups.exec(digits)?.slice(1) ?? []) : (digits.match(groups) ?? []))
    .filter(Boolean)
    .join(" ");
}

/** The check digit that catches a mistyped number. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits.charAt(digits.length - 1 - place));
    const doubled = place % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return digits.length > 0 && sum % 10 === 0;
}
