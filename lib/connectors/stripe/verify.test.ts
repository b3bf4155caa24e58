import { beforeAll, describe, expect, it } from "vitest";
import { stripe } from "./provider";
import { stripeOnFake } from "./testing";
import { TOLERANCE_MS } from "./verify";

const SECRET = "whsec_canary";

const { fake, paid } = await stripeOnFake();

describe("a signed message", () => {
  const now = new Date();
  const event = () => {
    const [first] = fake.books.events;
    if (!first) throw new Error("nothing was told");
    return first;
  };
  const verify = (body: string, signature: string | null, secrets = [SECRET], at = now) =>
    stripe.verify({ body: Buffer.from(body), header: () => signature, secrets, now: at });

  beforeAll(() => paid().then(() => {}));

  it("is taken with its own id, also while its secret is rotated", () => {
    const { body, signature } = fake.signed(event(), SECRET);
    const taken = { verified: true, events: [{ eventId: event().id, type: event().type }] };
    expect(verify(body, signature)).toMatchObject(taken);
    expect(verify(body, signature, ["whsec_new", SECRET])).toMatchObject(taken);
    expect(verify(body, `${signature},v1=${"0".repeat(64)}`)).toMatchObject(taken);
  });

  it("is refused with another secret, another body, no signature and one of long ago", () => {
    const { body, signature } = fake.signed(event(), SECRET);
    const old = new Date(Date.now() + TOLERANCE_MS + 2_000);
    for (const verdict of [
      verify(body, signature, ["whsec_other"]),
      verify(body.replace("evt_", "evt-"), signature),
      verify(body, null),
      verify(body, "t=,v1="),
      verify(body, signature.replace("v1=", "v0=")),
      verify(body, signature, [SECRET], old),
    ])
      expect(verdict).toMatchObject({ verified: false, status: 400 });
  });

  it("keeps nothing of the customer", () => {
    const { body, signature } = fake.signed(event(), SECRET);
    const verdict = verify(body, signature);
    const { id, object } = event().object;
    expect(verdict.verified && verdict.events[0]?.raw).toEqual({ id, object });
  });
});
