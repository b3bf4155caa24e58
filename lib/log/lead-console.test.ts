import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { leadConsoleToLog } from "./lead-console";
import { log } from "./log";

const before = { ...console };
const warned = process.listeners("warning");
const [error, warn] = [vi.spyOn(log, "error"), vi.spyOn(log, "warn")];
beforeEach(() => {
  for (const each of [error, warn]) each.mockReset().mockImplementation(() => {});
  leadConsoleToLog();
});
afterEach(() => {
  Object.assign(console, before);
  process.removeAllListeners("warning");
  for (const listener of warned) process.on("warning", listener);
});

it("leads each call to the console into one line of the log, of the same weight", () => {
  console.warn("%s is old", "this", { since: 2 });
  console.error(" \u001b[31m⨯\u001b[39m", "line one\nline two");
  expect(warn.mock.calls).toEqual([[{}, "this is old { since: 2 }"]]);
  expect(error.mock.calls).toEqual([[{}, "⨯ line one\nline two"]]);
});

it("hands an error over as one, which is then told without what it must not tell, and by what a browser calls it", () => {
  const err = Object.assign(new Error("no row"), { digest: "4711", detail: "Key (email)=(a@b.c)" });
  console.error("⨯", err);
  console.error(err);
  expect(error.mock.calls).toEqual([
    [{ err, digest: "4711" }, "⨯"],
    [{ err, digest: "4711" }, "no row"],
  ]);
});

it("takes what Node.js itself warns of", async () => {
  process.emitWarning("this will go");
  await vi.waitFor(() =>
    expect(warn.mock.calls).toEqual([
      [{ err: expect.objectContaining({ message: "this will go" }) }, expect.any(String)],
    ]),
  );
});
