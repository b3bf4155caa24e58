import { afterEach, describe, expect, it, vi } from "vitest";
import { CONNECTION_TURN_MS, CONNECTIONS_AT_A_TIME, eachConnection } from "./each-connection";

// Whoever is asked answers when the test says so.
function asking(names: readonly string[]) {
  const begun: string[] = [];
  const answers = new Map<string, { resolve: () => void; reject: (err: unknown) => void }>();
  const items = names.map((id) => ({ id }));
  const done = eachConnection(
    items,
    ({ id }) => id.split("/")[0] ?? null,
    "not asked",
    ({ id }) =>
      new Promise<void>((resolve, reject) => {
        begun.push(id);
        answers.set(id, { resolve, reject });
      }),
  );
  const answer = async (id: string, err?: unknown) => {
    const waiting = answers.get(id);
    if (err) waiting?.reject(err);
    else waiting?.resolve();
    await settled();
  };
  return { begun, done, answer };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const databaseAway = () =>
  Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED", syscall: "connect" });

afterEach(() => {
  vi.restoreAllMocks();
});

describe("each connection", () => {
  it("is asked in the order of its items, and beside the others", async () => {
    const { begun, done, answer } = asking(["a/1", "a/2", "b/1", "a/3", "b/2"]);
    await settled();
    expect(begun).toEqual(["a/1", "b/1"]);
    await answer("b/1");
    await answer("b/2");
    expect(begun).toEqual(["a/1", "b/1", "b/2"]);
    for (const id of ["a/1", "a/2", "a/3"]) await answer(id);
    await done;
    expect(begun).toEqual(["a/1", "b/1", "b/2", "a/2", "a/3"]);
  });

  it("waits while as many others are asked as may be at the same time", async () => {
    const names = Array.from({ length: CONNECTIONS_AT_A_TIME + 1 }, (_, index) => `${index}/1`);
    const { begun, done, answer } = asking(names);
    await settled();
    expect(begun).toHaveLength(CONNECTIONS_AT_A_TIME);
    await answer("0/1");
    expect(begun).toEqual(names);
    for (const id of names) await answer(id);
    await done;
  });

  it("is asked nothing more in a run in which it was waited for too long", async () => {
    let now = 0;
    vi.spyOn(performance, "now").mockImplementation(() => now);
    const { begun, done, answer } = asking(["a/1", "a/2", "a/3", "b/1"]);
    await settled();
    await answer("b/1");
    now = CONNECTION_TURN_MS - 1;
    await answer("a/1");
    now += 1;
    await answer("a/2");
    await done;
    expect(begun).toEqual(["a/1", "b/1", "a/2"]);
  });

  it("goes on after what is one item's fault, and begins nothing more where the database cannot", async () => {
    const { begun, done, answer } = asking(["a/1", "a/2", "a/3", "b/1", "b/2"]);
    const ended = vi.fn();
    const refused = done.catch((err: unknown) => err).finally(ended);
    await settled();
    await answer("a/1", new Error("a fault"));
    expect(begun).toEqual(["a/1", "b/1", "a/2"]);
    const away = databaseAway();
    await answer("a/2", away);
    // What is under way is waited for all the same.
    expect(ended).not.toHaveBeenCalled();
    await answer("b/1");
    expect(await refused).toBe(away);
    expect(begun).toEqual(["a/1", "b/1", "a/2"]);
  });
});
