import { brandOf, type CardBrand, cvcLength, passesLuhn } from "./card-brands";
import { readExpiry, ungrouped } from "./card-text";

/** What the customer typed. It goes no further than the `tokenize` of the connector that takes it. */
export interface TypedCard {
  number: string;
  expiry: string;
  cvc: string;
}

/** What the rest of Counterfoil sees of a card. `token` is the connector's own. */
export interface TokenizedCard {
  token: string;
  brand: CardBrand;
  last4: string;
  expiryMonth: number;
  expiryYear: number;
}

export type CardField = keyof TypedCard;

/** Every way a card can be refused before it is sent, with the field it belongs to and the words beside that field. */
export const CARD_PROBLEMS = {
  number_missing: { field: "number", message: "Enter the card number" },
  number_incomplete: { field: "number", message: "The card number is too short" },
  number_mistyped: { field: "number", message: "Check the card number: a digit is wrong" },
  number_not_test: {
    field: "number",
    message: "This page takes test cards only. Nothing you typed was kept: never enter a real card here",
  },
  expiry_missing: { field: "expiry", message: "Enter the expiry date" },
  expiry_malformed: { field: "expiry", message: "Enter the expiry date as month and year, like 09/29" },
  expiry_past: { field: "expiry", message: "This card has expired. Check the date, or use another card" },
  cvc_missing: { field: "cvc", message: "Enter the security code" },
  cvc_length: { field: "cvc", message: "The security code has 3 digits on the back, or 4 on the front" },
} as const satisfies Record<string, { field: CardField; message: string }>;

export type CardProblem = keyof typeof CARD_PROBLEMS;

export type Tokenized = { ok: true; card: TokenizedCard } | { ok: false; problems: CardProblem[] };

const NUMBER_DIGITS_MIN = 13;
/** No card is valid for longer; a later year is a slip of the finger. */
const EXPIRY_YEARS_MAX = 50;

/** Every field that is wrong of a card that may have one of these numbers alone. Pure: the browser asks it first. */
export function problemsOf(typed: TypedCard, now: Date, numbers: readonly string[]): CardProblem[] {
  const brand = brandOf(ungrouped(typed.number));
  return [
    numberProblem(typed.number, numbers),
    expiryProblem(typed.expiry, now),
    cvcProblem(typed.cvc, brand),
  ].filter((problem) => problem !== null);
}

export function numberProblem(number: string, numbers: readonly string[]): CardProblem | null {
  const digits = ungrouped(number);
  if (digits === "") return "number_missing";
  if (!/^\d+$/.test(digits)) return "number_mistyped";
  if (digits.length < NUMBER_DIGITS_MIN) return "number_incomplete";
  if (!passesLuhn(digits)) return "number_mistyped";
  return numbers.includes(digits) ? null : "number_not_test";
}

export function expiryProblem(text: string, now: Date): CardProblem | null {
  if (text.trim() === "") return "expiry_missing";
  const expiry = readExpiry(text);
  if (!expiry || expiry.year > now.getUTCFullYear() + EXPIRY_YEARS_MAX) return "expiry_malformed";
  return isExpired(expiry, now) ? "expiry_past" : null;
}

/** A card is good through the last day of its month. */
export function isExpired({ month, year }: { month: number; year: number }, now: Date): boolean {
  return (year - now.getUTCFullYear()) * 12 + month < now.getUTCMonth() + 1;
}

export function cvcProblem(cvc: string, brand: CardBrand | null): CardProblem | null {
  const digits = ungrouped(cvc);
  if (digits === "") return "cvc_missing";
  const fits = brand ? digits.length === cvcLength(brand) : digits.length === 3 || digits.length === 4;
  return /^\d+$/.test(digits) && fits ? null : "cvc_length";
}
