import { describe, expect, it } from "vitest";
import { gocardlessWorld } from "./gocardless/testing-world";
import { mollieWorld } from "./mollie/testing-world";
import { stripeWorld } from "./stripe/testing-world";
import type { ConformanceWorld } from "./testing/conformance/world";
import { tryAccount } from "./try-account";

const WORLDS = [await stripeWorld(), await gocardlessWorld(), await mollieWorld()];
const [stripe] = WORLDS;

async function itemsOf({ provider, credentials }: ConformanceWorld, wrong = false) {
  const given = wrong ? credentials?.wrong : credentials?.works;
  const items = [];
  for await (const item of tryAccount(provider, given ?? {})) items.push(item);
  return items;
}

describe("an account that is tried", () => {
  it.each(WORLDS.map((world) => [world.provider.label, world] as const))(
    "at %s passes all that its provider can be asked",
    async (_label, world) => {
      const items = await itemsOf(world);
      const open = items.filter(({ state }) => state !== "passed").map(({ what }) => what);
      expect(open).toEqual(world.credentials?.notKnown ?? []);
      expect(items.map(({ what }) => what)).toContain("Events are listed, and the latest can be looked into");
    },
  );

  it("has its test method charged and given back, and its page closed", async () => {
    if (!stripe) throw new Error("there is no Stripe");
    const what = (await itemsOf(stripe)).map((item) => item.what);
    for (const each of ["The page is closed", "The test method is charged", "The charge is given back"])
      expect(what).toContain(each);
  });

  it("is asked for nothing more once its key is refused", async () => {
    if (!stripe) throw new Error("there is no Stripe");
    const before = stripe.asked();
    expect((await itemsOf(stripe, true)).map(({ what, state }) => [what, state])).toEqual([
      ["Account", "failed"],
      ["Everything else", "failed"],
    ]);
    expect(stripe.asked()).toBe(before + 1);
  });

  it("says what did not pass, and leaves nothing out for it", async () => {
    if (!stripe) throw new Error("there is no Stripe");
    const { provider } = stripe;
    const forgets = {
      ...provider,
      connect: (credentials: Record<string, string>) => ({
        ...provider.connect(credentials),
        lookup: async () => ({ state: "not_found" as const }),
      }),
    };
    const failed = (await itemsOf({ ...stripe, provider: forgets })).filter(
      ({ state }) => state === "failed",
    );
    expect(failed.map(({ what }) => what)).toEqual([
      "The page is found by our own id",
      "The charge is found by our own id",
    ]);
  });
});
