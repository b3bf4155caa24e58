import { describe, expect, it } from "vitest";
import type { PaymentLine } from "@/components/payments/payment-line";
import { type ShownList, withMessage, withWaiting } from "./merge-lines";

const LINES_MAX = 3;

const line = (place: number, status = "pending") =>
  ({ id: `pay_${place}`, place: `${place}`, status }) as PaymentLine;

function listOf(places: readonly number[], page: Partial<ShownList> = {}): ShownList {
  const lines = places.map((place) => line(place));
  return { lines, waiting: [], older: null, newer: null, summary: "", ...page };
}

const changed = (...lines: { line: PaymentLine; fits: boolean }[]) => ({ changed: lines, summary: "now" });
const placesOf = (lines: readonly PaymentLine[]) => lines.map(({ place }) => Number(place));

describe("a list before somebody's eyes", () => {
  it("changes a shown line where it stands", () => {
    const list = withMessage(listOf([3, 2, 1]), changed({ line: line(2, "succeeded"), fits: true }));
    expect(list.lines.map(({ place, status }) => [place, status])).toEqual([
      ["3", "pending"],
      ["2", "succeeded"],
      ["1", "pending"],
    ]);
    expect(list.summary).toBe("now");
  });

  it("keeps a line that no longer fits in its place, marked, until the list is shown anew", () => {
    const list = withMessage(listOf([3, 2, 1]), changed({ line: line(2, "failed"), fits: false }));
    expect(placesOf(list.lines)).toEqual([3, 2, 1]);
    expect(list.lines[1]?.gone).toBe(true);
    const next = withMessage(list, changed({ line: line(4), fits: true }));
    expect(placesOf(withWaiting(next, LINES_MAX).lines)).toEqual([4, 3, 1]);
  });

  it("lets a new line wait, once, until it is shown in its place", () => {
    const twice = changed({ line: line(4), fits: true });
    const list = withMessage(withMessage(listOf([5, 2]), twice), twice);
    expect(placesOf(list.lines)).toEqual([5, 2]);
    expect(placesOf(list.waiting)).toEqual([4]);
    expect(placesOf(withWaiting(list, LINES_MAX).lines)).toEqual([5, 4, 2]);
  });

  it("forgets a waiting line that fits no more", () => {
    const list = withMessage(listOf([1]), changed({ line: line(2), fits: true }));
    expect(withMessage(list, changed({ line: line(2), fits: false })).waiting).toEqual([]);
  });

  it("leaves no payment out between a page that has grown full and the next", () => {
    const list = withMessage(listOf([3, 2, 1]), changed({ line: line(4), fits: true }));
    const shown = withWaiting(list, LINES_MAX);
    expect(placesOf(shown.lines)).toEqual([4, 3, 2]);
    expect(shown.older).toBe("2");
  });

  it("takes in nothing that belongs on another page", () => {
    const older = changed({ line: line(1), fits: true });
    expect(withMessage(listOf([5, 4], { older: "4" }), older).waiting).toEqual([]);
    expect(withMessage(listOf([5, 4]), older).waiting).toHaveLength(1);
    const newer = changed({ line: line(9), fits: true });
    expect(withMessage(listOf([5, 4], { newer: "5" }), newer).waiting).toEqual([]);
  });

  it("compares itself with the whole page after a gap", () => {
    const page = { lines: [line(4), line(3, "succeeded")], older: null, newer: null, summary: "2" };
    const list = withMessage(listOf([3, 2]), { page });
    expect(list.lines.map(({ place, status, gone }) => [place, status, gone ?? false])).toEqual([
      ["3", "succeeded", false],
      ["2", "pending", true],
    ]);
    expect(placesOf(list.waiting)).toEqual([4]);
  });
});
