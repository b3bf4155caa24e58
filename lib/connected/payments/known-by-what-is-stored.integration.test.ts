import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aKey, aMerchant } from "@/lib/checkout/testing";
import { WIRE_STATUSES, type WireStatus } from "@/lib/connected/statuses";
import { aConnector, aPayment, ask } from "@/lib/connected/testing";
import { newId } from "@/lib/ids";
import { findViolations } from "@/lib/invariants/find-violations";

let key: string;
let connectorID: string;

beforeAll(async () => {
  key = await aKey((await aMerchant()).id);
  connectorID = await aConnector();
});

afterAll(async () => {
  expect(await findViolations()).toEqual([]);
});

const AT = Date.parse("2026-01-05T10:00:00Z");

function step(status: WireStatus, amount: number, minute: number) {
  const createdAt = new Date(AT + minute * 60_000).toISOString();
  return { reference: `evt-${minute}`, createdAt, status, amount, asset: "USD/2" };
}
type Step = ReturnType<typeof step>;

/** Sends a payment by version 3: what was worth `amount` before these steps. */
async function sent(reference: string, amount: number, ...adjustments: Step[]) {
  const body = { ...aPayment(connectorID, { reference, amount }), initialAmount: 1_000, scheme: "CARD_VISA" };
  const { status, body: answer } = await ask(key, "POST", "/v3/payments", { ...body, adjustments });
  return [status, answer.data?.amount ?? answer.errorMessage];
}

describe("a payment that is known, sent again by version 3", () => {
  it("is refunded of what is stored, also where the request says it was worth nothing", async () => {
    const reference = newId();
    expect(await sent(reference, 0, step("AUTHORISATION", 1_000, 0))).toEqual([201, 0n]);
    expect(await sent(reference, 0, step("CAPTURE", 1_000, 1))).toEqual([201, 1_000n]);
    expect(await sent(reference, 0, step("REFUNDED", 400, 2))).toEqual([201, 600n]);
  });

  it("changes nothing where it is an exact repeat, with the amount of today", async () => {
    const reference = newId();
    const refund = step("REFUNDED", 700, 1);
    expect(await sent(reference, 1_000, step("SUCCEEDED", 1_000, 0), refund)).toEqual([201, 300n]);
    expect(await sent(reference, 300, refund)).toEqual([201, 300n]);
  });

  it("is told what is left of it", async () => {
    const reference = newId();
    await sent(reference, 1_340, step("SUCCEEDED", 1_340, 0), step("REFUNDED", 110, 1));
    const refused = await sent(reference, 1_340, step("REFUNDED", 1_500, 2));
    expect(refused).toEqual([400, expect.stringContaining("(1230)")]);
  });

  it("is told from a new one, which is refused more than the request says it was worth", async () => {
    const reference = newId();
    await sent(reference, 1_000, step("SUCCEEDED", 1_000, 0));
    const refused = await sent(newId(), 300, step("REFUNDED", 700, 1));
    expect(refused).toEqual([400, expect.stringContaining("(300)")]);
  });

  it("answers the same whatever the request says it was worth, and so does its repeat", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(...WIRE_STATUSES), fc.integer({ min: 0, max: 900 })), {
          minLength: 1,
          maxLength: 3,
        }),
        fc.constantFrom(0, 300, 5_000),
        async (given, stated) => {
          const steps = given.map(([status, amount], index) => step(status, amount, index + 1));
          const [one, other] = [newId(), newId()];
          for (const reference of [one, other]) await sent(reference, 1_000, step("SUCCEEDED", 1_000, 0));
          const expected = await sent(one, 1_000, ...steps);
          expect(await sent(other, stated, ...steps)).toEqual(expected);
          if (expected[0] === 201) expect(await sent(other, stated, ...steps)).toEqual(expected);
        },
      ),
      { numRuns: 40 },
    );
  });
});
