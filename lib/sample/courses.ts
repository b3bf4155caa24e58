import { builtInCardForm } from "@/lib/connectors/all-providers";
import { brandOf, cvcLength } from "@/lib/connectors/typed-card/card-brands";
import { DAY_MS, HOUR_MS } from "@/lib/durations";
import type { Dice } from "./dice";
import type { StoryStep } from "./story";

const MINUTE_MS = 60_000;
/** Before any of the cards has expired. */
const AN_EARLY_DAY = new Date("2026-01-01T00:00:00Z");

const PAYING = numbersOf("sbx_success");
const DECLINING = [
  ...numbersOf("sbx_generic_decline"),
  ...numbersOf("sbx_insufficient_funds"),
  ...numbersOf("sbx_insufficient_funds"),
  ...numbersOf("sbx_incorrect_cvc"),
  ...numbersOf("sbx_expired_card"),
  ...numbersOf("sbx_processing_error"),
  ...numbersOf("sbx_card_velocity_exceeded"),
  ...numbersOf("sbx_lost_card"),
];
const CHALLENGING = numbersOf("sbx_challenge");
const DISPUTED = numbersOf("sbx_disputed");
const REFUND_FAILING = numbersOf("sbx_refund_fails");

const REFUND_REASONS = [
  "Arrived damaged",
  "Changed their mind within 14 days",
  "Out of stock",
  "Ordered twice",
];
const CANCEL_REASONS = [
  "Paid by bank transfer instead",
  "Wrong amount, a new link was sent",
  "Order withdrawn",
];

/** Everything a course needs to know of the payment it happens to. */
export interface Occasion {
  dice: Dice;
  createdAt: Date;
  expiresAt: Date;
  save: boolean;
}

type Course = (occasion: Occasion) => StoryStep[];

/** The courses payments take, each as often as its weight says. */
export const COURSES: readonly (readonly [weight: number, course: Course])[] = [
  [52, paid],
  [9, paidAfterDecline],
  [5, paidAfterTwoDeclines],
  [7, paidThroughBank],
  [2, bankRefusedThenPaid],
  [5, refundedWhole],
  [5, refundedInPart],
  [1.6, disputed],
  [1.2, refundSentBack],
  [5, cancelled],
  [4, declinedAndLeft],
  [6, neverOpened],
];

export function paid({ dice, createdAt, save }: Occasion): StoryStep[] {
  const at = soon(dice, createdAt);
  const cardNumber = dice.pick(PAYING);
  return [dice.chance(0.3) ? { at, does: "pay_again", cardNumber } : { at, does: "pay", cardNumber, save }];
}

function paidAfterDecline(occasion: Occasion): StoryStep[] {
  const [declined, later] = decline(occasion, soon(occasion.dice, occasion.createdAt));
  return [declined, pay(occasion.dice, later)];
}

function paidAfterTwoDeclines(occasion: Occasion): StoryStep[] {
  const [first, later] = decline(occasion, soon(occasion.dice, occasion.createdAt));
  const [second, last] = decline(occasion, later);
  return [first, second, pay(occasion.dice, last)];
}

function paidThroughBank({ dice, createdAt }: Occasion): StoryStep[] {
  const at = soon(dice, createdAt);
  return [
    challenge(dice, at),
    { at: after(at, dice.between(20, 90) * 1_000), does: "answer_bank", result: "approve" },
  ];
}

function bankRefusedThenPaid({ dice, createdAt }: Occasion): StoryStep[] {
  const at = soon(dice, createdAt);
  const answeredAt = after(at, dice.between(20, 200) * 1_000);
  const result = dice.chance(0.5) ? "fail" : "leave";
  return [
    challenge(dice, at),
    { at: answeredAt, does: "answer_bank", result },
    pay(dice, after(answeredAt, 2 * MINUTE_MS)),
  ];
}

function refundedWhole(occasion: Occasion): StoryStep[] {
  return [...paid(occasion), refund(occasion, 100)];
}

function refundedInPart(occasion: Occasion): StoryStep[] {
  return [...paid(occasion), refund(occasion, occasion.dice.pick([20, 25, 50]))];
}

function disputed({ dice, createdAt }: Occasion): StoryStep[] {
  const at = soon(dice, createdAt);
  return [
    { at, does: "pay", cardNumber: dice.pick(DISPUTED), save: false },
    { at: after(at, dice.between(4, 16) * DAY_MS), does: "hear_from_provider" },
  ];
}

function refundSentBack(occasion: Occasion): StoryStep[] {
  const { dice, createdAt } = occasion;
  const at = soon(dice, createdAt);
  const refunded = refund(occasion, 100);
  return [
    { at, does: "pay", cardNumber: dice.pick(REFUND_FAILING), save: false },
    refunded,
    { at: after(refunded.at, 2 * DAY_MS), does: "hear_from_provider" },
  ];
}

function cancelled({ dice, createdAt }: Occasion): StoryStep[] {
  const reason = dice.pick(CANCEL_REASONS);
  return [{ at: after(createdAt, dice.between(30, 2_000) * MINUTE_MS), does: "cancel", reason }];
}

export function declinedAndLeft(occasion: Occasion): StoryStep[] {
  const [declined] = decline(occasion, soon(occasion.dice, occasion.createdAt));
  return [declined, { at: occasion.expiresAt, does: "expire" }];
}

export function neverOpened({ expiresAt }: Occasion): StoryStep[] {
  return [{ at: expiresAt, does: "expire" }];
}

/** The customer is at their bank at this moment. */
export function atTheBank({ dice, createdAt }: Occasion): StoryStep[] {
  return [challenge(dice, after(createdAt, MINUTE_MS))];
}

function decline({ dice }: Occasion, at: Date): [StoryStep, Date] {
  const step: StoryStep = { at, does: "pay", cardNumber: dice.pick(DECLINING), save: false };
  return [step, after(at, dice.between(1, 9) * MINUTE_MS)];
}

function pay(dice: Dice, at: Date): StoryStep {
  return { at, does: "pay", cardNumber: dice.pick(PAYING), save: false };
}

function challenge(dice: Dice, at: Date): StoryStep {
  return { at, does: "pay", cardNumber: dice.pick(CHALLENGING), save: false };
}

function refund({ dice, createdAt }: Occasion, percent: number): StoryStep {
  const at = after(createdAt, 3 * DAY_MS + dice.between(1, 9 * 24) * HOUR_MS);
  return { at, does: "refund", percent, reason: dice.pick(REFUND_REASONS) };
}

/** Most links are paid within minutes, some the next day. */
function soon(dice: Dice, createdAt: Date): Date {
  return after(createdAt, dice.chance(0.8) ? dice.between(2, 55) * MINUTE_MS : dice.between(2, 40) * HOUR_MS);
}

function after(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}

function numbersOf(token: string): string[] {
  const { cards, tokenize } = builtInCardForm();
  return cards
    .map(({ number }) => number)
    .filter((number) => {
      const typed = { number, expiry: "11/34", cvc: "7314".slice(0, cvcLength(brandOf(number))) };
      const tokenized = tokenize(typed, AN_EARLY_DAY);
      return tokenized.ok && tokenized.card.token === token;
    });
}
