import { expect, it } from "vitest";
import { bankFileName } from "./bank-file-name";

const of = (...currencies: string[]) => currencies.map((currency) => ({ line: { currency } }));

it.each([
  ["Northwind Ltd", "sepa", of("EUR", "EUR"), "payout-northwind-ltd-eur-2026-11-30.xml"],
  ["Łódź & Söhne", "csv", of("USD", "EUR"), "payout-lodz-sohne-eur-usd-2026-11-30.csv"],
  ['../../etc\r\n"x"', "csv", of("JPY"), "payout-etc-x-jpy-2026-11-30.csv"],
  ["株式会社", "csv", of("JPY"), "payout-jpy-2026-11-30.csv"],
] as const)(
  "a file for the bank of %s says whose and in which currencies it is",
  (merchantName, format, payments, name) => {
    expect(bankFileName({ merchantName, periodEnd: "2026-11-30" }, format, payments)).toBe(name);
  },
);
