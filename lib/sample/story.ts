import type { Shop } from "./shops";

/** What happens to a payment after it was made, in order. Each has its own time. */
export type StoryStep = { at: Date } & (
  | { does: "pay"; cardNumber: string; save: boolean }
  /** With the card the customer saved before, if there is one; else with that number. */
  | { does: "pay_again"; cardNumber: string }
  | { does: "answer_bank"; result: "approve" | "fail" | "leave" }
  | { does: "cancel"; reason: string }
  | { does: "expire" }
  | { does: "refund"; percent: number; reason: string }
  /** The provider reports what it said it would. */
  | { does: "hear_from_provider" }
);

/** One payment of the sample data, from its making on. */
export interface Story {
  /** Its idempotency key: told again, it is the same payment. */
  key: string;
  shop: Shop;
  /** Made by a person in the console, or by the shop's key. */
  madeBy: "person" | "key";
  createdAt: Date;
  currency: Shop["currencies"][number];
  reference: string;
  metadata: Record<string, string>;
  lineItems: { description: string; amount: bigint; quantity: number }[];
  /** Which of the people it is for; null for a passer-by. */
  person: number | null;
  offersSaving: boolean;
  expiresInMs: number;
  steps: StoryStep[];
}
