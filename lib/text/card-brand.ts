/** The usual names of card brands. */
const CARD_BRAND_NAMES: Readonly<Record<string, string>> = {
  visa: "Visa",
  mastercard: "Mastercard",
  amex: "American Express",
  discover: "Discover",
  jcb: "JCB",
  unionpay: "UnionPay",
};

/** The usual name of a brand, if there is one here. A brand may be any text. */
export function brandName(brand: string): string | undefined {
  return Object.hasOwn(CARD_BRAND_NAMES, brand) ? CARD_BRAND_NAMES[brand] : undefined;
}

/** A card by its brand's usual name; one whose brand has none here is simply a card. */
export function cardName(brand: string | null): string {
  return (brand && brandName(brand)) || "Card";
}
