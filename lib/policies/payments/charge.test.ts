import { describe, expect, it } from "vitest";
import { calculateCharges, type PremiumCharge, proportionOf, proportionText } from "./charge";

const RUNS = Number(process.env.PROPERTY_RUNS ?? 100_000);
const CHARGES_MAX = 4;
const TIMEOUT_MS = 60_000;

describe("charges", () => {
  it(
    `always add up to the amount, reversals included, and mirror on them (${RUNS} random policies)`,
    () => {
      const seed = Date.now();
      const random = randomFrom(seed);
      for (let run = 0; run < RUNS; run++) {
        const charges = somePolicy(random);
        const amountMinor = BigInt(Math.floor((random() * 2 - 1) * 10 ** (1 + random() * 14))) || 1n;
        const { charges: there, netAmountMinor } = calculateCharges(charges, amountMinor);
        // Every tenth also the other way round.
        const back = run % 10 === 0 ? calculateCharges(charges, -amountMinor).charges : null;
        const sum = there.reduce((total, each) => total + BigInt(each.calculated), 0n);
        const balance = there.find(({ type }) => type === "balance")?.calculated;
        const mirrored = there.every(
          (each, index) => !back || BigInt(each.calculated) === -BigInt(back[index]?.calculated ?? 0),
        );
        if (sum !== amountMinor || balance !== String(netAmountMinor) || !mirrored)
          expect.fail(
            `seed ${seed}, run ${run}: ${JSON.stringify({ charges, amount: String(amountMinor), there })}`,
          );
      }
    },
    TIMEOUT_MS,
  );

  it("are what the policy says, each under its own name, and the balance what the others leave", () => {
    const charges: PremiumCharge[] = [
      { type: "fixed", name: "Fee", description: "for the policy", amount: "250" },
      { type: "variable", name: "Broker", description: "", amount: "0.15" },
      { type: "balance", name: "Risk", description: "", amount: null },
    ];
    const calculated = (amountMinor: bigint) => {
      const { charges: there, netAmountMinor } = calculateCharges(charges, amountMinor);
      expect(there.map(({ calculated: _, ...charge }) => charge)).toEqual(charges);
      return [...there.map((each) => each.calculated), netAmountMinor];
    };
    expect(calculated(17_999n)).toEqual(["250", "2700", "15049", 15_049n]);
    expect(calculated(-17_999n)).toEqual(["-250", "-2700", "-15049", -15_049n]);
    expect(calculated(100n)).toEqual(["250", "15", "-165", -165n]);
    expect(calculated(0n)).toEqual(["250", "0", "-250", -250n]);
  });

  it("are nothing where a charge names no amount", () => {
    const empty = (type: PremiumCharge["type"]) => calculateCharges([charge(type, null)], 500n);
    for (const type of ["fixed", "variable"] as const)
      expect(empty(type)).toMatchObject({ charges: [{ calculated: "0" }], netAmountMinor: 500n });
    expect(empty("balance")).toMatchObject({ charges: [{ calculated: "500" }], netAmountMinor: 500n });
    expect(calculateCharges([], 500n)).toEqual({ charges: [], netAmountMinor: 500n });
  });

  it.each([
    ["0.5", 1n, 0n],
    ["0.5", 3n, 2n],
    ["0.5", 5n, 2n],
    ["0.5", -3n, -2n],
    ["0.15", 1_799n, 270n],
    ["0.1", 2n, 0n],
    ["1", 9_007_199_254_740_993n, 9_007_199_254_740_993n],
    ["0.25", 7n, 2n],
    ["0.25", 5n, 1n],
    ["0.75", 1n, 1n],
    ["0", 5n, 0n],
    ["0.5", -1n, 0n],
    ["0.5", -5n, -2n],
  ])("%s of %s rounds half to even: %s", (proportion, amountMinor, share) => {
    expect(proportionOf(proportion, amountMinor)).toBe(share);
  });

  it.each([
    [0.15, "0.15"],
    [1e-7, "0.0000001"],
    [1, "1"],
    [0, "0"],
    [1.5, null],
    [-0.1, null],
    [Number.NaN, null],
    [Number.POSITIVE_INFINITY, null],
    [1.0000000001, null],
    [1e-20, "0.00000000000000000001"],
    [1.5e-7, "0.00000015"],
    [1e-21, null],
    [0.1 + 0.2, "0.30000000000000004"],
  ])("%s as a proportion is %s", (value, text) => {
    expect(proportionText(value)).toBe(text);
  });
});

function somePolicy(random: () => number): PremiumCharge[] {
  const charges = Array.from({ length: Math.floor(random() * CHARGES_MAX) }, () =>
    random() < 0.5
      ? charge("fixed", String(Math.floor(random() * 1_000_000)))
      : charge("variable", proportionText(Math.round(random() * 10_000) / 10_000)),
  );
  return charges.toSpliced(Math.floor(random() * CHARGES_MAX), 0, charge("balance", null));
}

function charge(type: PremiumCharge["type"], amount: string | null): PremiumCharge {
  return { type, name: type, description: "", amount };
}

// Mulberry32: a hundred thousand runs in a second, and the same again from the seed.
function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
