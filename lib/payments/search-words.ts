import { readAnyId } from "@/lib/ids";
import { type AmountReading, readAmounts } from "@/lib/money/read-amounts";
import { containing, phoneKey, searchKey } from "@/lib/text/search-key";

/** One word of a search, or several that are one amount or telephone number, and all it may be meant as. */
export interface SearchWord {
  /** What the text that is searched contains: each of these. */
  parts: readonly string[];
  /** Nothing longer: a short number is no part of another number. */
  whole: boolean;
  /** What ids and references are, as they are. */
  exact: readonly string[];
  id: string | null;
  last4: string | null;
  /** Digits a telephone number contains, and those it may end with. */
  phone: { digits: string; end: string } | null;
  amounts: readonly AmountReading[];
}

/** Numbers of so many digits or fewer are in many longer ones. */
const SHORT_NUMBER_DIGITS_MAX = 4;
const PHONE_DIGITS_MIN = 6;
const PHONE_DIGITS_MAX = 15;
/** Countries write the digits before these differently, or not at all. */
const PHONE_END_DIGITS = 9;
/** An amount or a telephone number stands in at most so many words. */
const SPAN_WORDS_MAX = 7;
/** What a card's other digits are shown as. */
const HIDDEN_DIGITS = /^[*•·]+$/;

/** The words of a text, each of which a payment that is found has somewhere. */
export function searchWords(text: string): SearchWord[] {
  const given = text
    .split(/[\s\u00a0\u202f\u2009]+/)
    .filter((word) => word !== "" && !HIDDEN_DIGITS.test(word));
  const words: SearchWord[] = [];
  for (let at = 0; at < given.length; ) {
    const length = spanAt(given, at);
    const word = wordOf(given.slice(at, at + length));
    // A dash between two words.
    if (word.parts.length > 0 || word.amounts.length > 0) words.push(word);
    at += length;
  }
  return words;
}

/** The pattern for what is searched of a part of a word. */
export function patternOf({ parts }: SearchWord): string {
  return containing([...parts].sort((one, other) => other.length - one.length)[0] ?? "");
}

// The longest run of words that is written like one amount or one telephone number.
function spanAt(given: readonly string[], at: number): number {
  for (let length = Math.min(SPAN_WORDS_MAX, given.length - at); length > 1; length--) {
    const words = given.slice(at, at + length);
    const span = words.join(" ");
    if (isPhone(span) || isSpacedAmount(words, span)) return length;
  }
  return 1;
}

function isSpacedAmount(words: readonly string[], span: string): boolean {
  if (readAmounts(span).length === 0) return false;
  // "4242 68.00" is no amount, and neither is "100 200": only a sign or decimals tell.
  return words.some((word) => !/\d/.test(word)) || /^\D*\d{1,3}( \d{3})+([.,]\d+\D*|\D+)$/.test(span);
}

function isPhone(text: string): boolean {
  if (!/^(\+|\(?0|\(\+)[\d\s()./\-\u2010-\u2015]*\d$/.test(text)) return false;
  const { length } = text.replace(/\D/g, "");
  return length >= PHONE_DIGITS_MIN && length <= PHONE_DIGITS_MAX && !/^\d+\.\d+$/.test(text);
}

function wordOf(given: readonly string[]): SearchWord {
  const text = given.join(" ");
  const [only = ""] = given.length === 1 ? given : [];
  const last = only.includes("/") ? (only.split(/[?#]/, 1)[0]?.split("/").at(-1) ?? "") : "";
  const exact = [only, last, referenceIn(only)].filter((each) => each !== "");
  const [, last4 = null] = /^[*•·xX]*(\d{4})$/.exec(only) ?? [];
  const parts = (last4 ? [last4] : given.map((each) => searchKey(each))).filter(Boolean);
  return {
    parts,
    whole: new RegExp(`^\\d{1,${SHORT_NUMBER_DIGITS_MAX}}$`).test(parts.join("")),
    exact,
    id: exact.map(readAnyId).find((id) => id !== null) ?? null,
    last4,
    phone: phoneOf(text),
    amounts: readAmounts(text),
  };
}

function phoneOf(text: string): SearchWord["phone"] {
  const digits = phoneKey(text);
  if (digits.length < PHONE_DIGITS_MIN || digits.length > PHONE_DIGITS_MAX) return null;
  if (!/^[+\d\s()./\-\u2010-\u2015]+$/.test(text)) return null;
  return { digits, end: digits.slice(-PHONE_END_DIGITS) };
}

/** The provider's reference inside a connected payment's id, which is JSON in base64url. */
function referenceIn(text: string): string {
  if (!/^eyJ[\w-]+=*$/.test(text)) return "";
  try {
    const named: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
    const { Reference, Type } = named as { Reference?: unknown; Type?: unknown };
    return typeof Reference === "string" && typeof Type === "string" ? Reference : "";
  } catch {
    return "";
  }
}
