import { describe, expect, it } from "vitest";
import { PAYMENT_CATEGORIES, type PaymentCategory } from "@/lib/payments/category";
import type { EvidenceVerdict } from "@/lib/payments/evidence/evidence-rule";
import { PAYMENT_STATUSES, type PaymentStatus } from "@/lib/payments/status";
import { outlookOf, type Regarded, type RegardedPremium } from "./outlook";
import { DIRECTIONS, premium, regarded, words } from "./testing-regarded";

const said = { by: "Maya", reason: null, amountMinor: null, opening: false };

const cases = PAYMENT_CATEGORIES.flatMap((category) =>
  PAYMENT_STATUSES.map((status) => [category, status] as const),
);

describe("why a payment is in its state, and what happens next", () => {
  it.each(cases)("are said in sentences for a %s that is %s", (category, status) => {
    const { why, next } = outlookOf(regarded(category, status), words);
    for (const sentence of [why, next]) {
      expect(sentence).toMatch(/^[A-Z£].+\.$/);
      expect(sentence).not.toMatch(/undefined|null|\.\.|_| {2}| \./);
    }
  });

  it.each(cases.filter(([category]) => DIRECTIONS[category] === "out"))(
    "never have the money of a %s that is %s arrive, nor anybody pay it",
    (category, status) => {
      const { why, left } = outlookOf(regarded(category, status), words);
      expect(`${why} ${left}`).not.toMatch(/has arrived|collected from|paid by|is here|still here/i);
    },
  );

  it("names the day on which the payer's bank is asked", () => {
    const inWork = regarded("premium", "processing", { askedOn: new Date("2026-12-03T12:00:00Z") });
    const { why, next } = outlookOf(inWork, words);
    expect(why).toMatch(/^With the provider\. The bank is asked on .+, and may take days to answer\.$/);
    expect(next).toBe("What the bank answers is shown here by itself.");
  });

  it("names what the bank said of the last attempt", () => {
    expect(outlookOf(regarded("checkout", "pending", { failureCode: "expired_card" }), words).why).toBe(
      "The last attempt was declined: the card has expired. The customer may try again.",
    );
  });

  it("says how much went back and how much is left", () => {
    const refund = { by: "Maya", reason: "Damaged.", amountMinor: 400n, opening: false };
    const moved = {
      collectedMinor: 1_800n,
      refundedMinor: 400n,
      wentBackMinor: 400n,
      amountMinor: 1_400n,
      opening: false,
    };
    const { left, why, next } = outlookOf(
      regarded("checkout", "refunded", { ...moved, last: refund }),
      words,
    );
    expect(why).toBe("£4 went back to the customer. £14 is left. Reason: Damaged.");
    expect(left).toBe("£14 of it is left: £4 refunded.");
    expect(next).toBe("Nothing is open. Up to £14 can be refunded.");
  });

  it("says what was refunded went back, whatever captures and corrections made of the first amount", () => {
    const captured = { initialAmountMinor: 1_000n, amountMinor: 1_700n, wentBackMinor: 300n };
    const corrected = { initialAmountMinor: 450n, amountMinor: 0n, wentBackMinor: 500n };
    const why = (over: Partial<Regarded>) => outlookOf(regarded("pay_in", "refunded", over), words).why;
    expect(why(captured)).toMatch(/^£3 went back/);
    expect(why(corrected)).toMatch(/^£5 went back/);
  });

  it("says how much of money that went out came back", () => {
    const why = (over: Partial<Regarded>) => outlookOf(regarded("payout", "refunded", over), words).why;
    expect(why({ amountMinor: 1_300n, wentBackMinor: 500n })).toMatch(
      /^Paid out to .+, and £5 of it came back\.$/,
    );
    expect(why({ amountMinor: 0n, wentBackMinor: 1_800n })).toMatch(
      /^Paid out to .+, and all of it came back\.$/,
    );
  });

  const deadlines: [string, Regarded["respondBy"], RegExp][] = [
    [
      "ahead",
      { at: new Date("2026-03-08T00:00:00Z"), isPast: false },
      /^Answer at the provider by 2026-03-08\. /,
    ],
    [
      "past",
      { at: new Date("2026-03-08T00:00:00Z"), isPast: true },
      /^The time to answer .* ended on 2026-03-08\. /,
    ],
    ["not told", null, /^Answer at the provider; by when was not told\. /],
  ];
  it.each(deadlines)("say by when a dispute is to be answered, its deadline %s", (_, respondBy, expected) => {
    for (const category of ["checkout", "premium", "referral", "pay_in"] as const)
      expect(outlookOf(regarded(category, "dispute", { respondBy }), words).next).toMatch(expected);
  });

  it("say that a dispute is open where the status is another: of a part of a premium, or one of two in a mirror", () => {
    const respondBy = { at: new Date("2026-03-08T00:00:00Z"), isPast: false };
    for (const [category, status, then] of [
      ["premium", "succeeded", "It can be given back by a reversal."],
      ["pay_in", "dispute_won", "It is refunded at its provider."],
      ["payout", "succeeded", ""],
    ] as const)
      expect(outlookOf(regarded(category, status, { respondBy, inDispute: true }), words).next).toBe(
        `A dispute is open. Answer at the provider by 2026-03-08. ${then}`.trim(),
      );
  });

  const standings: [EvidenceVerdict["standing"], RegExp][] = [
    ["open", /^Send evidence by 2026-03-08\. /],
    ["under_way", /^Evidence has been sent to the provider, whose answer is awaited\. /],
    ["sent", /^Evidence has been sent: what the bank decides is shown here by itself\. /],
    ["elsewhere", /^Answer at the provider by 2026-03-08\. /],
  ];
  it.each(standings)("say how an answer to a dispute stands that is %s", (evidence, expected) => {
    const respondBy = { at: new Date("2026-03-08T00:00:00Z"), isPast: false };
    expect(outlookOf(regarded("checkout", "dispute", { respondBy, evidence }), words).next).toMatch(expected);
  });

  it.each<[PaymentStatus, bigint]>([
    ["succeeded", 1_800n],
    ["dispute_won", 1_800n],
    ["refunded", 900n],
    ["refunded_failure", 1_800n],
    ["refund_reversed", 1_800n],
  ])("advise no refund here, of a payment that is %s, where nobody can be asked", (status, amountMinor) => {
    const refundGone = 'The connection "Shop" has been disconnected: refund it at Stripe itself.';
    const { next } = outlookOf(regarded("checkout", status, { amountMinor, refundGone }), words);
    expect(next).toBe(`Nothing is open here. ${refundGone}`);
  });

  it("say what part of a payment is disputed", () => {
    const why = (amountMinor: bigint) =>
      outlookOf(regarded("checkout", "dispute", { last: { ...said, by: "sandbox", amountMinor } }), words)
        .why;
    expect(why(1_800n)).toBe("The customer disputes it at their bank.");
    expect(why(500n)).toBe("The customer disputes £5 of it at their bank.");
  });

  it("names who cancelled it, and for what", () => {
    const why = (category: PaymentCategory, opening: boolean) =>
      outlookOf(
        regarded(category, "cancelled", { last: { ...said, reason: "Ordered twice.", opening } }),
        words,
      ).why;
    expect(why("checkout", false)).toBe("Cancelled by Maya. Reason: Ordered twice.");
    expect(why("premium", true)).toBe("Recorded as cancelled by Maya. Reason: Ordered twice.");
    expect(why("pay_in", true)).toBe("Recorded as cancelled by Maya. Reason: Ordered twice.");
    expect(why("pay_in", false)).toBe("Reported as cancelled by Maya. Reason: Ordered twice.");
  });

  it("says who undid a payment that was recorded by mistake, and that it counts nowhere", () => {
    const last = { ...said, reason: "Wrong customer." };
    expect(outlookOf(regarded("referral", "cancelled", { last }), words)).toEqual({
      left: "It counts nowhere.",
      why: "Recorded by mistake, and undone by Maya. Reason: Wrong customer.",
      next: "Nothing happens any more.",
    });
  });

  it("says why a premium failed in the words of whoever reported it", () => {
    const why = (over: Partial<Regarded>) => outlookOf(regarded("premium", "failed", over), words).why;
    expect(why({ failureReason: "Insufficient funds", failureCode: "51" })).toBe("Insufficient funds.");
    expect(why({ failureCode: "GENERIC" })).toBe(
      "The provider reported a failure and only its code, GENERIC.",
    );
    expect(why({})).toBe("The provider reported a failure and no reason.");
  });

  it("never speaks of a card where a debit order was declined", () => {
    const { description } = regarded("premium", "failed");
    const debit = { ...description, method: { type: "debit_order", brand: null, last4: "6789" } as const };
    const failed = { failureCode: "insufficient_funds", failureReason: "Not enough money on the card." };
    expect(outlookOf(regarded("premium", "failed", { ...failed, description: debit }), words).why).toBe(
      "Not enough money in the account.",
    );
  });
});

const other = (retryNumber: number, status: PaymentStatus) => ({
  retryNumber,
  status,
  dueAt: new Date("2026-04-01T00:00:00Z"),
});
const blocked = { state: "blocked", reason: "Account closed" } as const;

describe("what happens next to a premium", () => {
  const failed: [string, Partial<RegardedPremium>, string][] = [
    ["may be retried", {}, "No retry is planned. Retry it now, or record how it was paid."],
    ["has a retry ahead", { others: [other(1, "pending")] }, "Retry 1 is due on 2026-04-01."],
    ["is being retried", { others: [other(1, "processing")] }, "Retry 1 is being collected."],
    [
      "was collected by its second retry, whatever its day",
      { others: [other(1, "failed"), other(2, "succeeded")] },
      "Retry 2 collected it.",
    ],
    [
      "has a blocked method",
      { method: blocked, retry: { allowed: false, reason: "Blocked." } },
      "No retry is planned. Unblock the payment method, then retry it.",
    ],
    [
      "has a blocked method and a policy that was given another",
      { method: blocked, retry: { allowed: true, reason: null } },
      "No retry is planned. Retry it now, or record how it was paid.",
    ],
    [
      "belongs to a policy that has ended",
      { retry: { allowed: false, reason: "The policy takes no more premiums." } },
      "No retry is planned. The policy takes no more premiums.",
    ],
    [
      "was given back, and returned by the bank as well",
      { reversed: true, givenBackMinor: 1_800n },
      "No retry is planned. A reversal had given it back before: ask for one of the two back.",
    ],
    ["was given back", { reversed: true }, "No retry is planned. It was given back by a reversal."],
  ];
  it.each(failed)("that failed and %s", (_, over, next) => {
    const payment = regarded("premium", "failed", { premium: { ...premium, ...over } });
    expect(outlookOf(payment, words).next).toBe(next);
  });

  const out: [string, Partial<RegardedPremium>, string][] = [
    ["has a retry ahead", { others: [other(1, "pending")] }, "Retry 1 is due on 2026-04-01."],
    ["is on its way again", { others: [other(1, "submitted")] }, "Retry 1 is on its way."],
    ["was paid out by its retry", { others: [other(1, "succeeded")] }, "Retry 1 paid it out."],
    [
      "is not tried again",
      { others: [other(1, "failed")] },
      "Nothing happens by itself: record another payment once the reason is mended.",
    ],
  ];
  it.each(out)("of a claim that failed to be paid out and %s", (_, over, next) => {
    const payment = regarded("claim_payout", "failed", { premium: { ...premium, ...over } });
    expect(outlookOf(payment, words).next).toBe(next);
  });

  const pending: [string, Partial<RegardedPremium>, RegExp][] = [
    ["is collected from here", {}, /^It is collected by itself on 2026-03-01\.$/],
    ["is collected by others", { collectedByUs: false }, /^Others collect it/],
    ["has a blocked method", { method: blocked }, /blocked, so that it will fail\. Unblock/],
    ["has an unverified one", { method: { state: "unverified", reason: null } }, /not verified/],
    ["has no mandate", { missingAgreement: "mandate" }, /^No DebiCheck mandate .* so that it will fail\./],
    ["has no agreement", { missingAgreement: "provider" }, /has not agreed .* so that it will fail\./],
  ];
  it.each(pending)("that is due and %s", (_, over, next) => {
    const payment = regarded("premium", "pending", { premium: { ...premium, ...over } });
    expect(outlookOf(payment, words).next).toMatch(next);
  });
});
