import { describe, expect, it } from "vitest";
import { problemOf } from "@/lib/verb/problem";
import {
  inPasswordLane,
  inPasswordTurn,
  PASSWORDS_AT_ONCE,
  PASSWORDS_WAITING_MAX,
  PASSWORDS_WAITING_PER_LANE_MAX,
} from "./password-queue";

/** A hash that ends when it is told to, and notes its turn. */
function heldHashes() {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const inLane = (name: string, known: boolean) =>
    inPasswordLane({ name, known }, () =>
      inPasswordTurn(async () => {
        begun.push(name);
        await new Promise<void>((end) => ends.push(end));
      }),
    );
  const endAll = async (all: Promise<unknown>[]) => {
    const settled = Promise.allSettled(all);
    let done = false;
    void settled.then(() => {
      done = true;
    });
    while (!done) {
      ends.shift()?.();
      await new Promise(setImmediate);
    }
    return settled;
  };
  const busy = () => Array.from({ length: PASSWORDS_AT_ONCE }, () => inLane("busy", true));
  return { begun, inLane, endAll, busy };
}

const refusalsIn = (settled: PromiseSettledResult<unknown>[]) =>
  settled.flatMap((each) => (each.status === "rejected" ? [problemOf(each.reason)] : []));

describe("hashing passwords", () => {
  it("is done for a few at a time, and for all of them in the end", async () => {
    let running = 0;
    let most = 0;
    const hash = async () => {
      most = Math.max(most, ++running);
      await new Promise(setImmediate);
      running -= 1;
    };
    await Promise.all(Array.from({ length: PASSWORDS_WAITING_PER_LANE_MAX }, () => inPasswordTurn(hash)));
    expect(most).toBe(PASSWORDS_AT_ONCE);
  });

  it("makes way for whoever comes after one that failed", async () => {
    await Promise.allSettled(
      Array.from({ length: 10 }, () => inPasswordTurn(() => Promise.reject(new Error("no")))),
    );
    expect(await inPasswordTurn(async () => "done")).toBe("done");
  });

  it("refuses with a time to come back when too many wait in one lane, and lets the others wait", async () => {
    const { inLane, endAll, busy, begun } = heldHashes();
    const flood = Array.from({ length: PASSWORDS_WAITING_PER_LANE_MAX + 5 }, () => inLane("flood", false));
    // Those that found a place at once did not wait.
    const all = [...busy(), ...flood, inLane("other", false)];
    const refusals = refusalsIn(await endAll(all));
    expect(refusals.length).toBe(5 - PASSWORDS_AT_ONCE);
    expect(refusals[0]).toMatchObject({ code: "unavailable", retryAfterSeconds: 2, nothingDone: true });
    expect(begun).toContain("other");
  });

  it("refuses strangers of many networks together, and never whoever is known", async () => {
    const { inLane, endAll, busy, begun } = heldHashes();
    const held = busy();
    const strangers = Array.from({ length: PASSWORDS_WAITING_MAX + 3 }, (_, at) =>
      inLane(`net ${at}`, false),
    );
    const known = inLane("ada", true);
    const refusals = refusalsIn(await endAll([...held, ...strangers, known]));
    expect(refusals).toHaveLength(3);
    expect(begun[PASSWORDS_AT_ONCE]).toBe("ada");
  });

  it("takes lanes in turns", async () => {
    const { inLane, endAll, busy, begun } = heldHashes();
    const held = busy();
    const lanes = ["one", "one", "one", "two", "three"].map((name) => inLane(name, false));
    await endAll([...held, ...lanes]);
    expect(begun.slice(PASSWORDS_AT_ONCE)).toEqual(["one", "two", "three", "one", "one"]);
  });
});
