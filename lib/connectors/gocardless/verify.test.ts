import { describe, expect, it } from "vitest";
import { gocardless } from "./provider";
import { gocardlessOnFake } from "./testing";

const SECRET = "whsec-canary";
const { fake, books, agreed } = await gocardlessOnFake();
await agreed();

const verify = (body: string, signature: string | null, secrets = [SECRET]) =>
  gocardless.verify({ body: Buffer.from(body), header: () => signature, secrets, now: new Date() });

describe("a signed message", () => {
  it("is taken with all its events, also while its secret is rotated", () => {
    const told = books.events.filter(({ resource_type }) => resource_type === "mandates");
    const { body, signature } = fake.signed(told, SECRET);
    const taken = { verified: true, events: told.map(({ id }) => ({ eventId: id })) };
    expect(told.length).toBeGreaterThan(1);
    expect(verify(body, signature)).toMatchObject(taken);
    expect(verify(body, signature, ["another", SECRET])).toMatchObject(taken);
  });

  it("keeps nothing of the payer", () => {
    const [first] = books.events.filter(({ resource_type }) => resource_type === "mandates");
    if (!first) throw new Error("nothing was told");
    const { body, signature } = fake.signed([first], SECRET);
    const verdict = verify(body, signature);
    expect(verdict.verified && verdict.events[0]?.raw).toEqual({
      ...{ resource: "mandates", id: first.links.mandate },
    });
  });
});
