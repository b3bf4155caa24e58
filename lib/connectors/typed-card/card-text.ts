/** How people, browsers and password managers write what is on a card. Pure: the browser imports it. */

/** Digits of every script as 0 to 9; the rest as it is. */
export function westernDigits(text: string): string {
  return text.normalize("NFKC").replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)));
}

/** A card number or a security code without what it was grouped by; other characters stay, to be refused. */
export function ungrouped(text: string): string {
  return westernDigits(text).replace(/[\s\p{Z}\p{Pd}\p{Cf}._/]/gu, "");
}

export interface Expiry {
  /** 1 to 12. */
  month: number;
  /** With its century. */
  year: number;
}

/**
 * The month a card is good through, or null: in either order, with a year of two or four digits, with any separator or
 * with none. Where both orders would do, the month comes first, as on the card.
 */
export function readExpiry(text: string): Expiry | null {
  const western = westernDigits(text);
  if (/[^\P{L}年月년월]/u.test(western)) return null;
  const groups = western.match(/\d+/g) ?? [];
  for (const [month = "", year = ""] of readings(groups)) {
    const expiry = expiryOf(month, year);
    if (expiry) return expiry;
  }
  return null;
}

/** As it is printed on the card: 09/29. */
export function spellExpiry({ month, year }: Expiry): string {
  const [century, yearOfCentury] = [Math.floor(year / 100), year % 100];
  const spelled = century === CENTURY ? twoDigits(yearOfCentury) : String(year);
  return `${twoDigits(month)}/${spelled}`;
}

const CENTURY = 20;

/** Every month and year that groups of digits may stand for, the likelier first. */
function readings(groups: readonly string[]): (readonly [string, string])[] {
  const [first = "", second = "", third] = groups;
  // The last day of the month, as a date field sends it.
  if (third !== undefined) return groups.length === 3 && isLong(first) ? [[second, first]] : [];
  // "09/2" is not finished, rather than February 2009.
  if (groups.length === 2) return Number(first) > 12 ? [[second, first]] : [[first, second]];
  const cut = (at: number) => [first.slice(0, at), first.slice(at)] as const;
  const yearFirst = (at: number) => [first.slice(at), first.slice(0, at)] as const;
  switch (first.length) {
    case 3:
    case 5:
      return [cut(1)];
    case 4:
      return [cut(2), yearFirst(2)];
    case 6:
      return [cut(2), yearFirst(4)];
    default:
      return [];
  }
}

function expiryOf(month: string, year: string): Expiry | null {
  if (!/^\d{1,2}$/.test(month) || !/^(\d{2}|\d{4})$/.test(year)) return null;
  const [of, full] = [Number(month), isLong(year) ? Number(year) : CENTURY * 100 + Number(year)];
  return of >= 1 && of <= 12 && Math.floor(full / 100) >= CENTURY ? { month: of, year: full } : null;
}

function isLong(year: string): boolean {
  return year.length === 4;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

// The digits of a script stand together, from nought to nine.
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let lower = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - lower - 1))) lower++;
  return lower % 10;
}
