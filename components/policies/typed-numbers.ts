import { exponentOf } from "@/lib/money/currencies";
import { amountRule, asTyped, parseMoney, parseNumber } from "@/lib/money/format";

/** How somebody types the amounts of a form: as their locale writes them, in the form's currency. */
export interface TypedIn {
  currency: string;
  locale: string;
}

/** A typed amount in minor units; the text itself where it is none, for `amountFault` to tell. */
export function typedAmount(text: string, { currency, locale }: TypedIn): bigint | string {
  return parseMoney(text, currency, locale) ?? text;
}

/** A typed percentage as the proportion a door takes: "12.5" is 0.125. The text itself where it is none. */
export function typedPercent(text: string, locale: string): number | string {
  const millionths = parseNumber(text, PERCENT_DECIMALS, locale);
  // By moving the point: nothing is divided.
  return millionths === null ? text : Number(`${millionths}e-${PERCENT_DECIMALS + 2}`);
}

const PERCENT_DECIMALS = 6;

interface Fault {
  path: string;
  message: string;
}

/** What is wrong with an amount that somebody typed, as an issue of its field; what is missing the door asks for. */
export function amountFault(path: string, value: unknown, { currency, locale }: TypedIn): Fault[] {
  return isText(value) ? [{ path, message: amountRule(exponentOf(currency), locale) }] : [];
}

/** What is wrong with a percentage that somebody typed. */
export function percentFault(path: string, value: unknown, locale: string): Fault[] {
  return isText(value) ? [{ path, message: `Type a percentage, such as ${asTyped(125n, 1, locale)}.` }] : [];
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value.trim() !== "";
}
