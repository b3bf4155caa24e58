import { describe, expect, it } from "vitest";
import { bind, compose } from "./statement";
import { parseStatement, readStatementFiles, type StatementFile } from "./statement-file";

const parse = (text: string, others: [string, string][] = []) =>
  parseStatement("some/statement", new Map([["some/statement", text], ...others]));

const bound = (text: string, given: object, json: string[] = []) => {
  const { parts, parameters } = parse(text);
  const names = parameters.map(({ name }) => name);
  return bind({ name: null, text: parts, parameters: names, json, announces: false }, given);
};

const SEARCH = `-- Finds them.
-- @param $1:status
-- @param $2:after
-- @param $3:limit
SELECT id FROM payment
WHERE true
  AND status = $1 -- @if status
  AND id > $2 -- @if after
ORDER BY id DESC -- @unless upwards
ORDER BY id -- @if upwards
LIMIT $3`;

describe("a statement's file", () => {
  it("names its parameters and says what may be null, what is never, and what it is for", () => {
    const file = parse(
      "-- Why.\n-- @param $2:two? a reason\n-- @param $1:one\n-- @notnull n\nSELECT $1, $2 AS n",
    );
    expect(file).toMatchObject({
      doc: "Why.",
      notNull: ["n"],
      parameters: [
        { name: "one", nullable: false },
        { name: "two", nullable: true },
      ],
      parts: [{ text: "SELECT $1, $2 AS n" }],
    });
  });

  it("says whether it is planned for each use", () => {
    expect(parse("-- @planned for each use\nSELECT 1").planned).toBe(true);
    expect(parse("SELECT 1").planned).toBe(false);
  });

  it("is planned for each use where a part of a text is looked for: words that thousands have, and that nobody has", async () => {
    const files = await readStatementFiles();
    const searches = files.filter(({ parts }) => parts.some(({ text }) => /LIKE (?:ALL \()?\$\d/.test(text)));
    const composed = ({ parts }: StatementFile) =>
      parts.some((part) => part.if || part.unless || part.replace);
    expect(searches.length).toBeGreaterThan(2);
    expect(searches.filter((file) => !file.planned && !composed(file)).map(({ id }) => id)).toEqual([]);
  });

  it("includes what several share", () => {
    const file = parse("SELECT\n-- @include some/_columns\nFROM t", [["some/_columns", "  a,\n  b\n"]]);
    expect(file.parts).toEqual([{ text: "SELECT\n  a,\n  b\nFROM t" }]);
    expect(() => parse("-- @include some/_other\nSELECT 1")).toThrow(
      "some/_other.sql is included but not there",
    );
  });

  it("is refused when a parameter has no name of its own, or a directive is misspelt", () => {
    expect(() => parse("-- @param $2:two\nSELECT $2")).toThrow("parameter $1 has no name");
    expect(() => parse("-- @param $1:a\n-- @param $2:a\nSELECT $1, $2")).toThrow("no name of its own");
    expect(() => parse("-- @parameter $1:a\nSELECT $1")).toThrow("is no directive");
  });

  it("knows what lines depend on", () => {
    expect(parse(SEARCH).flags).toEqual(["upwards"]);
  });
});

describe("binding", () => {
  it("leaves lines out whose parameter is not given, and numbers the others anew", () => {
    expect(bound(SEARCH, { after: "7", limit: 3 })).toEqual({
      text: "SELECT id FROM payment\nWHERE true\n  AND id > $1\nORDER BY id DESC\nLIMIT $2",
      values: ["7", 3],
    });
    expect(bound(SEARCH, { status: "success", upwards: true, limit: 3 })).toEqual({
      text: "SELECT id FROM payment\nWHERE true\n  AND status = $1\nORDER BY id\nLIMIT $2",
      values: ["success", 3],
    });
  });

  it("sends JSON with every digit of a 64-bit integer, and null as null", () => {
    const text = "-- @param $1:rows\n-- @param $2:other?\nSELECT $1::jsonb, $2::jsonb";
    expect(
      bound(text, { rows: [{ n: 9_007_199_254_740_993n }], other: null }, ["rows", "other"]).values,
    ).toEqual(['[{"n":"9007199254740993"}]', null]);
  });
});

describe("putting lines together", () => {
  const { parts } = parse("SELECT id FROM (\nSELECT * FROM payment -- @replace found\n) p");
  const statement = { name: null, text: parts, parameters: [], json: [], announces: false };

  it("takes what is given for a line in its place", () => {
    expect(compose(statement, { found: "SELECT * FROM payment WHERE $1" })).toBe(
      "SELECT id FROM (\nSELECT * FROM payment WHERE $1\n) p",
    );
  });

  it("never sends a line as it stands in the file: a search without its conditions finds everybody's", () => {
    expect(() => compose(statement, { fuond: "…" })).toThrow("nothing is given for the line found");
    expect(() => bind(statement, {})).toThrow("is composed");
  });
});
