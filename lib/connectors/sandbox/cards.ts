import type { CardForm } from "../card-form";
import { brandOf } from "../typed-card/card-brands";
import { readExpiry, ungrouped } from "../typed-card/card-text";
import { problemsOf, type Tokenized, type TypedCard } from "../typed-card/typed-card";
import { SANDBOX_CARDS } from "./card-table";

const NUMBERS = SANDBOX_CARDS.map(({ number }) => number);

/** The card form of a deployment without a live connection: it takes test cards alone. */
export const sandboxCardForm: CardForm = {
  cards: SANDBOX_CARDS.map(({ number, shows }) => ({ number, shows })),
  tokenize: tokenizeSandboxCard,
  bank: "Sandbox Bank",
};

/** Turns a sandbox card into its token, or names every field that is wrong. The number is never part of the answer. */
export function tokenizeSandboxCard(typed: TypedCard, now: Date): Tokenized {
  const problems = problemsOf(typed, now, NUMBERS);
  const digits = ungrouped(typed.number);
  const brand = brandOf(digits);
  const known = SANDBOX_CARDS.find((card) => card.number === digits);
  const expiry = readExpiry(typed.expiry);
  if (problems.length > 0 || !known || !brand || !expiry) return { ok: false, problems };
  return {
    ok: true,
    card: {
      token: known.token,
      brand,
      last4: digits.slice(-4),
      expiryMonth: expiry.month,
      expiryYear: expiry.year,
    },
  };
}
