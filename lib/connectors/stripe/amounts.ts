import { exponentOf } from "@/lib/money/currencies";
import type { HostedRequest } from "../connector";

/** Currencies that Stripe counts otherwise than ISO 4217 does. */
const ZERO_DECIMAL = new Set("BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split(" "));
const SENT_WITH_TWO = new Set(["ISK", "UGX"]);
const THREE_DECIMAL = new Set("BHD JOD KWD OMR TND".split(" "));

/** The decimals Stripe counts a currency's amounts with. */
function stripePrecision(currency: string): number {
  if (ZERO_DECIMAL.has(currency)) return 0;
  if (THREE_DECIMAL.has(currency)) return 3;
  return 2;
}

/** An amount as Stripe is told it, or null where Stripe cannot be told it: part of a unit it does not charge. */
export function toStripe(amountMinor: bigint, currency: string): number | null {
  const shift = stripePrecision(currency) - exponentOf(currency);
  const factor = 10n ** BigInt(Math.abs(shift));
  if (shift < 0 && amountMinor % factor !== 0n) return null;
  const amount = shift < 0 ? amountMinor / factor : amountMinor * factor;
  if (SENT_WITH_TWO.has(currency) && amount % 100n !== 0n) return null;
  if (THREE_DECIMAL.has(currency) && amount % 10n !== 0n) return null;
  return amount > BigInt(Number.MAX_SAFE_INTEGER) ? null : Number(amount);
}

/** An amount as we count it, of one that Stripe told. Throws for part of a unit that the currency does not have. */
export function fromStripe(amount: number, currency: string): bigint {
  const shift = exponentOf(currency) - stripePrecision(currency);
  const factor = 10n ** BigInt(Math.abs(shift));
  const told = BigInt(amount);
  if (shift >= 0) return told * factor;
  if (told % factor !== 0n) throw new Error(`Stripe told of part of a unit of ${currency}.`);
  return told / factor;
}

/**
 * The lines as Stripe is told them. It charges what they add up to: where that is not the amount, or one of them cannot be
 * said alone, they are one line of the whole. Null where not even that can be said.
 */
export function pricedLines({
  lines,
  amountMinor,
  currency,
}: Pick<HostedRequest, "lines" | "amountMinor" | "currency">): Priced[] | null {
  const priced = lines.map(({ description, amountMinor: each }) => ({
    description,
    amount: each < 0n ? null : toStripe(each, currency),
  }));
  const sayable = priced.filter((line): line is Priced => line.amount !== null);
  const sum = lines.reduce((total, line) => total + line.amountMinor, 0n);
  if (sayable.length === lines.length && sum === amountMinor) return sayable;
  const amount = toStripe(amountMinor, currency);
  return amount === null ? null : [{ description: lines.map((line) => line.description).join(", "), amount }];
}

interface Priced {
  description: string;
  amount: number;
}
