import type { Card } from "./books";

/** What Stripe's published test cards do on a page. */
interface TestCard {
  card: Card;
  declines?: { code: string; decline_code: string };
  disputed?: boolean;
}

const card = (brand: string, last4: string): Card => ({ brand, last4, exp_month: 12, exp_year: 2034 });

export const TEST_CARDS: Readonly<Record<string, TestCard>> = {
  "4242424242424242": { card: card("visa", "4242") },
  "5555555555554444": { card: card("mastercard", "4444") },
  "4000000000000002": {
    card: card("visa", "0002"),
    declines: { code: "card_declined", decline_code: "generic_decline" },
  },
  "4000000000009995": {
    card: card("visa", "9995"),
    declines: { code: "card_declined", decline_code: "insufficient_funds" },
  },
  "4000000000000259": { card: card("visa", "0259"), disputed: true },
};
