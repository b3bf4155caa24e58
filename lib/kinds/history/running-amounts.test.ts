import { describe, expect, it } from "vitest";
import { instantOf } from "@/lib/instant";
import type { Adjustment } from "@/lib/payments/payment";
import { runningAmounts } from "./running-amounts";

function adjustment(
  sequence: number,
  status: Adjustment["status"],
  amountMinor: bigint,
  minute: number,
): Adjustment {
  return {
    sequence,
    status,
    amountMinor,
    ...instantOf(new Date(minute * 60_000)),
    opening: sequence === 1,
  } as Adjustment;
}

describe("the running amount of a payment", () => {
  it("follows the time things happened, not the order they were heard of, and ends at what it is worth", () => {
    const opening = { openingAmountMinor: 1_000n, openingInitialAmountMinor: 1_000n };
    const history = [
      adjustment(1, "succeeded", 1_000n, 0),
      adjustment(2, "refunded", 300n, 9),
      adjustment(3, "refunded", 200n, 5),
      adjustment(4, "refund_reversed", 300n, 12),
    ];
    const rows = runningAmounts(opening, history).map(({ adjustment: { sequence }, amountMinor }) => [
      sequence,
      amountMinor,
    ]);
    expect(rows).toEqual([
      [4, 800n],
      [2, 500n],
      [3, 800n],
      [1, 1_000n],
    ]);
  });
});
