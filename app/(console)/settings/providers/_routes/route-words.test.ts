import { expect, it } from "vitest";
import { routeWords } from "./route-words";

it("says which payments a route names, amounts as the reader writes them", () => {
  const all = { kind: "checkout", currencies: [], minimumMinor: null, maximumMinor: null } as const;
  const words = (more: object, locale = "en-GB") => routeWords({ ...all, currencies: [], ...more }, locale);
  expect(words({})).toBe("Checkout payments");
  expect(words({ kind: "policy", currencies: ["EUR", "GBP"] })).toBe("Premiums in EUR, GBP");
  expect(words({ currencies: ["GBP"], maximumMinor: 500_000n })).toBe(
    "Checkout payments in GBP up to £5,000.00",
  );
  expect(words({ currencies: ["JPY"], minimumMinor: 100n, maximumMinor: 900n }, "en-US")).toBe(
    "Checkout payments in JPY from ¥100 to ¥900",
  );
});
