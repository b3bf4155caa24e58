import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exponentOf } from "@/lib/money/currencies";
import { ASSET_PRECISION_MAX, readAsset, spellAsset } from "./assets";

describe("an asset", () => {
  it("is a currency with its decimals, or its code alone", () => {
    expect(readAsset("USD/2")).toEqual({ currency: "USD", precision: 2 });
    expect(readAsset("usd/0")).toEqual({ currency: "USD", precision: 0 });
    expect(readAsset("JPY")).toEqual({ currency: "JPY", precision: exponentOf("JPY") });
    expect(readAsset("bhd")).toEqual({ currency: "BHD", precision: 3 });
    expect(readAsset("USD/18")).toEqual({ currency: "USD", precision: ASSET_PRECISION_MAX });
    expect(ASSET_PRECISION_MAX).toBe(18);
  });

  it.each([
    "",
    "USD/",
    "USD/19",
    "USD/99",
    "USD/002",
    "USD/02",
    "USD/00",
    "USD/-1",
    "USD/2 ",
    " USD",
    "XUSD/2",
    "USDX",
    "XQZ/2",
    "/2",
    "US1/2",
  ])("is not %j", (text) => {
    expect(readAsset(text)).toBeNull();
  });

  it("reads back as it is spelled", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("USD", "JPY", "BHD"),
        fc.integer({ min: 0, max: 18 }),
        (currency, precision) => {
          expect(spellAsset({ currency, precision })).toBe(`${currency}/${precision}`);
          expect(readAsset(spellAsset({ currency, precision }))).toEqual({ currency, precision });
        },
      ),
    );
  });
});
