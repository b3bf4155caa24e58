/** What GoCardless collects in. Each has two decimals, there and here. */
export const CURRENCIES: ReadonlySet<string> = new Set("AUD CAD DKK EUR GBP NZD SEK USD".split(" "));
