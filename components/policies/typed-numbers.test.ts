import { describe, expect, it } from "vitest";
import { amountFault, percentFault, typedAmount, typedPercent } from "./typed-numbers";

const LOCALES = ["en-GB", "de-DE", "de-CH", "fr-FR", "ar-EG", "hi-IN"];

describe("numbers typed in a form of policies", () => {
  it.each([
    ["en-GB", "1,234.50", 123_450n],
    ["de-DE", "1.234,50", 123_450n],
    ["de-DE", "18,00", 1_800n],
    ["de-CH", "1’234.50", 123_450n],
    ["de-CH", "1'234.50", 123_450n],
    ["fr-FR", "1 234,50", 123_450n],
    ["ar-EG", "١٢٫٥٠", 1_250n],
  ])("in %s %j is the amount %i", (locale, text, minor) => {
    expect(typedAmount(text, { currency: "EUR", locale })).toBe(minor);
  });

  it("are told to be none rather than read otherwise", () => {
    const unit = { currency: "EUR", locale: "de-DE" };
    expect(amountFault("amount", typedAmount("1.5", unit), unit)).toEqual([
      { path: "amount", message: "Type an amount, such as 1,50." },
    ]);
    expect(percentFault("share", typedPercent("12.5", "de-DE"), "de-DE")).toEqual([
      { path: "share", message: "Type a percentage, such as 12,5." },
    ]);
  });

  it.each(LOCALES)("%s: the example of a refusal is taken when it is typed", (locale) => {
    for (const currency of ["EUR", "JPY", "KWD"]) {
      const [fault] = amountFault("amount", "x", { currency, locale });
      const example = /such as (.+)\.$/.exec(fault?.message ?? "")?.[1] ?? "";
      expect(typeof typedAmount(example, { currency, locale })).toBe("bigint");
    }
    const [fault] = percentFault("share", "x", locale);
    expect(typedPercent(/such as (.+)\.$/.exec(fault?.message ?? "")?.[1] ?? "", locale)).toBe(0.125);
  });

  it("are an amount of the currency's own decimals", () => {
    expect(typedAmount("1000", { currency: "JPY", locale: "en-GB" })).toBe(1_000n);
    expect(typedAmount("1.5", { currency: "JPY", locale: "en-GB" })).toBe("1.5");
    expect(typedAmount("", { currency: "JPY", locale: "en-GB" })).toBe("");
    expect(amountFault("amount", "", { currency: "JPY", locale: "en-GB" })).toEqual([]);
  });
});
