import { describe, expect, it } from "vitest";
import { momentField } from "./moment-field";

const read = (text: string) => momentField.safeParse(text).data ?? null;

describe("a time in a list's address", () => {
  it("is Unix seconds, or a time with its zone however its plus sign arrives", () => {
    const seconds = Date.UTC(2022, 11, 24, 10, 47, 45) / 1_000;
    expect(read(String(seconds))).toBe(seconds);
    for (const zone of ["+0200", " 0200", "+02:00"])
      expect(read(`2022-12-24 12:47:45 ${zone}`)).toBe(seconds);
    expect(read("2022-12-24 05:47:45 -0500")).toBe(seconds);
  });

  it("is nothing else", () => {
    for (const text of [
      "",
      "soon",
      "-1",
      "1.5",
      "253402300800",
      "2022-02-30 00:00:00 +0000",
      "2022-12-24",
      "2022-12-24 25:00:00 +0000",
    ])
      expect([text, read(text)]).toEqual([text, null]);
  });
});
