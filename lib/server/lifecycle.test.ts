import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { log } from "@/lib/log/log";
import { STOP_MS_MAX, startLifecycle } from "./lifecycle";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
let before: Map<string, readonly unknown[]>;

beforeEach(() => {
  vi.useFakeTimers();
  before = new Map(signals.map((signal) => [signal, process.listeners(signal)]));
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  for (const signal of signals)
    for (const listener of process.listeners(signal))
      if (!before.get(signal)?.includes(listener)) process.off(signal, listener);
});

it("takes down what was started, the last first, also what fails or never ends, which is said", async () => {
  const said = vi.spyOn(log, "error").mockImplementation(() => {});
  const stopped: string[] = [];
  const lifecycle = startLifecycle();
  lifecycle.onStop("the first", async () => void stopped.push("first"));
  lifecycle.onStop("what hangs", () => new Promise(() => {}));
  lifecycle.onStop("what fails", () => Promise.reject(new Error("no")));
  lifecycle.onStop(
    "what is slow, and may be",
    () => new Promise((done) => setTimeout(done, STOP_MS_MAX * 2)),
    {
      msMax: STOP_MS_MAX * 3,
    },
  );
  lifecycle.onStop("the last", async () => void stopped.push("last"));
  const ended = vi.fn();
  const stopping = lifecycle.stop().then(ended);
  await vi.advanceTimersByTimeAsync(STOP_MS_MAX * 2);
  expect(stopped).toEqual(["last"]);
  expect(ended).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(STOP_MS_MAX);
  await stopping;
  expect(stopped).toEqual(["last", "first"]);
  expect(said.mock.calls.map(([, words]) => words)).toEqual([
    "what fails did not stop cleanly",
    "what hangs did not stop cleanly",
  ]);
});
