/** What GoCardless collects in. Each has two decimals, there and here. */
export const CURRENCIES: ReadonlySet<string> = new Set("AUD CAD DKK EUR GBP NZD SEK USD".split(" "));

/** Whether GoCardless can be told an amount. */
export function isSayable({ amountMinor, currency }: { amountMinor: bigint; currency: string }): boolean {
  return CURRENCIES.has(currency) && amountMinor <= BigInt(Number.MAX_SAFE_INTEGER);
}
