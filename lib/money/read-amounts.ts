import { CURRENCY_CODES, isCurrency } from "./currencies";

/** One way to read a written amount: a plain decimal, and the currencies it may be in (null for any). */
export interface AmountReading {
  decimal: string;
  currencies: readonly string[] | null;
}

const SPACES = /[\s\u00a0\u202f\u2009]+/g;
/** Groups of three behind a mark that is the same throughout, and decimals behind another. */
const GROUPED = /^([1-9]\d{0,2}(?:([.,'’ ])\d{3})(?:\2\d{3})*)(?:([.,])(\d+))?$/;
/** Groups as they are written in India: the last of three digits, those before of two. */
const INDIAN = /^([1-9]\d?(?:,\d{2})*,\d{3})(?:\.(\d+))?$/;
const PLAIN = /^(\d+)(?:[.,](\d+))?$/;
const WHOLE_DIGITS_MAX = 19;
const DECIMALS_MAX = 18;

/**
 * How a text may be meant as an amount, in any locale's writing, with or without a currency's code or sign: "68,00",
 * "£68", "EUR 1.234,56", "1 234,56 €". What can be read two ways ("1,234") is given both ways; no amount, none.
 */
export function readAmounts(text: string): AmountReading[] {
  const { number, currencies } = withoutCurrency(text.replace(SPACES, " ").trim());
  if (currencies?.length === 0) return [];
  const decimals = new Set([...plainReading(number), ...groupedReadings(number)].map(canonical));
  return [...decimals]
    .filter((decimal) => {
      const [whole = "", fraction = ""] = decimal.split(".");
      return whole.length <= WHOLE_DIGITS_MAX && fraction.length <= DECIMALS_MAX;
    })
    .map((decimal) => ({ decimal, currencies }));
}

function withoutCurrency(text: string): { number: string; currencies: readonly string[] | null } {
  const bare = text.replace(/^[+\-\u2212]\s?/, "");
  const found = /^(\D*?)\s?(\d(?:.*\d)?)\s?(\D*)$/.exec(bare);
  if (!found) return { number: "", currencies: null };
  const [, before = "", number = "", after = ""] = found;
  if (before && after) return { number, currencies: [] };
  const unit = (before || after).trim();
  // Swiss prices end in a dash.
  if (unit === "" || unit === ".-" || unit === ".–") return { number, currencies: null };
  return { number, currencies: currenciesOf(unit) };
}

function currenciesOf(unit: string): readonly string[] {
  const code = unit.toUpperCase();
  return isCurrency(code) ? [code] : (signs().get(unit.toLowerCase()) ?? []);
}

let known: Map<string, string[]> | undefined;

/** Which currencies a sign stands for: "$" for many. */
function signs(): Map<string, string[]> {
  if (known) return known;
  known = new Map();
  const displays = [["en", "narrowSymbol"] as const, ["en", "symbol"] as const, ["en-CA", "symbol"] as const];
  for (const currency of CURRENCY_CODES) {
    for (const [locale, currencyDisplay] of displays) {
      const format = new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay });
      const sign =
        format
          .formatToParts(0)
          .find(({ type }) => type === "currency")
          ?.value.toLowerCase() ?? "";
      const same = known.get(sign) ?? [];
      if (!same.includes(currency)) known.set(sign, [...same, currency]);
    }
  }
  return known;
}

function plainReading(number: string): string[] {
  const [, whole, fraction] = PLAIN.exec(number) ?? [];
  return whole ? [fraction ? `${whole}.${fraction}` : whole] : [];
}

function groupedReadings(number: string): string[] {
  const [, whole, group, mark, fraction] = GROUPED.exec(number) ?? [];
  const grouped = whole && (!mark || mark !== group) ? [decimalOf(whole, fraction)] : [];
  const [, indian, decimals] = INDIAN.exec(number) ?? [];
  return indian ? [...grouped, decimalOf(indian, decimals)] : grouped;
}

function decimalOf(whole: string, fraction: string | undefined): string {
  const digits = whole.replace(/\D/g, "");
  return fraction ? `${digits}.${fraction}` : digits;
}

/** Without zeros that say nothing, so that two readings of one amount are one. */
function canonical(decimal: string): string {
  const [whole = "", fraction = ""] = decimal.split(".");
  const kept = fraction.replace(/0+$/, "");
  return (whole.replace(/^0+(?=\d)/, "") || "0") + (kept && `.${kept}`);
}
