import { expect, it } from "vitest";
import { judgedAt, judgingTime } from "./judged-at";

const JANUARY = new Date("2026-01-01T00:00:00Z");
const MARCH = new Date("2026-03-01T00:00:00Z");

it("judges each request in its own time, also one within another and after one that failed", () => {
  const seen = judgedAt(JANUARY, () => {
    const inner = judgedAt(MARCH, judgingTime);
    expect(() =>
      judgedAt(MARCH, () => {
        throw new Error("refused");
      }),
    ).toThrow("refused");
    return [inner, judgingTime()];
  });
  expect(seen).toEqual([MARCH, JANUARY]);
});

it("is asked by nobody outside a request", () => {
  expect(judgingTime).toThrow("inside judgedAt");
});
