import { beforeAll, describe, expect, it } from "vitest";
import { stripe } from "./provider";
import { stripeOnFake } from "./testing";

const SECRET = "whsec_canary";

const { fake, paid } = await stripeOnFake();

describe("a signed message", () => {
  const now = new Date();
  const event = () => {
    const [first] = fake.books.events;
    if (!first) throw new Error("nothing was told");
    return first;
  };
  const verify = (body: string, signature: string) =>
    stripe.verify({ body: Buffer.from(body), header: () => signature, secrets: [SECRET], now });

  beforeAll(() => paid().then(() => {}));

  it("is taken where one of several signatures is by our secret, and only in the scheme that is live", () => {
    const { body, signature } = fake.signed(event(), SECRET);
    const taken = { verified: true, events: [{ eventId: event().id, type: event().type }] };
    expect(verify(body, `${signature},v1=${"0".repeat(64)}`)).toMatchObject(taken);
    expect(verify(body, signature.replace("v1=", "v0="))).toMatchObject({ verified: false });
  });

  it("keeps nothing of the customer", () => {
    const { body, signature } = fake.signed(event(), SECRET);
    const verdict = verify(body, signature);
    const { id, object } = event().object;
    expect(verdict.verified && verdict.events[0]?.raw).toEqual({ id, object });
  });
});
