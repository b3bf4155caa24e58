import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aKey, aMerchant } from "@/lib/checkout/testing";
import { WIRE_STATUSES } from "@/lib/connected/statuses";
import { aConnector, aPayment, ask } from "@/lib/connected/testing";
import { findViolations } from "@/lib/invariants/find-violations";

const RUNS = 60;
const AMOUNT = 10_000;
const TIMEOUT_MS = 180_000;

let key: string;
let connectorID: string;

beforeAll(async () => {
  key = await aKey((await aMerchant()).id);
  connectorID = await aConnector();
});

afterAll(async () => {
  expect(await findViolations()).toEqual([]);
});

const adjustments = fc.uniqueArray(
  fc.record({
    status: fc.constantFrom(...WIRE_STATUSES),
    amount: fc.integer({ min: 0, max: 1_000 }),
    minute: fc.integer({ min: -500, max: 500 }),
  }),
  { selector: ({ minute }) => minute, minLength: 1, maxLength: 8 },
);

async function arrive(given: { status: string; amount: number; minute: number }[]) {
  const body = aPayment(connectorID, { amount: AMOUNT, createdAt: "2026-01-05T10:00:00.500Z" });
  let last = await ask(key, "POST", "/payments", body);
  for (const { status, amount, minute } of given) {
    const createdAt = new Date(Date.UTC(2026, 0, 5, 10, minute)).toISOString();
    last = await ask(key, "POST", "/payments", { ...body, status, amount, createdAt });
    expect(last.status).toBe(200);
  }
  const { status, amount, initialAmount } = last.body.data ?? {};
  return { status, amount, initialAmount };
}

describe("adjustments that arrive in any order", () => {
  it(
    "come to the same status, amount and initial amount",
    async () => {
      await fc.assert(
        fc.asyncProperty(adjustments, fc.infiniteStream(fc.nat()), async (given, keys) => {
          const shuffled = given
            .map((each) => ({ each, at: keys.next().value ?? 0 }))
            .sort((a, b) => a.at - b.at);
          expect(await arrive(shuffled.map(({ each }) => each))).toEqual(await arrive(given));
        }),
        { numRuns: RUNS },
      );
    },
    TIMEOUT_MS,
  );
});
