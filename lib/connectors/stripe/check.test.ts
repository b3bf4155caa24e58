import { describe, expect, it } from "vitest";
import { stripe } from "./provider";
import { KEY, stripeOnFake } from "./testing";

const { fake } = await stripeOnFake();

describe("connecting", () => {
  it("says whose account it is, test or live, and what the key may not do", async () => {
    expect(stripe.modeOf({ secretKey: "sk_live_12345678" })).toEqual({ live: true });
    expect(stripe.modeOf({ secretKey: "rk_test_12345678" })).toEqual({ live: false });
    expect(stripe.modeOf({ secretKey: "pk_test_12345678" })).toHaveProperty("problems.secretKey");
    const check = await stripe.check({ secretKey: KEY });
    expect(check.account).toEqual({ reference: fake.books.account, name: "Lakeside Ceramics" });
    expect(check.items.every(({ state }) => state === "passed")).toBe(true);
    const wrong = await stripe.check({ secretKey: "sk_test_wrong00000000" });
    expect(wrong).toMatchObject({ account: null, items: [{ state: "failed" }] });
  });
});
