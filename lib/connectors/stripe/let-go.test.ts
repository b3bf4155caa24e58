import { describe, expect, it } from "vitest";
import { lookupOf, stripeOnFake } from "./testing";

const { fake, connector, paid } = await stripeOnFake();

async function aKeptCard(number?: string) {
  const { attemptId } = await paid({ savingMethod: true }, number);
  const outcome = await connector.lookup(lookupOf(attemptId));
  if (outcome.state !== "succeeded" || !("method" in outcome) || !outcome.method?.token)
    throw new Error("no card was kept");
  return { ...outcome.method, token: outcome.method.token };
}
const letGo = (token: string) => connector.letGo?.({ type: "token", token });

describe("a card that is let go of at Stripe", () => {
  it("is taken from its customer, once, however often it is asked", async () => {
    const { token } = await aKeptCard();
    expect(fake.books.saved.has(token)).toBe(true);
    await letGo(token);
    await letGo(token);
    expect(fake.books.saved.has(token)).toBe(false);
  });

  it("is gone also where the answer was lost", async () => {
    const { token } = await aKeptCard();
    fake.trouble = "lost_after";
    await expect(letGo(token)).rejects.toThrow();
    fake.trouble = null;
    await letGo(token);
    expect(fake.books.saved.has(token)).toBe(false);
  });

  it("is not said to be gone while Stripe cannot be asked or refuses the key", async () => {
    const { token } = await aKeptCard();
    for (const trouble of ["503", "401"] as const) {
      fake.trouble = trouble;
      await expect(letGo(token)).rejects.toThrow();
    }
    fake.trouble = null;
    expect(fake.books.saved.has(token)).toBe(true);
  });

  it("has one name of its number, however often it is kept", async () => {
    const [one, same, other] = [await aKeptCard(), await aKeptCard(), await aKeptCard("5555555555554444")];
    expect(one.token).not.toBe(same.token);
    expect(one.fingerprint).toBe(same.fingerprint);
    expect(one.fingerprint).not.toBe(other.fingerprint);
  });
});
