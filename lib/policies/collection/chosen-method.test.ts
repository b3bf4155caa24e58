import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COLLECTION_TYPES, METHOD_TYPES, PAYMENT_TYPES, suits } from "@/lib/policies/enums";
import { collectionWith, nextWay } from "./chosen-method";

const anyWay = fc.record({
  paymentType: fc.constantFrom(...PAYMENT_TYPES),
  paymentMethodId: fc.constant("as before"),
  collectionType: fc.constantFrom(...COLLECTION_TYPES),
});
const anyChosen = fc.record({ id: fc.constant("chosen"), type: fc.constantFrom(...METHOD_TYPES) });

describe("how a premium is tried again", () => {
  it("is as before where its policy has chosen nothing, and where it is no premium or others collect it", () => {
    fc.assert(
      fc.property(anyWay, fc.option(anyChosen, { nil: undefined }), (before, chosen) => {
        const theirs = ["other", "collection_module"].includes(before.collectionType);
        fc.pre(!chosen || theirs || before.paymentType !== "premium");
        const { paymentMethodId, collectionType } = before;
        expect(nextWay(before, chosen)).toEqual({ paymentMethodId, collectionType });
      }),
    );
  });

  it("is by the chosen method, in a way that suits it, and in the same way wherever that does", () => {
    fc.assert(
      fc.property(anyWay, anyChosen, (way, chosen) => {
        const before = { ...way, paymentType: "premium" as const };
        const next = nextWay(before, chosen);
        fc.pre(next.paymentMethodId === "chosen");
        expect(suits(next.collectionType, chosen.type)).toBe(true);
        if (suits(before.collectionType, chosen.type))
          expect(next.collectionType).toBe(before.collectionType);
      }),
    );
  });

  it.each([
    ["debit_order", "card", "debit_order_two_day"],
    ["debit_order", "debit_order_debicheck", "debit_order_debicheck"],
    ["card", "debit_order_same_day", "card"],
    ["external", "card", "external"],
    ["eft", "card", "other"],
  ] as const)("with a method of type %s, after %s, is %s", (type, before, after) => {
    expect(collectionWith(type, before)).toBe(after);
  });
});
