/** What a column or a parameter holds, in TypeScript: the alternatives of a union without null. */
export interface Inferred {
  alternatives: string[];
  nullable: boolean;
}

/** How a value of a type comes back from the driver (lib/db/sql.ts). A type that is not here must be cast. */
const RESULTS: Record<string, string> = {
  bool: "boolean",
  bytea: "Buffer",
  float4: "number",
  float8: "number",
  int2: "number",
  int4: "number",
  int8: "bigint",
  json: "unknown",
  jsonb: "unknown",
  name: "string",
  numeric: "string",
  oid: "number",
  record: "unknown",
  text: "string",
  timestamptz: "Date",
  uuid: "string",
  varchar: "string",
  void: "unknown",
  xid8: "string",
  _text: "string[]",
  _uuid: "string[]",
  _int4: "number[]",
};

/** What may be given for a parameter of a type. */
const PARAMETERS: Record<string, string> = {
  bool: "boolean",
  bytea: "Uint8Array",
  date: "string",
  float4: "number",
  float8: "number",
  int2: "number",
  int4: "number",
  int8: "bigint | number",
  interval: "string",
  jsonb: "unknown",
  name: "string",
  numeric: "string",
  text: "string",
  timestamptz: "Date",
  uuid: "string",
  varchar: "string",
  xid8: "string",
  _bytea: "readonly Uint8Array[]",
  _int4: "readonly number[]",
  _int8: "readonly (bigint | number)[]",
  _jsonb: "readonly string[]",
  _text: "readonly string[]",
  _timestamptz: "readonly Date[]",
  _uuid: "readonly string[]",
  _bool: "readonly boolean[]",
  _numeric: "readonly string[]",
};

/** How a value looks inside JSON that the database made, or reads. */
const IN_JSON: Record<string, string> = {
  bool: "boolean",
  float4: "number",
  float8: "number",
  int2: "number",
  int4: "number",
  int8: "number",
  numeric: "number",
  json: "unknown",
  jsonb: "unknown",
  _text: "string[]",
  _uuid: "string[]",
};
const INTO_JSON: Record<string, string> = {
  ...IN_JSON,
  int8: "bigint | number | string",
  numeric: "number | string",
  timestamptz: "Date | string",
  _text: "readonly string[]",
  _uuid: "readonly string[]",
};

export function resultType(name: string): string {
  return RESULTS[name] ?? `${UNKNOWN}${name}`;
}

export function parameterType(name: string): string {
  return PARAMETERS[name] ?? `${UNKNOWN}${name}`;
}

export function inJson(name: string): string {
  return IN_JSON[name] ?? "string";
}

export function intoJson(name: string): string {
  return INTO_JSON[name] ?? "string";
}

// A type without an equal here may be used inside a statement, but neither come out of it nor be given.
const UNKNOWN = "?";

/** What may be either. */
export function either(of: readonly Inferred[]): Inferred {
  const alternatives = [...new Set(of.flatMap((each) => each.alternatives))].filter(
    (each) => each !== "never",
  );
  const wide = alternatives.includes("string")
    ? alternatives.filter((each) => !each.startsWith('"'))
    : alternatives;
  return {
    alternatives: wide.includes("unknown") ? ["unknown"] : wide,
    nullable: of.some(({ nullable }) => nullable),
  };
}

/** The type as TypeScript writes it. */
export function written({ alternatives, nullable }: Inferred): string {
  const strange = alternatives.find((each) => each.startsWith(UNKNOWN));
  if (strange)
    throw new Error(`a value of type ${strange.slice(1)} has no equal in TypeScript: cast it, to text say`);
  const all = alternatives.length > 0 ? alternatives : ["never"];
  if (nullable && !all.includes("unknown")) return [...all, "null"].join(" | ");
  return all.join(" | ");
}
