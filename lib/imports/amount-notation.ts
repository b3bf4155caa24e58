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

/** How the amounts of a column are written: with a comma where some can be read so alone, and none the other way alone. */
export function guessAmountNotation(amounts: readonly string[]): Notation {
  const only = (one: Notation, other: Notation) =>
    amounts.some((text) => plainDecimal(text, one) !== null && plainDecimal(text, other) === null);
  return only("comma", "decimal") && !only("decimal", "comma") ? "comma" : "decimal";
}
