import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AMOUNT_MINOR_MAX } from "@/lib/money/decimal";
import { problemOf } from "@/lib/verb/problem";
import { encodeAccountId, encodeConnectorId, encodePaymentId } from "../ids";
import { compileQuery, QUERY_CHARACTERS_MAX, QUERY_CONDITIONS_MAX, QUERY_DEPTH_MAX } from "./query";

const compile = (query: unknown, version: "v1" | "v3" = "v3") => compileQuery(JSON.stringify(query), version);
const match = (key: string, value: unknown, version?: "v1" | "v3") =>
  compile({ $match: { [key]: value } }, version);

/** The message of a refusal; fails where the query is taken. */
function refusal(text: string): string | undefined {
  try {
    return `taken: ${compileQuery(text, "v3").where}`;
  } catch (err) {
    const problem = problemOf(err);
    if (problem?.code !== "invalid") throw err;
    expect(problem.issues.map(({ path, code }) => [path, code])).toEqual([["query", "invalid_value"]]);
    return problem.issues[0].message;
  }
}
const refused = (query: unknown) => refusal(JSON.stringify(query));

const connector = { provider: "GENERIC", reference: "main" };

// By the digest its index holds, and by itself.
const statusIs = (value: string) =>
  `(p.status = ANY (${value}::text[]) AND p.last_status <> 'amount_adjustment')`;
const referenceIs = (placeholder: string) =>
  `(text_key(p.reference) = text_key(${placeholder}::text) AND p.reference = ${placeholder}::text)`;

describe("a condition", () => {
  it.each([
    ["$gt", ">"],
    ["$gte", ">="],
    ["$lt", "<"],
    ["$lte", "<="],
    ["$match", "="],
  ])("with %s compares amounts and times with %s", (operator, sign) => {
    expect(compile({ [operator]: { amount: 5 } })).toEqual({
      where: `p.amount_minor ${sign} $1::bigint`,
      values: [5n],
    });
    expect(compile({ [operator]: { initial_amount: -5 } })).toEqual({
      where: `p.initial_amount_minor ${sign} $1::bigint`,
      values: [-5n],
    });
    expect(compile({ [operator]: { created_at: "2026-01-05T10:00:00Z" } })).toEqual({
      where: `p.created_at ${sign} $1::timestamptz`,
      values: [new Date("2026-01-05T10:00:00Z")],
    });
  });

  it("compares amounts exactly, up to the largest there is", () => {
    for (const digits of ["9007199254740993", AMOUNT_MINOR_MAX.toString(), `-${AMOUNT_MINOR_MAX}`])
      expect(compileQuery(`{"$match":{"amount":${digits}}}`, "v3").values).toEqual([BigInt(digits)]);
    for (const far of ["9223372036854775808", "-9223372036854775808", "10000000000000000000"])
      expect([far, refusal(`{"$match":{"amount":${far}}}`)]).toEqual([
        far,
        `amount must be at most ${AMOUNT_MINOR_MAX} either side of zero`,
      ]);
    for (const other of ["1.5", '"5"', "null", "[5]"])
      expect([other, refusal(`{"$match":{"amount":${other}}}`)]).toEqual([
        other,
        "amount needs a JSON integer",
      ]);
    expect(refused({ $gt: { initial_amount: "5" } })).toBe("initial_amount needs a JSON integer");
  });

  it("takes a time only as it is written in RFC 3339", () => {
    for (const wrong of ["soon", "x2026-01-05", "2026-13-01", 5, null, "05.01.2026"])
      expect([wrong, refused({ $gt: { created_at: wrong } })]).toEqual([
        wrong,
        "created_at needs an RFC 3339 time",
      ]);
  });

  it.each([
    ["reference", "r-1", referenceIs("$1"), ["r-1"]],
    ["scheme", "visa", "p.scheme = $1", ["visa"]],
    ["scheme", "CARD_VISA", "p.scheme = $1", ["visa"]],
    ["scheme", "carrier pigeon", "p.scheme = $1", [""]],
    ["type", "PAY-IN", "p.type = ANY ($1::text[])", [["PAY-IN"]]],
    ["type", "OTHER", "p.type = ANY ($1::text[])", [["OTHER"]]],
    ["asset", "USD/2", "(p.currency = $1 AND p.precision = $2)", ["USD", 2]],
    ["asset", "gold", "false", []],
    ["metadata[team]", "a", "p.metadata @> $1::jsonb", ['{"team":"a"}']],
    ["metadata[a\nb]", "c", "p.metadata @> $1::jsonb", ['{"a\\nb":"c"}']],
    [
      "metadata[team]",
      "\u00e9",
      "(p.metadata @> $1::jsonb OR p.metadata @> $2::jsonb)",
      ['{"team":"\u00e9"}', '{"team":"e\u0301"}'],
    ],
    ["metadata[a]b]", "c", "p.metadata @> $1::jsonb", ['{"a]b":"c"}']],
    ["metadata[reference]", "", "p.metadata @> $1::jsonb", ['{"reference":""}']],
    [
      "metadata[reference]",
      "Order_77",
      `(p.metadata @> $1::jsonb OR (p.search LIKE $2 AND p.merchant_reference = ANY ($3::text[])
    AND p.kind = ANY ($4::text[]) AND NOT jsonb_exists(p.metadata, $5)))`,
      ['{"reference":"Order_77"}', "%order\\_77%", ["Order_77"], ["checkout"], "reference"],
    ],
    ["source_account_id", "not an id", "c.source_account_id = $1", ["not an id"]],
    ["destination_account_id", "not an id", "c.destination_account_id = $1", ["not an id"]],
    ["connector_id", "not an id", "false", []],
    ["id", "not an id", "false", []],
    ["status", "CAPTURE", statusIs("$1"), [["capture"]]],
    ["status", "AMOUNT_ADJUSTEMENT", "p.last_status = 'amount_adjustment'", []],
    ["status", "PENDING", statusIs("$1"), [["pending", "submitted", "processing"]]],
  ])("on %s %j is one on the column it names", (key, value, where, values) => {
    expect(match(key, value)).toEqual({ where, values });
  });

  it("finds to v1 what v1 shows so", () => {
    expect(match("status", "PENDING", "v1")).toEqual({
      where: "p.status = ANY ($1::text[])",
      values: [["pending", "submitted", "processing", "authorisation", "amount_adjustment"]],
    });
    expect(match("status", "CAPTURE", "v1").values).toEqual([[]]);
    expect(match("type", "OTHER", "v1").values).toEqual([["OTHER", "UNKNOWN"]]);
    expect(match("type", "PAYOUT", "v1").values).toEqual([["PAYOUT"]]);
    expect(match("type", "UNKNOWN", "v3").values).toEqual([["UNKNOWN"]]);
  });

  it("on an id is one on what the id names, however it is padded", () => {
    const SAME = "(SELECT id FROM connector WHERE provider = ";
    expect(match("connector_id", encodeConnectorId(connector))).toEqual({
      where: `p.connector_id = ${SAME}$1 AND reference = $2)`,
      values: ["GENERIC", "main"],
    });
    const payment = match("id", encodePaymentId({ connector, reference: "r", type: "PAYOUT" }));
    expect(payment.where.replaceAll(/\s+/g, " ")).toBe(
      `(${referenceIs("$1")} AND p.type = $2 AND p.connector_id = ${SAME}$3 AND reference = $4))`,
    );
    expect(payment.values).toEqual(["r", "PAYOUT", "GENERIC", "main"]);
    const account = encodeAccountId({ connector, reference: "a" });
    for (const key of ["source_account_id", "destination_account_id"])
      for (const padding of ["", "=", "=="])
        expect(match(key, `${account}${padding}`).values).toEqual([account]);
  });

  it("is refused by name where the key or the operator is not known", () => {
    expect(refused({ $match: { colour: "red" } })).toBe("does not know the key colour");
    expect(refused({ $match: { metadata: "red" } })).toBe("does not know the key metadata");
    expect(refused({ $match: { "metadata[]": "red" } })).toBe("does not know the key metadata[]");
    expect(refused({ $match: { "xmetadata[a]": "red" } })).toBe("does not know the key xmetadata[a]");
    expect(refused({ $match: { "metadata[a]x": "red" } })).toBe("does not know the key metadata[a]x");
    expect(refused({ $like: { reference: "r" } })).toBe("does not know the operator $like");
    expect(refused({ $gt: { reference: "r" } })).toBe("cannot compare reference with $gt");
    expect(refused({ $match: { status: "PAID" } })).toMatch(
      /^status must be one of UNKNOWN, PENDING, .*, OTHER$/,
    );
  });

  it("takes only text that the database can hold", () => {
    for (const key of [
      "reference",
      "type",
      "status",
      "scheme",
      "asset",
      "connector_id",
      "id",
      "source_account_id",
    ])
      expect(refused({ $match: { [key]: 7 } })).toBe(`${key} needs a string`);
    expect(refused({ $match: { destination_account_id: null } })).toBe(
      "destination_account_id needs a string",
    );
    expect(refused({ $match: { reference: "a\0" } })).toBe("reference must not contain a NUL character");
    expect(refused({ $match: { "metadata[\ud800]": "a" } })).toMatch(/must not contain a lone surrogate$/);
  });
});

describe("a query", () => {
  it("is everything where it is empty", () => {
    expect(compileQuery("", "v1")).toEqual({ where: "true", values: [] });
  });

  it("joins conditions, and numbers their values in the order they stand in", () => {
    const query = {
      $or: [
        { $and: [{ $match: { reference: "a" } }, { $gt: { amount: 1 } }] },
        { $not: { $match: { reference: "b" } } },
      ],
    };
    expect(compile(query)).toEqual({
      where: `((${referenceIs("$1")} AND p.amount_minor > $2::bigint) OR NOT coalesce(${referenceIs("$3")}, false))`,
      values: ["a", 1n, "b"],
    });
    expect(compile({ $and: [{ $match: { reference: "a" } }] }).where).toBe(`(${referenceIs("$1")})`);
  });

  it("never holds a value in its text, whatever somebody sends", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).filter((each) => !each.includes("\0")),
        (value) => {
          const plain = compile({
            $or: [{ $match: { reference: "r" } }, { $match: { "metadata[a]": "v" } }],
          });
          const hostile = compile({
            $or: [{ $match: { reference: value } }, { $match: { [`metadata[${value}]`]: value } }],
          });
          expect(hostile.where).toBe(plain.where);
          expect(hostile.values).toEqual([value, JSON.stringify({ [value]: value })]);
        },
      ),
    );
  });

  it.each([
    ["[]", "must be made of objects with one key each"],
    ["7", "must be made of objects with one key each"],
    ["null", "must be made of objects with one key each"],
    ["{}", "must be made of objects with one key each"],
    ['{"$match":{"reference":"a"},"$not":{}}', "must be made of objects with one key each"],
    ['{"$match":{"reference":"a","type":"b"}}', "must be made of objects with one key each"],
    ['{"$match":"reference"}', "must be made of objects with one key each"],
    ['{"$match":[["reference","a"]]}', "must be made of objects with one key each"],
    ['{"$not":[{"$match":{"reference":"a"}}]}', "must be made of objects with one key each"],
    ['{"$and":[]}', "$and needs an array of conditions"],
    ['{"$or":{"$match":{"reference":"a"}}}', "$or needs an array of conditions"],
    ["{", "is not valid JSON"],
    ["reference", "is not valid JSON"],
  ])("%s is refused: %s", (text, message) => {
    expect(refusal(text)).toBe(message);
  });

  const condition = { $match: { reference: "r" } };
  const nested = (depth: number): unknown => (depth === 1 ? condition : { $not: nested(depth - 1) });
  const joined = (depth: number): unknown => (depth === 1 ? condition : { $and: [joined(depth - 1)] });

  it("is nested as deep as its limit, and no deeper", () => {
    const message = `must not be nested deeper than ${QUERY_DEPTH_MAX} levels`;
    for (const make of [nested, joined]) {
      expect(compile(make(QUERY_DEPTH_MAX)).values).toEqual(["r"]);
      expect(refused(make(QUERY_DEPTH_MAX + 1))).toBe(message);
    }
  });

  it("has as many conditions as its limit, and no more", () => {
    const many = (count: number) => ({ $and: Array.from({ length: count }, () => condition) });
    expect(compile(many(QUERY_CONDITIONS_MAX)).values).toHaveLength(QUERY_CONDITIONS_MAX);
    expect(refused(many(QUERY_CONDITIONS_MAX + 1))).toBe(
      `must have at most ${QUERY_CONDITIONS_MAX} conditions`,
    );
  });

  it("is as long as its limit, and no longer", () => {
    const frame = JSON.stringify({ $match: { reference: "" } }).length;
    const long = (length: number) => JSON.stringify({ $match: { reference: "r".repeat(length - frame) } });
    expect(compileQuery(long(QUERY_CHARACTERS_MAX), "v3").values).toHaveLength(1);
    expect(refusal(long(QUERY_CHARACTERS_MAX + 1))).toBe(
      `must be at most ${QUERY_CHARACTERS_MAX} characters`,
    );
  });
});
