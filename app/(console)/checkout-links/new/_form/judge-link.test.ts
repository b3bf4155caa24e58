import { describe, expect, it } from "vitest";
import { expiresInField } from "@/lib/checkout/expires-in";
import { createPaymentBody } from "@/lib/checkout/wire";
import { shownLine, sumOf } from "./amounts";
import { judgeLink } from "./judge-link";
import { writeBody } from "./link-body";
import { limitOf } from "./link-context";
import { emptyValues, expiryOf, type LinkValues } from "./link-values";

const LIMIT = 500_000n;
const filled: LinkValues = {
  ...emptyValues("019ab000-0000-7000-8000-00000000a001", "GBP"),
  amount: "18",
};
const judge = (values: Partial<LinkValues>, locale = "en-GB") =>
  judgeLink({ ...filled, ...values }, LIMIT, locale);
const messages = (values: Partial<LinkValues>, locale?: string) =>
  Object.fromEntries(judge(values, locale).issues.map(({ path, message }) => [path, message]));

describe("the form of a checkout link", () => {
  it("asks for no more than the merchant's own limit, be it above the usual one or below", () => {
    expect(limitOf({ paymentLimitMinor: 4_000n })).toBe(4_000n);
    expect(limitOf({ paymentLimitMinor: 1_000_000n })).toBe(1_000_000n);
    expect(limitOf(undefined)).toBe(500_000n);
  });

  it("never sends the door a body that the door's own rules refuse", () => {
    const doorsRules = createPaymentBody({ merchantRequired: true, limitMinor: LIMIT });
    const forms: Partial<LinkValues>[] = [
      {},
      {
        reference: "INV-1",
        metadata: [
          { name: "order", value: "7" },
          { name: "", value: "" },
        ],
      },
      {
        lineItems: [
          { description: "Mug", amount: "16.50", quantity: "2" },
          { description: "", amount: "", quantity: "1" },
        ],
      },
      { expiry: "custom", expiryCount: "31", expiryUnit: "days" },
      { expiry: "custom", expiryCount: "36", expiryUnit: "hours" },
      { customer: { id: "cus_1", name: "Ana", email: "a@example.com" }, savePaymentMethod: true },
      { successRedirectUrl: " https://shop.example/thanks " },
    ];
    for (const form of forms) {
      const { body, issues } = judge(form);
      expect(issues).toEqual([]);
      expect(doorsRules.safeParse(body).error?.issues ?? []).toEqual([]);
    }
  });

  it("reads an amount as the reader's locale writes it, and with a point in any", () => {
    expect(judge({ amount: "£1,234.50" }).body.amount).toBe("1234.50");
    expect(judge({ amount: "1.234,50" }, "de-DE").body.amount).toBe("1234.50");
    expect(judge({ amount: "12.50" }, "de-DE").body.amount).toBe("12.50");
    expect(messages({ amount: "12,50" })).toEqual({ amount: "Type an amount, such as 1.50." });
    expect(messages({ amount: "-5" }).amount).toContain("Type an amount");
  });

  it("says what is wrong beside the field it is wrong in, all at once", () => {
    expect(
      messages({
        amount: "0.50",
        reference: "x".repeat(256),
        successRedirectUrl: "javascript:alert(1)",
        savePaymentMethod: true,
        expiry: "custom",
        expiryCount: "32",
        metadata: [
          { name: "a", value: "1" },
          { name: "a", value: "2" },
          { name: "", value: "3" },
        ],
      }),
    ).toEqual({
      amount: "The amount must be at least 1.00.",
      reference: "The reference must be at most 255 characters.",
      successRedirectUrl: "The address must be an absolute http or https address.",
      savePaymentMethod: "Choose a customer first: a card is saved for somebody.",
      expiryCount: "A whole number, at most 31 days in all.",
      "metadata.1.name": "This name is used above.",
      "metadata.2.name": "Name this value.",
    });
  });

  it.each([
    ["1", 1],
    [" 7 ", 7],
    ["1000000", 1_000_000],
    ["1,200", 1_200],
    ["9007199254740991", 9_007_199_254_740_991],
    ["2.0", null],
    ["٢", null],
    ["", null],
    ["0", null],
    ["-2", null],
    ["1.5", null],
    ["2.0.0", null],
    ["1e3", null],
    ["0x10", null],
    ["0b11", null],
    ["Infinity", null],
    ["9007199254740993", null],
    ["two", null],
  ])("adds up, shows and sends the quantity %j as the same number, or refuses it", (quantity, read) => {
    const line = { description: "Chair", amount: "10.00", quantity };
    const { body, issues } = judge({ lineItems: [line] });
    const sum = sumOf([line], "GBP", "en-GB");
    if (read === null) {
      expect(issues.map(({ path }) => path)).toEqual(["lineItems.0.quantity"]);
      expect(sum).toBe(0n);
      return;
    }
    expect(issues).toEqual([]);
    expect(body.lineItems).toEqual([{ description: "Chair", amount: "10.00", quantity: read }]);
    expect(sum).toBe(1_000n * BigInt(read));
    expect(shownLine(line, "GBP", "en-GB").quantity).toBe(read);
  });

  it("reads a quantity in the reader's own digits", () => {
    expect(
      judge({ lineItems: [{ description: "كرسي", amount: "10", quantity: "٢" }] }, "ar-EG").body,
    ).toEqual(
      expect.objectContaining({ lineItems: [{ description: "كرسي", amount: "10.00", quantity: 2 }] }),
    );
  });

  it.each([
    ["PT1M", { expiry: "custom", expiryCount: "1", expiryUnit: "minutes" }],
    ["PT30M", { expiry: "custom", expiryCount: "30", expiryUnit: "minutes" }],
    ["PT90M", { expiry: "custom", expiryCount: "90", expiryUnit: "minutes" }],
    ["PT1H", { expiry: "PT1H" }],
    ["PT36H", { expiry: "custom", expiryCount: "36", expiryUnit: "hours" }],
    ["P7D", { expiry: "P7D" }],
    ["P31D", { expiry: "custom", expiryCount: "31", expiryUnit: "days" }],
    ["PT44639M", { expiry: "custom", expiryCount: "44639", expiryUnit: "minutes" }],
  ])("fills in again how long a link of %s was to live, and sends it", (expiresIn, typed) => {
    const expiry = expiryOf(expiresInField.parse(expiresIn));
    expect(expiry).toMatchObject(typed);
    expect(judge(expiry)).toMatchObject({ body: { expiresIn }, issues: [] });
  });

  it("counts the rows that were left empty when it names one", () => {
    const lineItems = [
      { description: "", amount: "", quantity: "1" },
      { description: "", amount: "5", quantity: "0" },
    ];
    const judged = judge({ lineItems });
    expect(judged.issues.map(({ path }) => path)).toEqual([
      "lineItems.1.description",
      "lineItems.1.quantity",
    ]);
    expect(writeBody({ ...filled, lineItems }, "en-GB").fieldOf("lineItems.0.amount")).toBe(
      "lineItems.1.amount",
    );
  });
});
