const FIRST_STRONG_ISOLATE = "\u2068";
const POP_ISOLATE = "\u2069";

/** Characters that nobody sees and that say in which direction what stands after them is read. */
const DIRECTIONS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** Of these, what turns letters around; pairs of isolates that a sentence of ours has keep their meaning. */
const OVERRIDES = /[\u202A-\u202E]/g;

/** Any letter of a script that is written from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/**
 * What somebody else wrote, as it is put into a sentence of ours: it turns nothing around it, neither the amount nor who is
 * paid. What is kept stays as it was sent. Most texts are given back as they are.
 */
export function isolated(text: string): string {
  const plain = text.replace(DIRECTIONS, "");
  return RIGHT_TO_LEFT.test(plain) ? `${FIRST_STRONG_ISOLATE}${plain}${POP_ISOLATE}` : plain;
}

/** A text that stands for itself, with its letters in the order in which they are. Leaves alone whatever is no text. */
export function unturned<Shown>(shown: Shown): Shown | string {
  return typeof shown === "string" ? shown.replace(OVERRIDES, "") : shown;
}
