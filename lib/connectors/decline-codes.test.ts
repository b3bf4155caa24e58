import { describe, expect, it } from "vitest";
import { DECLINE_CODES, DECLINES, declineFact, declineOf, declineWords, isOfBank } from "./decline-codes";

describe("what a declined customer reads", () => {
  it("never tells what the bank suspects", () => {
    for (const code of DECLINE_CODES) {
      expect(DECLINES[code].customer).not.toMatch(/fraud|stolen|lost|block|suspect|suspicious/i);
    }
  });

  it("is the same for a lost, a stolen and a blocked card", () => {
    expect(DECLINES.stolen_card.customer).toBe(DECLINES.lost_card.customer);
    expect(DECLINES.fraudulent.customer).toBe(DECLINES.lost_card.customer);
    expect(DECLINES.lost_card.customer).toMatch(/^Your card was declined\./);
  });

  it("says what happened and then what to do", () => {
    for (const code of DECLINE_CODES.filter((each) => !each.startsWith("refund_"))) {
      expect(DECLINES[code].customer, code).toMatch(/^[A-Z][^!]+\.$/);
    }
  });

  it("asks nobody to try again where there is nothing to try", () => {
    for (const code of DECLINE_CODES) expect(declineFact(code), code).not.toMatch(/again|another|check it/i);
    expect(declineFact("incorrect_cvc")).toBe("The security code is not right.");
  });

  it("is a plain decline when a stored code is no longer known", () => {
    expect(declineOf("from_an_older_version")).toBe(DECLINES.generic_decline);
    expect(declineOf("toString")).toBe(DECLINES.generic_decline);
  });
});

describe("what no bank was asked", () => {
  const codes = DECLINE_CODES.filter((code) => !isOfBank(code));

  it.each(codes)("is said so of %s, to each reader, and blames neither bank nor method", (code) => {
    for (const method of ["card", "account"] as const)
      expect(declineWords(code, method)).toMatch(/: no bank was asked\.$/);
    expect(DECLINES[code].customer).not.toMatch(/declined|your (card|account)|bank could not/i);
  });

  it.each(codes)("never costs %s a method that is as good as before", (code) => {
    expect(DECLINES[code].class).not.toBe("hard");
  });

  it("is no code that a bank gives, and none that a later version no longer knows", () => {
    for (const code of ["processing_error", "generic_decline", "expired_card", "from_an_older_version"])
      expect(isOfBank(code), code).toBe(true);
    expect(codes).toHaveLength(7);
  });
});
