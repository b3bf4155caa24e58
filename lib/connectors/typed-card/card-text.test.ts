import { describe, expect, it } from "vitest";
import { formatExpiry } from "@/app/pay/[token]/_form/format-while-typing";
import { readExpiry, spellExpiry, ungrouped, westernDigits } from "./card-text";
import { problemsOf } from "./typed-card";

const now = new Date("2026-11-21T12:00:00Z");
const NUMBERS = ["4242424242424242"];

/** September 2029, as cards, browsers, password managers and people write it. */
const SEPTEMBER_2029 = [
  "09/29",
  "9/29",
  "09/2029",
  "9/2029",
  "0929",
  "929",
  "092029",
  "92029",
  "2029-09",
  "2029/09",
  "2029-9",
  "2029/9",
  "2029.09",
  "2029 09",
  "202909",
  "2909",
  "29/09",
  "29-09",
  "29/9",
  "09-29",
  "09.29",
  "09 29",
  "9 29",
  "9-29",
  "9.29",
  "09-2029",
  "09.2029",
  "09 2029",
  "09 / 29",
  "09 / 2029",
  " 09/29 ",
  "09/ 29",
  "09\u00a0/\u00a029",
  "09\u202f/\u202f29",
  "09–29",
  "09—2029",
  "09\\29",
  "09|29",
  "09_29",
  "09,29",
  "09:29",
  "2029-09-30",
  "2029/09/30",
  "09⁄29",
  "09／29",
  "０９/２９",
  "０９／２０２９",
  "٠٩/٢٩",
  "۰۹/۲۰۲۹",
  "०९/२९",
  "০৯/২৯",
  "๐๙/๒๙",
  "၀၉/၂၉",
  "𝟎𝟗/𝟐𝟗",
  "𞥐𞥙/𞥒𞥙",
  "2029年09月",
  "2029年9月",
  "2029년 9월",
  "\u200e09/29\u200e",
];

const NO_EXPIRY = [
  "",
  "9",
  "09",
  "2029",
  "13/29",
  "00/29",
  "29/13",
  "2029-13",
  "13-2029",
  "09/9",
  "09/029",
  "09/20290",
  "sep 29",
  "09/29x",
  "1/2/3",
  "01/09/2029",
  "4242424242424242",
  "0909290",
  "///",
  "09//",
  "1999-09",
  "09/1999",
];

describe("an expiry date", () => {
  it.each(SEPTEMBER_2029)("%j is September 2029", (text) => {
    expect(readExpiry(text)).toEqual({ month: 9, year: 2029 });
    expect(problemsOf({ number: "4242424242424242", expiry: text, cvc: "123" }, now, NUMBERS)).toEqual([]);
  });

  it.each(SEPTEMBER_2029)(
    "%j is still September 2029 once a script has written it as it is typed",
    (text) => {
      expect(readExpiry(formatExpiry(text))).toEqual({ month: 9, year: 2029 });
      let typed = "";
      for (const character of text) typed = formatExpiry(typed + character);
      expect([text, readExpiry(typed)]).toEqual([text, { month: 9, year: 2029 }]);
    },
  );

  it.each(NO_EXPIRY)("%j is none", (text) => {
    expect(readExpiry(text)).toBeNull();
  });

  it.each(["11/12", "1112", "12/2011"])("%s has its month first, as on the card", (text) => {
    expect(readExpiry(text)?.month).toBe(Number(text.slice(0, 2)));
  });

  it("is written as on the card", () => {
    expect(spellExpiry({ month: 3, year: 2029 })).toBe("03/29");
    expect(spellExpiry({ month: 12, year: 2101 })).toBe("12/2101");
  });
});

describe("a card number", () => {
  it.each([
    "4242424242424242",
    "4242 4242 4242 4242",
    "4242-4242-4242-4242",
    "4242.4242.4242.4242",
    "4242\u00a04242\u00a04242\u00a04242",
    "4242\u202f4242\u202f4242\u202f4242",
    "4242–4242–4242–4242",
    " 4242424242424242\n",
    "4242\t4242 42424242",
    "４２４２４２４２４２４２４２４２",
    "４２４２　４２４２　４２４２　４２４２",
    "٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢",
    "۴۲۴۲ ۴۲۴۲ ۴۲۴۲ ۴۲۴۲",
    "४२४२४२४२४२४२४२४२",
    "4242/4242/4242/4242",
    "\u20664242 4242 4242 4242\u2069",
    "4242_4242_4242_4242",
  ])("may be written %j", (number) => {
    expect(problemsOf({ number, expiry: "09/29", cvc: " １ ２３" }, now, NUMBERS)).toEqual([]);
  });

  it("keeps what is no digit, so that it is refused", () => {
    expect(ungrouped("4242x")).toBe("4242x");
  });
});

it("every digit of every script is the number it stands for", () => {
  let [value, before] = [-1, -2];
  for (let code = 0; code < 0x1_10000; code++) {
    const digit = String.fromCodePoint(code);
    if (!/\p{Nd}/u.test(digit)) continue;
    value = code === before + 1 ? (value + 1) % 10 : 0;
    before = code;
    expect([code.toString(16), westernDigits(digit)]).toEqual([code.toString(16), String(value)]);
  }
});
