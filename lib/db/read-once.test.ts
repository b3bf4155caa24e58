import { describe, expect, it } from "vitest";
import { during } from "./pool";
import { readOnce } from "./read-once";

/** A value that changes, and reads of it that see what it was when they began and end when the test says so. */
function heldValue() {
  const state = { value: 0, reads: 0, fails: false };
  const open: (() => void)[] = [];
  const once = readOnce<number>();
  const ask = (key = "a") =>
    once(key, () => {
      state.reads++;
      const { value, fails } = state;
      return new Promise((resolve, reject) => {
        open.push(() => (fails ? reject(new Error("away")) : resolve(value)));
      });
    });
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  const answer = async () => {
    open.shift()?.();
    await turn();
  };
  return { state, ask, answer, turn };
}

describe("the same question at the same moment", () => {
  it("is put again for all who ask while it is under way, and never answered with what was before", async () => {
    const { state, ask, answer } = heldValue();
    const first = ask();
    state.value = 1;
    const meanwhile = [ask(), ask(), ask()];
    expect(state.reads).toBe(1);
    await answer();
    expect(await first).toBe(0);
    expect(state.reads).toBe(2);
    state.value = 2;
    const later = ask();
    await answer();
    expect(await Promise.all(meanwhile)).toEqual([1, 1, 1]);
    await answer();
    expect(await later).toBe(2);
    expect(state.reads).toBe(3);
  });

  it("is put at once when nobody asks it, and beside other questions", async () => {
    const { state, ask, answer } = heldValue();
    const both = [ask("a"), ask("b")];
    expect(state.reads).toBe(2);
    await answer();
    await answer();
    await Promise.all(both);
    const again = ask("a");
    expect(state.reads).toBe(3);
    await answer();
    await again;
  });

  it("fails for those alone who shared it", async () => {
    const { state, ask, answer } = heldValue();
    state.fails = true;
    const first = Promise.allSettled([ask()]);
    state.fails = false;
    const second = ask();
    await answer();
    await answer();
    expect(await first).toMatchObject([{ status: "rejected" }]);
    expect(await second).toBe(0);
  });

  it("is each its own in a job", async () => {
    const { state, ask, answer } = heldValue();
    const both = during("jobs", () => [ask(), ask()]);
    expect(state.reads).toBe(2);
    await answer();
    await answer();
    expect(await Promise.all(both)).toEqual([0, 0]);
  });
});
