// How long the IBANs of the SEPA countries are; another country's are judged by their check digits alone.
const LENGTHS: Readonly<Record<string, number>> = {
  ...{
    AD: 24,
    AT: 20,
    BE: 16,
    BG: 22,
    CH: 21,
    CY: 28,
    CZ: 24,
    DE: 22,
    DK: 18,
    EE: 20,
    ES: 24,
    FI: 18,
    FR: 27,
  },
  ...{
    GB: 22,
    GI: 23,
    GR: 27,
    HR: 21,
    HU: 28,
    IE: 22,
    IS: 26,
    IT: 27,
    LI: 21,
    LT: 20,
    LU: 20,
    LV: 21,
    MC: 27,
  },
  ...{ MT: 31, NL: 18, NO: 15, PL: 28, PT: 25, RO: 24, SE: 24, SI: 19, SK: 24, SM: 27, VA: 22 },
};

/** An IBAN as banks exchange it: upper case, no spaces. */
export function compactIban(text: string): string {
  return text.replace(/\s/g, "").toUpperCase();
}

/** Whether a compact IBAN has the form and length of its country and the right check digits (ISO 7064, mod 97). */
export function isIban(iban: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  const length = LENGTHS[iban.slice(0, 2)];
  if (length !== undefined && iban.length !== length) return false;
  const digits = [...iban.slice(4), ...iban.slice(0, 4)].map((each) => Number.parseInt(each, 36)).join("");
  return BigInt(digits) % 97n === 1n;
}

/** Whether money in euro reaches the account by SEPA. */
export function isSepa(iban: string): boolean {
  return iban.slice(0, 2) in LENGTHS;
}
