import { describe, expect, it } from "vitest";
import { readScheme, SCHEME_NAMES, SCHEME_SPELLINGS, toV3Scheme, V3_SCHEMES } from "./schemes";

describe("a scheme", () => {
  it("is read in either spelling, and kept in the one of v1", () => {
    expect(readScheme("visa")).toBe("visa");
    expect(readScheme("CARD_VISA")).toBe("visa");
    expect(readScheme("SEPA_DEBIT")).toBe("sepa debit");
    expect(readScheme("Visa")).toBeUndefined();
    for (const name of SCHEME_NAMES) expect(readScheme(toV3Scheme(name))).toBe(name);
  });

  it("has both spellings listed, and no two schemes share one", () => {
    expect(SCHEME_SPELLINGS).toEqual(expect.arrayContaining([...SCHEME_NAMES, ...V3_SCHEMES]));
    expect(new Set(SCHEME_SPELLINGS).size).toBe(SCHEME_NAMES.length + V3_SCHEMES.length);
    expect(V3_SCHEMES).toEqual(SCHEME_NAMES.map(toV3Scheme));
  });

  it("is another one to v3 where it knows none of the name", () => {
    expect(toV3Scheme("carrier pigeon")).toBe("OTHER");
  });

  it.each([
    ["unknown", "UNKNOWN"],
    ["other", "OTHER"],
    ["visa", "CARD_VISA"],
    ["mastercard", "CARD_MASTERCARD"],
    ["amex", "CARD_AMEX"],
    ["diners", "CARD_DINERS"],
    ["discover", "CARD_DISCOVER"],
    ["jcb", "CARD_JCB"],
    ["unionpay", "CARD_UNION_PAY"],
    ["alipay", "CARD_ALIPAY"],
    ["cup", "CARD_CUP"],
    ["sepa debit", "SEPA_DEBIT"],
    ["sepa credit", "SEPA_CREDIT"],
    ["sepa", "SEPA"],
    ["apple pay", "APPLE_PAY"],
    ["google pay", "GOOGLE_PAY"],
    ["doku", "DOKU"],
    ["dragonpay", "DRAGON_PAY"],
    ["maestro", "MAESTRO"],
    ["molpay", "MOL_PAY"],
    ["a2a", "A2A"],
    ["ach debit", "ACH_DEBIT"],
    ["ach", "ACH"],
    ["rtp", "RTP"],
  ])("%s is %s to v3", (v1, v3) => {
    expect(toV3Scheme(v1)).toBe(v3);
  });
});
