import type { Route } from "@/lib/connections/routes";
import { exponentOf } from "@/lib/money/currencies";
import { formatMoney } from "@/lib/money/format";

export const KIND_WORDS: Record<Route["kind"], string> = {
  checkout: "Checkout payments",
  policy: "Premiums",
};

/** Which payments a route names, in words. */
export function routeWords(
  {
    kind,
    currencies,
    minimumMinor,
    maximumMinor,
  }: Pick<Route, "kind" | "currencies" | "minimumMinor" | "maximumMinor">,
  locale: string,
): string {
  const [currency = ""] = currencies;
  const money = (amountMinor: bigint) =>
    formatMoney({ amountMinor, currency, precision: exponentOf(currency) }, { locale });
  const words = [KIND_WORDS[kind]];
  if (currencies.length > 0) words.push(`in ${currencies.join(", ")}`);
  if (minimumMinor !== null && maximumMinor !== null)
    words.push(`from ${money(minimumMinor)} to ${money(maximumMinor)}`);
  else if (minimumMinor !== null) words.push(`from ${money(minimumMinor)}`);
  else if (maximumMinor !== null) words.push(`up to ${money(maximumMinor)}`);
  return words.join(" ");
}
