import { expect, it } from "vitest";
import { packRows, unpackRows } from "./rows";

it("gives back the rows that were packed, and none of none", () => {
  const rows = [
    { id: "a", amountMinor: 4_900n, at: new Date(0), method: { last4: "4242" }, failure: null },
    { id: "b", amountMinor: -1n, at: new Date(1), method: null, failure: "declined" },
  ];
  expect(unpackRows(packRows(rows))).toEqual(rows);
  expect(unpackRows(packRows([]))).toEqual([]);
});

it("says each name once", () => {
  const rows = Array.from({ length: 50 }, (_, index) => ({ possibleDuplicate: index % 2 === 0 }));
  expect(JSON.stringify(packRows(rows)).match(/possibleDuplicate/g)).toHaveLength(1);
});
