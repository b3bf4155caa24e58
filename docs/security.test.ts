import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const SHEET = readFileSync("docs/security.md", "utf8");

/** OWASP ASVS 5.0: how many requirements of levels 1 and 2 each section has. They are its first ones. */
const REQUIREMENTS = {
  ...{ "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1 },
  ...{ "3.2": 2, "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2, "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4 },
  ...{ "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3, "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5 },
  ...{ "6.6": 3, "6.8": 4, "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2, "8.1": 2 },
  ...{ "8.2": 3, "8.3": 1, "8.4": 1, "9.1": 3, "9.2": 4, "10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11 },
  ...{ "10.5": 5, "10.6": 2, "10.7": 3, "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1 },
  ...{ "12.1": 3, "12.2": 2, "12.3": 4, "13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5, "14.1": 2, "14.2": 4 },
  ...{ "14.3": 3, "15.1": 3, "15.2": 3, "15.3": 7, "16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3 },
  ...{ "17.1": 1, "17.2": 4, "17.3": 2 },
} as const;

describe("the sheet of security requirements", () => {
  it("has each requirement of levels 1 and 2, and no other", () => {
    const wanted = Object.entries(REQUIREMENTS).flatMap(([section, count]) =>
      Array.from({ length: count }, (_, at) => `${section}.${at + 1}`),
    );
    expect(wanted).toHaveLength(253);
    const lines = SHEET.split("\n").filter((line) => /^(?:\| )?\d+\.\d+\.\d+/.test(line));
    const named = lines.flatMap((line) => requirementsIn(/^(?:\| )?([\d., –]+)/.exec(line)?.[1] ?? ""));
    expect(named.toSorted()).toEqual(wanted.toSorted());
  });

  it("names files that are there", () => {
    const files = [...SHEET.matchAll(/`([\w.()[\]/-]+\.(?:tsx?|json|js))`/g)].map(([, file]) => file ?? "");
    expect(files.length).toBeGreaterThan(50);
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });
});

function requirementsIn(text: string): string[] {
  return text.split(",").flatMap((part) => {
    const [first = "", last = first] = part.trim().split("–");
    const [chapter, section, from] = first.split(".");
    const to = Number(last.split(".")[2]);
    return Array.from(
      { length: to - Number(from) + 1 },
      (_, at) => `${chapter}.${section}.${Number(from) + at}`,
    );
  });
}
