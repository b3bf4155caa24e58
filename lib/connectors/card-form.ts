import type { Tokenized, TypedCard } from "./typed-card/typed-card";

/** A card that a form of ours takes. */
export interface TakenCard {
  /** Its digits, without spaces. */
  number: string;
  /** What it is for, in the words of the list on the hosted page. */
  shows: string;
}

/**
 * A card form on our own page. It takes published test cards and no others, so it is never a live connector's: a real card
 * is typed at the provider alone.
 */
export interface CardForm {
  /** Every number there is, in the order they are shown. */
  cards: readonly TakenCard[];
  /** Turns a card into the connector's token, or names every field that is wrong. The answer never has the number. */
  tokenize(typed: TypedCard, now: Date): Tokenized;
  /** What the bank calls itself that asks whether it is the customer. */
  bank: string;
}
