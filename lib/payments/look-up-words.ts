import { query } from "@/lib/db/sql";
import { LOOK_UP_WORDS, type LookUpWordsRow } from "@/lib/generated/sql/payments/search/look-up-words";
import { AMOUNT_MINOR_MAX, parseDecimal } from "@/lib/money/decimal";
import { containing } from "@/lib/text/search-key";
import { patternOf, type SearchWord } from "./search-words";

/** Up to so many customers, policies, referrals or accounts that a word names are listed; more are looked at row by row. */
export const WORD_NAMES_MAX = 5_000;
/** A word that finds no more payments than this is an index into them; what finds more is in nearly every page read. */
export const WORD_PAYMENTS_MAX = 4_000;

/** A word is common when so many of the newest payments have it. */
const NEWEST_ROWS = 2_000;
const COMMON_ROWS = 100;
/** Shorter ones are in nearly every name, and no trigram holds them. */
const NAME_CHARACTERS_MIN = 3;
const PRECISION_MAX = 18;

/** A word and what it names; null where that is more than is listed. Lists are the text of an array. */
export interface WordFound {
  word: SearchWord;
  customerIds: string | null;
  policyIds: string | null;
  methodIds: string | null;
  referralIds: string | null;
  accountIds: string | null;
  paymentIds: string | null;
  /** Every payment the word finds. */
  foundIds: string | null;
}

/** What each word names now, in one round trip: names and addresses change after a payment is recorded. */
export async function lookUpWords(
  words: readonly SearchWord[],
  merchantId: string | null,
): Promise<WordFound[]> {
  const rows = await query(LOOK_UP_WORDS, {
    words: words.map(toInput),
    merchantId,
    namedMax: WORD_NAMES_MAX,
    foundMax: WORD_PAYMENTS_MAX,
    newestRows: NEWEST_ROWS,
    commonRows: COMMON_ROWS,
  });
  const byPlace = new Map(rows.map((row) => [row.place, row]));
  return words.map((word, place) => toFound(word, byPlace.get(place)));
}

/** Whether a word is looked up among names: two letters are in nearly all of them. */
function namesPeople({ parts }: SearchWord): boolean {
  return parts.some((part) => part.length >= NAME_CHARACTERS_MIN);
}

/** Short words as a pattern that nothing but the whole number fits. */
export function wholePattern({ whole, parts }: SearchWord): string | null {
  return whole ? `(^|[^0-9])${parts.join("")}($|[^0-9])` : null;
}

function toInput(word: SearchWord, place: number) {
  const pattern = patternOf(word);
  return {
    place,
    pattern: word.parts.length > 0 ? pattern : null,
    parts: word.parts.map(containing),
    whole: wholePattern(word),
    people: namesPeople(word) ? pattern : null,
    exact: word.exact,
    id: word.id,
    last4: word.last4,
    phone: word.phone && containing(word.phone.digits),
    phone_end: word.phone && `%${word.phone.end}`,
    minors: `{${[...new Set(word.amounts.flatMap(minorsOf))].join(",")}}`,
    amounts: word.amounts,
  };
}

/** The minor units an amount has in each precision that can hold it: what the index is asked for. */
function minorsOf({ decimal }: { decimal: string }): string[] {
  return Array.from({ length: PRECISION_MAX + 1 }, (_, precision) => parseDecimal(decimal, precision))
    .filter((minor) => minor !== null && minor <= AMOUNT_MINOR_MAX)
    .map(String);
}

function toFound(word: SearchWord, row: LookUpWordsRow | undefined): WordFound {
  if (!row) throw new Error("a word was not looked up");
  const { place: _, common, foundIds, ...named } = row;
  const listed = Object.values(named).every((ids) => ids !== null);
  // Two letters are looked for in names row by row.
  const short = word.parts.length > 0 && !namesPeople(word);
  if (short) return { ...named, word, customerIds: null, policyIds: null, referralIds: null, foundIds: null };
  return { ...named, word, foundIds: common || !listed ? null : foundIds };
}
