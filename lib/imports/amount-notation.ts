import type { ImportMapping } from "./fields";

type Notation = ImportMapping["amounts"];

// Groups of three between an apostrophe or a space can be nothing else; between points and commas only what follows shows.
const SPACED = "\\d{1,3}(?:(?<gap>['’ \u00a0\u202f])\\d{3})(?:\\k<gap>\\d{3})*";
const POINT = new RegExp(`^-?(?:\\d+(?:\\.\\d+)?|${SPACED}(?:\\.\\d+)?|\\d{1,3}(?:,\\d{3})+\\.\\d+)$`);
const COMMA = new RegExp(`^-?(?:\\d+(?:,\\d+)?|${SPACED}(?:,\\d+)?|\\d{1,3}(?:\\.\\d{3})+,\\d+)$`);

/**
 * An amount as a plain decimal ("1234.5"), or null where it is not written so, or could be two amounts: in a file that
 * writes 12.50, "1,234" may be either. "minor" is written without any sign.
 */
export function plainDecimal(text: string, notation: Notation): string | null {
  const signed = text.replace(/^[\u2212\u2013]/, "-");
  switch (notation) {
    case "minor":
      return /^-?\d+$/.test(signed) ? signed : null;
    case "decimal":
      return POINT.test(signed) ? signed.replace(/[,'’ \u00a0\u202f]/g, "") : null;
    case "comma":
      return COMMA.test(signed) ? signed.replace(/[.'’ \u00a0\u202f]/g, "").replace(",", ".") : null;
  }
}

// A thousand and something, or a few and thousandths of the dinar: alone it says nothing of how the others are written.
const EITHER = /^[-\u2212\u2013]?[1-9]\d{0,2}[.,]\d{3}$/;

/**
 * How the amounts of a column are written: with a comma where more of those that can be read in one way alone have one.
 * Where none of them can, as the most would be read.
 */
export function guessAmountNotation(amounts: readonly string[]): Notation {
  const clear = amounts.filter((text) => readAlone(text) !== null && !EITHER.test(text));
  const told = clear.length > 0 ? clear : amounts;
  const written = (one: Notation) => told.filter((text) => readAlone(text) === one).length;
  return written("comma") > written("decimal") ? "comma" : "decimal";
}

/** With what sign an amount must be written, being read in no other way; null where it is read in both or neither. */
function readAlone(text: string): Notation | null {
  const [point, comma] = [plainDecimal(text, "decimal"), plainDecimal(text, "comma")];
  if ((point === null) === (comma === null)) return null;
  return point === null ? "comma" : "decimal";
}
