import { describe, expect, it } from "vitest";
import { gocardless } from "./provider";
import { gocardlessOnFake, TOKEN } from "./testing";

const { fake } = await gocardlessOnFake();
const stateOf = async (what: string) =>
  (await gocardless.check({ accessToken: TOKEN })).items.find((item) => item.what === what)?.state;

describe("connecting", () => {
  it("says whether a token is live by its beginning", () => {
    expect(gocardless.modeOf({ accessToken: "live_12345678" })).toEqual({ live: true });
    expect(gocardless.modeOf({ accessToken: " sandbox_12345678 " })).toEqual({ live: false });
    for (const accessToken of ["sk_live_12345678", "live_", "12345678", ""])
      expect(gocardless.modeOf({ accessToken })).toHaveProperty("problems.accessToken");
  });

  it("says whose account it is, in which currencies, and what cannot be asked", async () => {
    const check = await gocardless.check({ accessToken: TOKEN });
    expect(check.account).toEqual({ reference: fake.books.creditor, name: "Lakeside Ceramics" });
    expect(check.currencies).toEqual(["EUR", "GBP"]);
    const open = check.items.filter(({ state }) => state !== "passed");
    expect(open.map(({ what }) => what)).toEqual(["Permission to write"]);
  });

  it("tells of refunds that are off and of an account that is under review, and connects", async () => {
    fake.books.refundsEnabled = false;
    fake.books.verificationStatus = "in_review";
    expect(await stateOf("Refunds")).toBe("not_known");
    expect(await stateOf("Verification")).toBe("not_known");
  });

  it("refuses a token that GoCardless does not know", async () => {
    const wrong = await gocardless.check({ accessToken: "sandbox_wrong0000" });
    expect(wrong).toMatchObject({ account: null, items: [{ what: "Account", state: "failed" }] });
  });

  it("does not call a token wrong that nobody could ask about", async () => {
    fake.outage = true;
    const silent = await gocardless.check({ accessToken: TOKEN });
    expect(silent).toMatchObject({ account: null, items: [{ state: "not_known" }] });
  });
});
