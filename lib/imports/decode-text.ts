/** The ways people's programs write text, in the order they are offered. */
export const ENCODINGS = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16, little endian",
  "utf-16be": "UTF-16, big endian",
  "windows-1252": "Windows (Western Europe)",
  "iso-8859-15": "ISO 8859-15 (with €)",
  "iso-8859-1": "ISO 8859-1 (Latin 1)",
  macintosh: "Macintosh (Western Europe)",
  "windows-1250": "Windows (Central Europe)",
} as const;
export type Encoding = keyof typeof ENCODINGS;

/** A text, the encoding it was read in, and those it can be read in at all, the likeliest first. */
export interface DecodedText {
  text: string;
  encoding: Encoding;
  choices: Encoding[];
}

/**
 * Reads bytes as text without losing any: what is no text in an encoding is not read in it. Without a choice the
 * encoding is the one the file says, else UTF-8 if it is that, else the likeliest. Null where there is none.
 */
export function decodeText(bytes: Uint8Array, chosen: Encoding | null = null): DecodedText | null {
  const choices = choicesOf(bytes);
  const encoding = chosen && choices.includes(chosen) ? chosen : choices[0];
  const text = encoding && decode(bytes, encoding);
  return encoding && text !== null && text !== undefined ? { text, encoding, choices } : null;
}

function choicesOf(bytes: Uint8Array): Encoding[] {
  const said = byteOrderMark(bytes) ?? unmarkedUtf16(bytes);
  if (said) return decode(bytes, said) === null ? [] : [said];
  if (decode(bytes, "utf-8") !== null) return ["utf-8"];
  if (isCutOffUtf8(bytes)) return [];
  return SINGLE_BYTE.flatMap((encoding) => {
    const text = decode(bytes, encoding);
    return text === null ? [] : [{ encoding, likelihood: likelihoodOf(text) }];
  })
    .sort((one, other) => other.likelihood - one.likelihood)
    .map(({ encoding }) => encoding);
}

function byteOrderMark([first, second, third]: Uint8Array): Encoding | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : null;
}

/** Why `decodeText` finds no text, in the words of somebody who has to save the file again. */
export function whyNoText(bytes: Uint8Array): string {
  const said = byteOrderMark(bytes);
  if (said)
    return `The file says it is ${ENCODINGS[said]}, and is not: it was cut off or damaged. ${SAVE_AGAIN}`;
  if (isCutOffUtf8(bytes))
    return `The file is UTF-8 up to its last letter, of which a part is missing: it was cut off or damaged. ${SAVE_AGAIN}`;
  return bytes.includes(0)
    ? `The file has zero bytes, which no table of text has. If it is UTF-16, it does not say in which order its bytes are. ${SAVE_AGAIN}`
    : `This is no text in any encoding we know. ${SAVE_AGAIN}`;
}

const SAVE_AGAIN = "Save the table as CSV in UTF-8, or as .xlsx.";

// In one byte a letter no text has zeros. In UTF-16 the line ends and separators of any table have one each, and only in
// the right order of bytes do they come out as line ends and separators.
function unmarkedUtf16(bytes: Uint8Array): Encoding | null {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  if (!sample.includes(0)) return null;
  const orders = (["utf-16le", "utf-16be"] as const).filter((encoding) =>
    /[,;\t|].*[\n\r]/s.test(decode(sample, encoding, { mayBreakOff: true }) ?? ""),
  );
  return orders.length === 1 ? (orders[0] ?? null) : null;
}

// Bytes that are whole letters of UTF-8 up to the last are hardly ever a text in another encoding. The last alone tells
// nothing: "é" of Windows-1252 looks like a letter that lacks its other bytes.
function isCutOffUtf8(bytes: Uint8Array): boolean {
  const whole = decode(bytes, "utf-8", { mayBreakOff: true });
  return whole !== null && /[^\0-\x7f]/.test(whole) && decode(bytes, "utf-8") === null;
}

const SAMPLE_BYTES = 4_096;

/** In this order where they are equally likely. Each gives every byte a character, so that none is lost. */
const SINGLE_BYTE = [
  "windows-1252",
  "iso-8859-15",
  "macintosh",
  "windows-1250",
  "iso-8859-1",
] as const satisfies readonly Encoding[];

/**
 * The text without a byte order mark, or null where the bytes are none in this encoding, or hold control characters. Where it
 * may break off, a letter that lacks its last bytes is left out.
 */
function decode(bytes: Uint8Array, encoding: Encoding, { mayBreakOff = false } = {}): string | null {
  try {
    const text =
      encoding === "windows-1252" || encoding === "iso-8859-1"
        ? decodeLatin(bytes, encoding === "windows-1252")
        : new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: mayBreakOff });
    return CONTROL.test(text) ? null : text;
  } catch {
    return null;
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the characters that no table of text holds
const CONTROL = /[\0-\x08\x0b\x0e-\x1f\x7f-\x9f]/;

// TextDecoder reads ISO 8859-1 as Windows-1252, and some versions of Node.js the other way round.
function decodeLatin(bytes: Uint8Array, windows: boolean): string {
  let text = "";
  for (let from = 0; from < bytes.length; from += SAMPLE_BYTES)
    text += String.fromCharCode(...bytes.subarray(from, from + SAMPLE_BYTES));
  if (!windows) return text;
  return text.replace(/[\x80-\x9f]/g, (control) => {
    const character = WINDOWS_1252.charAt(control.charCodeAt(0) - 0x80);
    return character === UNASSIGNED ? control : character;
  });
}

const UNASSIGNED = "\0";
const WINDOWS_1252 = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

// Letters, quotes, dashes and the euro are what people write; the other signs appear where an encoding is mistaken.
function likelihoodOf(text: string): number {
  let likelihood = 0;
  for (const [character] of text.slice(0, LIKELIHOOD_CHARACTERS).matchAll(/[^\0-\x7f]/gu)) {
    if (COMMON.test(character)) likelihood += 2;
    else if (SIGNS.test(character)) likelihood += 1;
    else likelihood -= 2;
  }
  return likelihood;
}

const LIKELIHOOD_CHARACTERS = 200_000;
const COMMON = /[äöüÄÖÜßéèêëàâçôîïùûœÉÈÊÀÂÇÔáíóúñÁÍÓÚÑåÅæøÆØãõìòšžŠŽ€]/u;
const SIGNS = /[£§°–—‘’“”„«»…·\u00a0]/u;
