import * as iso4217 from "dinero.js/bigint/currencies";

// The library counts the ariary and the ouguiya in fifths; ISO 4217 gives both two decimals.
const CORRECTIONS: Readonly<Record<string, number>> = { MGA: 2, MRU: 2 };

const EXPONENTS: ReadonlyMap<string, number> = new Map(
  Object.values(iso4217).map(({ code, exponent }) => [code, CORRECTIONS[code] ?? Number(exponent)]),
);

/** Every supported ISO 4217 code, upper case, in alphabetical order. */
export const CURRENCY_CODES: readonly string[] = [...EXPONENTS.keys()].sort();

/** Whether the text is a supported ISO 4217 code in upper case. */
export function isCurrency(code: string): boolean {
  return EXPONENTS.has(code);
}

/** The number of decimals of a currency's minor unit: 2 for USD, 0 for JPY, 3 for BHD. Throws for an unknown code. */
export function exponentOf(code: string): number {
  const exponent = EXPONENTS.get(code);
  if (exponent === undefined) throw new RangeError(`${code} is not a supported ISO 4217 code`);
  return exponent;
}
