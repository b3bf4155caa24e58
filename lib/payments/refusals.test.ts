import { describe, expect, it } from "vitest";
import { instantOf } from "@/lib/instant";
import { contradictionIn } from "./contradiction";
import { nextStatuses, nextSteps, refusedChange } from "./life-cycle";
import { PAYMENT_KINDS, PAYMENT_STATUSES } from "./status";
import { aLockedPayment, NOW } from "./testing-history";

const SENTENCE = /^[A-Z][^_]+\.$/;
/** What a form of a word that stands for a state would leave behind: "is dispute", "cannot be refund". */
const BARE =
  /\b(is|be|become|are) (dispute|refund|cancel|expire|succeed|fail|capture|process|submit|amount_adjustment|authorisation)\b/;

describe("every refusal of a change is a sentence", () => {
  const kinds = PAYMENT_KINDS.map((kind) => [kind] as const);

  it.each(kinds)("of a %s payment from any status to any other", (kind) => {
    for (const from of PAYMENT_STATUSES)
      for (const to of PAYMENT_STATUSES) {
        if (nextStatuses(kind, from)?.includes(to)) continue;
        const reason = refusedChange(kind, from, to);
        expect(reason).toMatch(SENTENCE);
        expect(reason).not.toMatch(BARE);
        expect(reason).not.toMatch(/cannot then be (\w+ )*already/);
      }
  });

  it.each(kinds)("of cancelling and refunding a %s payment, whatever is under way", (kind) => {
    for (const status of PAYMENT_STATUSES)
      for (const amountMinor of [0n, 900n])
        for (const underWay of [
          { charges: 0, refundsMinor: 0n },
          { charges: 1, refundsMinor: 900n },
        ])
          for (const verdict of nextSteps({ kind, status, amountMinor, disputedMinor: 0n }, underWay)) {
            if (verdict.allowed) continue;
            expect(verdict.reason).toMatch(SENTENCE);
            expect(verdict.reason).not.toMatch(BARE);
          }
  });

  it("of a report that contradicts what is stored, whatever it says", () => {
    const locked = aLockedPayment();
    for (const status of PAYMENT_STATUSES) {
      const stated = { reference: "another", status, ...instantOf(NOW), amountMinor: 5n };
      const words = contradictionIn(locked, stated);
      if (words !== null)
        expect(`This report ${words}.`).toMatch(/^This report says .+, but .+ is stored .+\.$/);
    }
  });
});
