import { describe, expect, it } from "vitest";
import { gocardless } from "./provider";
import { gocardlessOnFake, TOKEN } from "./testing";

const { fake } = await gocardlessOnFake();
const stateOf = async (what: string) =>
  (await gocardless.check({ accessToken: TOKEN })).items.find((item) => item.what === what)?.state;

describe("connecting", () => {
  it("says whose account it is, and in which currencies", async () => {
    const check = await gocardless.check({ accessToken: TOKEN });
    expect(check.account).toEqual({ reference: fake.books.creditor, name: "Lakeside Ceramics" });
    expect(check.currencies).toEqual(["EUR", "GBP"]);
  });

  it("tells of refunds that are off and of an account that is under review, and connects", async () => {
    fake.books.refundsEnabled = false;
    fake.books.verificationStatus = "in_review";
    expect(await stateOf("Refunds")).toBe("not_known");
    expect(await stateOf("Verification")).toBe("not_known");
  });
});
