import type { Catalog } from "./catalog";
import { type Node, numberAt } from "./node-tree";
import { type Inferred, inJson, resultType, written } from "./types";

export interface Operand {
  node: Node;
  inferred: Inferred;
}

interface Call {
  catalog: Catalog;
  name: string;
  resultOid: number;
  /** Whether it is a cast, written or implied. */
  cast: boolean;
  operands: readonly Operand[];
}

/** Operators that may give null of what is not null. */
export const NULL_GIVING_OPERATORS = new Set(["->", "->>", "#>", "#>>"]);

// Functions that give null only where an argument is null.
const STRICT = new Set(
  `abs age cardinality ceil char_length date_part date_trunc decode encode extract floor hashtext length left lower ltrim
  make_interval md5 mod octet_length replace right round rtrim sha256 substr timezone to_char to_date to_timestamp trim upper
  jsonb_array_length jsonb_typeof jsonb_set pg_snapshot_xmin pg_snapshot_xmax numeric_round starts_with trunc`.split(
    /\s+/,
  ),
);
// Functions that never give null.
const NEVER_NULL = new Set(
  `now clock_timestamp statement_timestamp transaction_timestamp random gen_random_uuid uuidv7 concat
  pg_current_snapshot pg_current_xact_id pg_backend_pid jsonb_build_object jsonb_build_array json_build_object pg_notify`.split(
    /\s+/,
  ),
);

/** What a function gives for its arguments. */
export function call(of: Call): Inferred {
  const { catalog, name, resultOid, cast, operands } = of;
  const type = catalog.types.get(resultOid) ?? "";
  const anyNull = operands.some(({ inferred }) => inferred.nullable);
  const nullable = NEVER_NULL.has(name)
    ? false
    : cast || STRICT.has(name)
      ? anyNull
      : name !== "concat_ws" || anyNull;
  return { alternatives: [shapeOf(of) ?? resultType(type)], nullable };
}

// What jsonb is made of shows in the functions that make it.
function shapeOf({ catalog, name, operands }: Call): string | null {
  const json = ({ node, inferred }: Operand) => jsonType(catalog, node, inferred);
  if (/^jsonb?_build_object$/.test(name)) return objectType(catalog, operands);
  if (/^jsonb?_agg$/.test(name) && operands[0]) return `(${json(operands[0])})[]`;
  if (/^jsonb?_object_agg$/.test(name) && operands[1]) return `Record<string, ${json(operands[1])}>`;
  if (/^to_jsonb?$/.test(name) && operands[0]) return json(operands[0]);
  if (name === "array_agg" && operands[0]) return `(${written(operands[0].inferred)})[]`;
  return null;
}

function objectType(catalog: Catalog, operands: readonly Operand[]): string | null {
  const members: string[] = [];
  for (let at = 0; at < operands.length; at += 2) {
    const [key, value] = [operands[at], operands[at + 1]];
    const name = key?.inferred.alternatives[0] ?? "";
    if (!value || !name.startsWith('"')) return null;
    members.push(`${name}: ${jsonType(catalog, value.node, value.inferred)}`);
  }
  return `{ ${members.join("; ")} }`;
}

const OID_FIELDS = [
  "vartype",
  "consttype",
  "paramtype",
  "funcresulttype",
  "resulttype",
  "opresulttype",
  "aggtype",
  "coalescetype",
  "casetype",
  "minmaxtype",
];

// A value inside JSON: dates become texts and 64-bit integers numbers.
function jsonType(catalog: Catalog, node: Node, inferred: Inferred): string {
  const field = OID_FIELDS.find((each) => each in node.fields);
  const type = field ? (catalog.types.get(numberAt(node, field)) ?? "") : "";
  const same = /^(text|varchar|unknown|jsonb?|_text)$/.test(type);
  const alternatives = same || !field ? inferred.alternatives : [inJson(type)];
  return written({ alternatives, nullable: inferred.nullable });
}
