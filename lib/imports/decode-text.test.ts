import { describe, expect, it } from "vitest";
import { decodeText, type Encoding, whyNoText } from "./decode-text";

const TEXT = "Référence;Empfänger\r\nM–1;Müller & Söhne\r\nœuvre;Größe 5 €\r\n";
const LATIN = "Référence;Empfänger\r\nM-1;Müller & Söhne\r\nÉté;Größe\r\n";

const MAC: Record<string, number> = {
  ä: 0x8a,
  ö: 0x9a,
  ü: 0x9f,
  ß: 0xa7,
  é: 0x8e,
  É: 0x83,
  œ: 0xcf,
  "€": 0xdb,
  "–": 0xd0,
};
const WINDOWS: Record<string, number> = { "€": 0x80, "–": 0x96, œ: 0x9c };
const ISO_15: Record<string, number> = { "€": 0xa4, œ: 0xbd };

const utf8 = (text: string) => new TextEncoder().encode(text);
const single = (text: string, table: Record<string, number> = {}) =>
  Uint8Array.from(text, (character) => table[character] ?? character.charCodeAt(0));
function utf16(text: string, big: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), !big);
  return new Uint8Array(view.buffer);
}

describe("a file's text", () => {
  it.each<[string, Uint8Array, Encoding, string]>([
    ["UTF-8", utf8(TEXT), "utf-8", TEXT],
    ["UTF-8 with a byte order mark", utf8(`\ufeff${TEXT}`), "utf-8", TEXT],
    ["UTF-16 LE with a byte order mark", utf16(`\ufeff${TEXT}`, false), "utf-16le", TEXT],
    ["UTF-16 BE with a byte order mark", utf16(`\ufeff${TEXT}`, true), "utf-16be", TEXT],
    ["UTF-16 LE without one", utf16(TEXT, false), "utf-16le", TEXT],
    ["UTF-16 BE without one", utf16(TEXT, true), "utf-16be", TEXT],
    ["Windows-1252", single(TEXT, WINDOWS), "windows-1252", TEXT],
    ["Latin 1, which Windows-1252 reads too", single(LATIN), "windows-1252", LATIN],
    ["ISO 8859-15", single(TEXT.replace("–", "-"), ISO_15), "iso-8859-15", TEXT.replace("–", "-")],
    ["Macintosh", single(TEXT, MAC), "macintosh", TEXT],
    ["ASCII", utf8("a,b\n1,2\n"), "utf-8", "a,b\n1,2\n"],
  ])("is read without loss: %s", (_name, bytes, encoding, text) => {
    expect(decodeText(bytes)).toMatchObject({ encoding, text });
  });

  it("is read as somebody says, where it can be", () => {
    const bytes = single(LATIN);
    expect(decodeText(bytes)?.choices).toEqual(
      expect.arrayContaining(["iso-8859-1", "macintosh", "windows-1250"]),
    );
    expect(decodeText(bytes, "iso-8859-1")).toMatchObject({ encoding: "iso-8859-1", text: LATIN });
    expect(decodeText(bytes, "macintosh")?.text).not.toBe(LATIN);
    expect(decodeText(bytes, "utf-8")?.encoding).toBe("windows-1252");
    expect(decodeText(utf8(TEXT))?.choices).toEqual(["utf-8"]);
  });

  it.each([
    ["UTF-8 that breaks off", new Uint8Array([0xef, 0xbb, 0xbf, 0x4d, 0xc3])],
    ["UTF-16 with half a character", new Uint8Array([0xff, 0xfe, 0x00, 0xd8])],
    ["a program", new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 1, 2, 3, 0x80])],
  ])("is none: %s", (_name, bytes) => {
    expect(decodeText(bytes)).toBeNull();
  });

  // Every letter of two, three and four bytes, by each number of its bytes that can be missing.
  it.each(
    ["ß", "€", "😀"].flatMap((letter) =>
      Array.from({ length: utf8(letter).length - 1 }, (_, at) => [at + 1, letter] as const),
    ),
  )("is refused as cut off where UTF-8 lacks the last %i bytes of %s, marked or not", (missing, letter) => {
    const cut = utf8(`Währung;Betrag\r\nEUR;5 ${letter}`).subarray(0, -missing);
    const marked = Uint8Array.from([0xef, 0xbb, 0xbf, ...cut]);
    for (const bytes of [cut, marked]) {
      expect([decodeText(bytes), decodeText(bytes, "macintosh")]).toEqual([null, null]);
      expect(whyNoText(bytes)).toMatch(/UTF-8.*cut off or damaged/);
    }
  });

  it("is read in one byte a letter where the last alone looks like UTF-8 that breaks off", () => {
    for (const text of ["Betrag;Prix payé", "Währung;payé"])
      expect(decodeText(single(text))).toMatchObject({ encoding: "windows-1252", text });
  });

  it("is seen to be UTF-16 also where what is looked at ends within a letter", () => {
    const text = `a;b\r\n${"x".repeat(2_042)}😀`;
    for (const big of [false, true])
      expect(decodeText(utf16(text, big))).toMatchObject({ encoding: big ? "utf-16be" : "utf-16le", text });
  });

  it("never holds a character that stands for a lost one", () => {
    const every = Uint8Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => byte >= 0xa0);
    for (const encoding of decodeText(every)?.choices ?? [])
      expect(decodeText(every, encoding)?.text).not.toContain("\ufffd");
  });
});
