import { describe, expect, it } from "vitest";
import type { PaymentCategory } from "@/lib/payments/category";
import { outlookOf, type Regarded } from "./outlook";
import { premium, regarded, words } from "./testing-regarded";

describe("what is left of a payment", () => {
  const moved: [string, PaymentCategory, Partial<Regarded>, string | null][] = [
    ["nothing has arrived", "checkout", {}, "Nothing of it has arrived."],
    ["all of it is here", "checkout", { collectedMinor: 1_800n }, "All of it is here."],
    [
      "a part went each way",
      "checkout",
      { collectedMinor: 1_800n, refundedMinor: 400n, disputedMinor: 500n },
      "£9 of it is left: £4 refunded, £5 in dispute or lost to one.",
    ],
    [
      "the bank took it back",
      "premium",
      { collectedMinor: 1_800n, returnedMinor: 1_800n },
      "Nothing of it is left: £18 taken back by the bank.",
    ],
    [
      "it was given back by another payment",
      "premium",
      { collectedMinor: 1_800n, premium: { ...premium, reversed: true, givenBackMinor: 1_800n } },
      "Nothing of it is left: £18 given back by a reversal.",
    ],
    [
      "another attempt at it was given back",
      "premium",
      { collectedMinor: 1_800n, returnedMinor: 1_800n, premium: { ...premium, reversed: true } },
      "Nothing of it is left: £18 taken back by the bank.",
    ],
    [
      "the bank took back what had been given back",
      "premium",
      {
        collectedMinor: 1_800n,
        returnedMinor: 1_800n,
        premium: { ...premium, reversed: true, givenBackMinor: 1_800n },
      },
      "Nothing of it is left: £18 taken back by the bank, £18 given back by a reversal. £18 more has gone back than came in.",
    ],
    [
      "a part is disputed of what had been given back",
      "premium",
      {
        collectedMinor: 1_800n,
        disputedMinor: 300n,
        premium: { ...premium, reversed: true, givenBackMinor: 1_800n },
      },
      "Nothing of it is left: £3 in dispute or lost to one, £18 given back by a reversal. £3 more has gone back than came in.",
    ],
    [
      "a part was captured",
      "pay_in",
      { collectedMinor: 600n, amountMinor: 2_400n },
      "£6 of £18 has arrived.",
    ],
    [
      "a part was captured, and some of it refunded",
      "pay_in",
      { collectedMinor: 600n, refundedMinor: 200n },
      "£6 of £18 has arrived. £4 of it is left: £2 refunded.",
    ],
    [
      "a part was captured, and all of it refunded",
      "pay_in",
      { collectedMinor: 600n, refundedMinor: 600n },
      "£6 of £18 has arrived. Nothing of it is left: £6 refunded.",
    ],
    [
      "more has arrived than it was corrected to",
      "pay_in",
      { collectedMinor: 2_000n },
      "£20 has arrived, more than the £18 that the payment is of.",
    ],
    ["it was paid out", "claim_payout", { paidOutMinor: 1_800n }, "All of it has left."],
    [
      "a part of what was paid out came back",
      "payout",
      { paidOutMinor: 1_300n, wentBackMinor: 500n, amountMinor: 1_300n },
      "£18 has left, and £5 of it came back: £13 stays paid out.",
    ],
    [
      "all that was paid out came back",
      "payout",
      { wentBackMinor: 1_800n, amountMinor: 0n },
      "£18 has left, and all of it came back.",
    ],
    ["it was given back", "reversal", { refundedMinor: 1_800n }, "All of it has left."],
    ["it is still to be paid out", "claim_payout", {}, "Nothing has left yet."],
    ["it went between accounts", "transfer", {}, null],
  ];
  it.each(moved)("where %s", (_, category, over, left) => {
    expect(outlookOf(regarded(category, "succeeded", over), words).left).toBe(left);
  });
});
