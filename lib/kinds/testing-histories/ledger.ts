import fc from "fast-check";
import { newId } from "@/lib/ids";
import type { PaymentDirection } from "@/lib/payments/category";
import type { Ctx } from "@/lib/verb/context";
import { problemOf } from "@/lib/verb/problem";

// What random histories of payments come to, written down by whoever makes them: nothing here asks the code that is tested.

const HOUR_MS = 3_600_000;

/** When histories are looked at: whatever happens in them has happened by then. */
export const NOW = new Date("2026-04-02T09:30:00Z");

/** Around the ends of three months, two of which change a clock somewhere, and at no full quarter of an hour. */
const moment = fc
  .record({
    end: fc.constantFrom(...[1, 2, 3].map((month) => Date.UTC(2026, month, 1))),
    off: fc.integer({ min: -40 * HOUR_MS, max: 33 * HOUR_MS }),
  })
  .map(({ end, off }) => new Date(end + off));

/** What decides one history, whichever story is told with it: four moments in their order, an amount, some choices. */
export const plan = fc.record({
  moments: fc
    .tuple(moment, moment, moment, moment)
    .map(([one, two, three, four]): Moments => ordered([one, two, three, four])),
  amountMinor: fc.bigInt({ min: 4n, max: 400_000n }),
  /** How many quarters of the amount something is about. */
  quarters: fc.bigInt({ min: 1n, max: 4n }),
  /** Each story takes from these what it may choose. */
  choices: fc.tuple(fc.nat(1_000), fc.nat(1_000), fc.nat(1_000)),
});
export type Plan = typeof plan extends fc.Arbitrary<infer Value> ? Value : never;
export type Moments = [Date, Date, Date, Date];
export type Money = readonly [currency: string, precision: number];

function ordered(moments: Moments): Moments {
  return moments.sort((one, other) => one.getTime() - other.getTime());
}

export function chosen<Value>(values: readonly [Value, ...Value[]], choice: number): Value {
  return values[choice % values.length] ?? values[0];
}

/** A payment as it should be: what each event did to what is kept of it. Minor units of its precision. */
export interface Lived {
  id: string;
  merchantId: string;
  currency: string;
  precision: number;
  direction: PaymentDirection;
  createdAt: Date;
  steps: { at: Date; netMinor: bigint }[];
}

export class Ledger {
  readonly payments: Lived[] = [];
  refused = 0;

  /** Opens the page of a payment that was recorded. */
  open(payment: Omit<Lived, "steps">): (at: Date, netMinor: bigint) => void {
    const lived: Lived = { ...payment, steps: [] };
    this.payments.push(lived);
    return (at, netMinor) => void lived.steps.push({ at, netMinor });
  }

  /** Does something, and gives what came of it; null where it was refused, so that nothing is to be written down. */
  async done<Value>(work: Promise<Value>): Promise<Value | null> {
    try {
      return await work;
    } catch (err) {
      if (!problemOf(err)) throw err;
      this.refused += 1;
      return null;
    }
  }
}

/** Somebody's key of one merchant, at a moment. */
export function keyOf(merchantId: string, now: Date): Ctx {
  const key = { type: "apiKey", id: newId(), label: "Key", merchantId } as const;
  return { actor: { ...key, scopes: ["payments:read", "payments:write"] }, requestId: newId(), now };
}
