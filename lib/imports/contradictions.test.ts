import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newId } from "@/lib/ids";
import { contradictionsWithin, type GoodLine } from "./contradictions";
import { IMPORT_LINES_MAX } from "./fields";

const connectorID = { provider: "GENERIC", reference: newId() };

/** A line of one payment, which counts how often its amount is read. */
function aLine(
  line: number,
  amount: bigint,
  status: "succeeded" | "refunded",
  day = 5,
  counted = { reads: 0 },
) {
  const input = {
    reference: "INV-1",
    connectorID,
    createdAt: { occurredAt: new Date(Date.UTC(2026, 0, day)), occurredNanos: 0 },
    type: "PAY-IN",
    get amount() {
      counted.reads += 1;
      return amount;
    },
    asset: { currency: "EUR", precision: 2 },
    scheme: "other",
    status,
  } as const;
  return { line, read: { ok: true, payment: "INV-1", input } } satisfies GoodLine;
}

const NONE_STORED = () => false;

describe("what lines of one file say against each other", () => {
  it.each<[string, (at: number) => [bigint, "succeeded" | "refunded", number], number]>([
    ["the same line again and again", () => [1_000n, "succeeded", 5], 0],
    ["one payment, each with another amount", (at) => [BigInt(at), "succeeded", 5], IMPORT_LINES_MAX],
    ["one payment at other times", (at) => [BigInt(at), "succeeded", at], IMPORT_LINES_MAX],
    [
      "one refund, the last of another amount",
      (at) => [at < IMPORT_LINES_MAX ? 1n : 2n, "refunded", 5],
      IMPORT_LINES_MAX,
    ],
  ])("costs no more than a look at each of the most lines there may be: %s", (_name, lineOf, refused) => {
    const counted = { reads: 0 };
    const lines = Array.from({ length: IMPORT_LINES_MAX }, (_, at) =>
      aLine(at + 2, ...lineOf(at + 1), counted),
    );
    expect(contradictionsWithin("payments", lines, NONE_STORED).size).toBe(refused);
    expect(counted.reads).toBeLessThanOrEqual(2 * IMPORT_LINES_MAX);
  });

  it("names for each line the first that says another amount of the same", () => {
    const amounts = fc.array(fc.bigInt({ min: 1n, max: 3n }), { maxLength: 8 });
    fc.assert(
      fc.property(amounts, (told) => {
        const lines = told.map((amount, at) => aLine(at + 2, amount, "refunded"));
        const first = (amount: bigint) => told.findIndex((other) => other !== amount);
        const expected = told.flatMap((amount, at): [number, string][] =>
          first(amount) < 0
            ? []
            : [
                [
                  at + 2,
                  `contradicts line ${first(amount) + 2}: 0.0${amount} EUR/2 here, 0.0${told[first(amount)]} EUR/2 there`,
                ],
              ],
        );
        expect([...contradictionsWithin("adjustments", lines, NONE_STORED)]).toEqual(expected);
      }),
    );
  });
});
