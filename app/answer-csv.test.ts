import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { answerCsv } from "./answer-csv";

const ROOT = path.resolve(import.meta.dirname, "..");
const SOURCES = ["app", "lib", "components"]
  .flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((file) =>
      path.posix.join(folder, file.replaceAll(path.sep, "/")),
    ),
  )
  .filter(
    (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.startsWith("lib/generated/"),
  );
const having = (words: string) =>
  SOURCES.filter((file) => readFileSync(path.join(ROOT, file), "utf8").includes(words));

describe("every CSV the console offers", () => {
  it("is answered in one place and written in one place", () => {
    expect(having('"text/csv; charset')).toEqual(["app/answer-csv.ts"]);
    expect(having("FORMULA.test(")).toEqual(["lib/text/spreadsheet-csv.ts"]);
  });

  it("is written in its reader's notation", () => {
    const answering = [
      ...having("answerCsv(").filter((file) => file.endsWith("route.ts")),
      ...having("makeBankFile({").filter((file) => file.endsWith("actions.ts")),
    ];
    expect(answering.length).toBeGreaterThanOrEqual(3);
    expect(answering.filter((file) => !having("csvNotationOf(locale)").includes(file))).toEqual([]);
  });

  it("begins with a byte order mark, whole or in chunks", async () => {
    async function* chunks() {
      yield "name\n";
      yield "Müller\n";
    }
    for (const answer of [answerCsv("a.csv", "name\nMüller\n"), answerCsv("a.csv", chunks())]) {
      const bytes = new Uint8Array(await answer.arrayBuffer());
      expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      expect(new TextDecoder().decode(bytes)).toBe("name\nMüller\n");
      expect(answer.headers.get("content-disposition")).toBe('attachment; filename="a.csv"');
      expect(answer.headers.get("cache-control")).toBe("no-store");
    }
  });
});
