import { beforeAll, expect, it } from "vitest";
import { parseStatement } from "@/lib/db/typed/statement-file";
import type { Described } from "./describe";
import { describeAll } from "./generate-types";

// One database in memory for all of them takes seconds to start.
const CASES: Record<string, string> = {
  columns: "SELECT id, external_id AS own, metadata, created_at AS made FROM customer",
  "outer-join": `SELECT m.name, c.name AS customer, c.id IS NULL AS alone
    FROM merchant m LEFT JOIN customer c ON c.merchant_id = m.id`,
  checked: "SELECT stage, coalesce(kind, 'none') AS kind FROM payment",
  expressions: `SELECT count(*) AS n, max(amount_minor) AS largest, coalesce(sum(version), 0)::int AS total,
      CASE WHEN count(*) > 1 THEN 'many' ELSE 'few' END AS how, (SELECT name FROM merchant LIMIT 1) AS merchant,
      EXISTS (SELECT FROM payment) AS some
    FROM payment`,
  common: `-- @param $1:id
-- @param $2:name
-- @param $3:externalId?
-- @param $4:now
WITH made AS (
  INSERT INTO customer (id, merchant_id, name, email, external_id, metadata, created_at)
  SELECT $1, m.id, $2, lower($2), $3, '{}', $4 FROM merchant m RETURNING id, external_id
) SELECT id, external_id FROM made`,
  json: `SELECT p.id, jsonb_agg(jsonb_build_object('at', a.occurred_at, 'amount', a.amount_minor, 'n', a.sequence)) AS all
    FROM payment p JOIN adjustment a ON a.payment_id = p.id GROUP BY p.id`,
  recordset: `-- @param $1:rows
SELECT i.id FROM jsonb_to_recordset($1::jsonb) AS i (id uuid, amount_minor bigint)`,
  union: "SELECT id, 'merchant' AS what FROM merchant UNION ALL SELECT customer_id, 'customer' FROM payment",
  certain: "-- @notnull largest\nSELECT max(version) AS largest FROM payment HAVING count(*) > 0",
  recursive: `WITH RECURSIVE n AS (SELECT 1 AS at UNION ALL SELECT at + 1 FROM n WHERE at < 3) SELECT at FROM n`,
  optional: `-- @param $1:stage
-- @param $2:limit
-- @param $3:than
-- @param $4:thanId
SELECT id FROM payment
WHERE true
  AND stage = $1 -- @if stage
  AND (created_at, id) < ($3, $4) -- @if than
ORDER BY id -- @if upwards
LIMIT $2`,
};

const FAULTS: Record<string, string> = {
  "no-column": "SELECT surname FROM customer",
  "null-into-not-null": "-- @param $1:name?\nUPDATE merchant SET name = $1",
  "certain-already": "-- @notnull id\nSELECT id FROM merchant",
  unnamed: "-- @param $1:a\n-- @param $2:b\nSELECT id FROM merchant WHERE id = $1",
  "no-equal": "SELECT created_at - updated_at AS age FROM merchant",
  "one-variant-broken": "SELECT id FROM merchant\nWHERE surname = 'a' -- @if wrong",
};

const parse = (of: Record<string, string>) =>
  Object.entries(of).map(([id, text]) => parseStatement(id, new Map([[id, text]])));

let described: Map<string, Described>;
let refused: string;

beforeAll(async () => {
  const typed = new Set<string>(["customer.metadata"]);
  const all = await describeAll(parse({ ...CASES, ...FAULTS }), typed);
  described = new Map(all.described.map((each) => [each.id, each]));
  refused = all.faults.join("\n");
}, 120_000);

it.each([
  ["columns", '{ id: string; own: string | null; metadata: ColumnTypes["customer.metadata"]; made: Date }'],
  ["outer-join", "{ name: string; customer: string | null; alone: boolean }"],
  ["common", "{ id: string; external_id: string | null }"],
  [
    "expressions",
    '{ n: bigint; largest: bigint | null; total: number; how: "many" | "few"; merchant: string | null; some: boolean }',
  ],
  ["json", '{ id: string; all: ({ "at": string; "amount": number | null; "n": number })[] }'],
  ["recordset", "{ id: string | null }"],
  ["union", '{ id: string | null; what: "merchant" | "customer" }'],
  ["certain", "{ largest: number }"],
  ["recursive", "{ at: number }"],
  ["optional", "{ id: string }"],
])("the rows of a statement (%s) are typed from the database", (id, row) => {
  expect(described.get(id)?.row).toBe(row);
});

it("a text that a check lists has those literals", () => {
  expect(described.get("checked")?.row).toContain('stage: "pending" | "processing" | "completed"');
});

it.each([
  ["common", "{ id: string; name: string; externalId: string | null; now: Date }"],
  ["recordset", "{ rows: readonly { id: string | null; amount_minor: bigint | number | string | null }[] }"],
  [
    "optional",
    "{ stage?: string | undefined; limit: bigint | number; than?: Date | undefined; thanId?: string | undefined; upwards?: boolean | undefined }",
  ],
])("the parameters of a statement (%s) are typed from the database", (id, parameters) => {
  expect(described.get(id)?.parameters).toBe(parameters);
});

it.each([
  ["no-column", 'column "surname" does not exist'],
  ["null-into-not-null", "name may be null, and merchant.name may not"],
  ["certain-already", "@notnull id says nothing"],
  ["unnamed", "the parameter b is used nowhere"],
  ["no-equal", "a value of type interval has no equal"],
  ["one-variant-broken", 'column "surname" does not exist'],
])("a statement that does not fit the database (%s) is refused with a reason", (id, reason) => {
  expect(refused).toContain(`prisma/sql/${id}.sql: ${reason}`);
});
