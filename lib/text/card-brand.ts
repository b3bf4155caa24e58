/** The usual names of card brands. */
export const CARD_BRAND_NAMES: Readonly<Record<string, string>> = {
  visa: "Visa",
  mastercard: "Mastercard",
  amex: "American Express",
  discover: "Discover",
  jcb: "JCB",
  unionpay: "UnionPay",
};

/** A card by its brand's usual name; one whose brand has none here is simply a card. */
export function cardName(brand: string | null): string {
  return (brand && CARD_BRAND_NAMES[brand]) || "Card";
}
