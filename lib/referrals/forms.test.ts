import { describe, expect, it } from "vitest";
import { merchantForm } from "@/lib/merchants/schemas";
import { CURRENCY_CODES, exponentOf } from "@/lib/money/currencies";
import { partnershipForm, recordPaymentForm } from "./forms";

const ID = "0190f2c4-7b0a-7b1e-8c3d-000000000000";
const LOCALES = ["en-GB", "de-DE", "de-CH", "fr-CH", "fr-FR", "pt-BR", "ar-EG", "hi-IN", "fa-IR", "sv-SE"];

const terms = (rate: object) => ({
  formId: ID,
  partnerId: "p",
  state: "accepted",
  rate,
  recurrence: { recurrence: "lifetime" },
  holdDays: "30",
  expiryDays: "90",
  minimum: "0",
});

interface Parsed {
  success: boolean;
  error?: { issues: { message: string }[] } | undefined;
}

/** Every form in which somebody types a number with decimals: in a locale, what it makes of a text in a currency. */
const FORMS: Record<string, (locale: string) => (text: string, currency: string) => Parsed> = {
  "what a referral paid": (locale) => {
    const form = recordPaymentForm(locale);
    return (amount, currency) =>
      form.safeParse({
        merchantId: "m",
        referralId: "r",
        amount,
        currency,
        paidOn: "2026-11-28",
        subscription: null,
        idempotencyKey: "k",
      });
  },
  "what a payment earns": (locale) => {
    const form = partnershipForm(locale);
    return (amount, currency) => form.safeParse(terms({ type: "flat", amount, currency }));
  },
  "which percentage it earns": (locale) => {
    const form = partnershipForm(locale);
    return (percent) => form.safeParse(terms({ type: "percent", percent }));
  },
  "the least that is paid out": (locale) => {
    const form = partnershipForm(locale);
    return (minimum) => form.safeParse({ ...terms({ type: "percent", percent: "10" }), minimum });
  },
  "a merchant's limit": (locale) => {
    const form = merchantForm(locale);
    return (paymentLimit) =>
      form.safeParse({
        id: ID,
        name: "Shop",
        logoColor: "#1a6b4f",
        defaultCurrency: "EUR",
        paymentLimit,
      });
  },
};

describe.each(Object.entries(FORMS))("%s", (_, parserIn) => {
  it.each(LOCALES)("takes the example that its refusal gives in %s, in every currency", (locale) => {
    const parse = parserIn(locale);
    for (const currency of CURRENCY_CODES) {
      const refused = parse("a lot", currency);
      const example = /such as (.+)\.$/.exec(refused.error?.issues[0]?.message ?? "")?.[1] ?? "";
      expect(example).not.toBe("");
      expect(parse(example, currency).success, `${currency} ${example}`).toBe(true);
    }
  });
});

describe("an amount that a form takes", () => {
  it("is what its reader means by it, or refused", () => {
    const limit = (locale: string, paymentLimit: string) =>
      merchantForm(locale).safeParse({
        id: ID,
        name: "Shop",
        logoColor: "#1a6b4f",
        defaultCurrency: "EUR",
        paymentLimit,
      }).data?.paymentLimit;
    expect([limit("de-DE", "5000,00"), limit("de-DE", "5.000,00"), limit("de-DE", "5.000")]).toEqual([
      500_000n,
      500_000n,
      500_000n,
    ]);
    expect([limit("en-GB", "5,000.00"), limit("en-GB", "5000,00")]).toEqual([500_000n, undefined]);
    const least = (locale: string, minimum: string) =>
      partnershipForm(locale).safeParse({ ...terms({ type: "percent", percent: "10" }), minimum }).data
        ?.minimum;
    expect([least("de-DE", "50,00"), least("en-GB", "50"), least("en-GB", "1,000.50")]).toEqual([
      5_000n,
      5_000n,
      100_050n,
    ]);
    expect([least("en-GB", "-1"), least("en-GB", "0.001"), least("en-GB", "")]).toEqual(
      Array(3).fill(undefined),
    );
    expect(exponentOf("JPY")).toBe(0);
    expect(
      partnershipForm("en-GB").safeParse(terms({ type: "flat", amount: "12.5", currency: "JPY" })).success,
    ).toBe(false);
  });
});
