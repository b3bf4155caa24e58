import { describe, expect, it } from "vitest";
import { accountObstacle, sepaObstacle } from "./sepa-fit";

const iban = (country: string) => ({ scheme: "iban" as const, country });

describe("a payment in a SEPA order", () => {
  it.each([
    ["EUR", iban("DE"), null],
    ["EUR", iban("GB"), null],
    ["EUR", iban("TR"), "outside_sepa"],
    ["EUR", { scheme: "account" as const, country: "GB" }, "no_iban"],
    ["EUR", null, "missing"],
    ["EUR", undefined, "missing"],
    ["USD", iban("DE"), "currency"],
    ["USD", null, "currency"],
  ])("in %s to %o is kept out by %s", (currency, account, obstacle) => {
    expect(sepaObstacle({ currency }, account)).toBe(obstacle);
    if (currency === "EUR") expect(accountObstacle(account)).toBe(obstacle);
  });
});
