const MARKS = /[\u0300-\u036f]/g;
/** Letters that no accent was put on, and what they are typed as. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ ø: "o", đ: "d", ð: "d", ł: "l", ħ: "h", ı: "i", ŋ: "n", ς: "σ" },
  ...{ ß: "ss", æ: "ae", œ: "oe", þ: "th" },
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
const APOSTROPHES = /['`\u00b4\u2018\u2019\u201b\u02bc\u02b9\u2032\uff07\u00ad]/g;
const HYPHENS = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;
/** A hyphen between two digits stays: 1007 is a number of its own in 2026-1007. */
const JOINING_HYPHENS = /(?<![0-9])-|-(?![0-9])/g;

/** A text as texts are searched: without case, accents, apostrophes and hyphens. The database's `search_key` does the same. */
export function searchKey(text: string): string {
  const bare = text.normalize("NFD").replace(MARKS, "").toLowerCase();
  const letters = bare.replace(LETTER, (letter) => LETTERS[letter] ?? letter).replace(APOSTROPHES, "");
  return letters.replace(HYPHENS, "-").replace(JOINING_HYPHENS, "");
}

/** A telephone number as it is searched: its digits, without the zeros that stand before a national one. */
export function phoneKey(text: string): string {
  return text.replace(/[^0-9]/g, "").replace(/^0+/, "");
}

/** The pattern of SQL's LIKE for whatever contains a text. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, "\\$&")}%`;
}
