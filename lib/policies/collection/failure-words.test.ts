import { describe, expect, it } from "vitest";
import { DECLINES, declineOf, isDeclineCode } from "@/lib/connectors/decline-codes";
import { METHOD_TYPES } from "@/lib/policies/enums";
import { failureClass, failureWords } from "./failure-words";

const CODES = Object.keys(DECLINES).filter(isDeclineCode);

describe("the class of a failure", () => {
  it("is never that nothing follows where its action allows a retry, whatever its code", () => {
    for (const code of CODES) {
      expect(failureClass(code, "allow_retry")).toBe("try_again");
      expect(failureClass(code, "block_payment_method")).toBe("never");
      expect(failureClass(code, "block_retry")).toBe("fix_first");
    }
  });

  it("follows from the code where no action came with it", () => {
    expect(failureClass("insufficient_funds", null)).toBe("try_again");
    expect(failureClass("stolen_card", null)).toBe("never");
    expect(failureClass("GENERIC", null)).toBe("try_again");
  });
});

describe("why a payment failed", () => {
  it("is told of a debit order without a card", () => {
    const onCards = ["lost_card", "stolen_card", "expired_card"];
    for (const code of CODES.filter((each) => !onCards.includes(each)))
      expect(failureWords(code, declineOf(code).operator, "debit_order")).not.toMatch(/\bcard/i);
    expect(failureWords("insufficient_funds", null, "card")).toBe("Not enough money on the card.");
  });

  it("is told in the words of whoever reported it", () => {
    for (const method of METHOD_TYPES)
      expect(failureWords("insufficient_funds", "Salary not in yet", method)).toBe("Salary not in yet");
    expect(failureWords("51", null)).toBe("Nobody said why.");
  });
});
