import type { PGliteInterface } from "@electric-sql/pglite";

export interface Column {
  /** `table.column`. */
  name: string;
  typeOid: number;
  notNull: boolean;
  /** What a check allows, where it lists texts. */
  literals: string[] | null;
}

/** What the inference needs of a database's catalogue. */
export interface Catalog {
  columns: Map<string, Column>;
  functions: Map<number, string>;
  operators: Map<number, string>;
  types: Map<number, string>;
}

export async function readCatalog(db: PGliteInterface): Promise<Catalog> {
  const columns = await db.query<Attribute>(COLUMNS);
  return {
    columns: new Map(columns.rows.map((row) => [columnKey(row.relid, row.position), toColumn(row)])),
    functions: await names(db, "SELECT oid::int AS oid, proname AS name FROM pg_proc"),
    operators: await names(db, "SELECT oid::int AS oid, oprname AS name FROM pg_operator"),
    types: await names(db, "SELECT oid::int AS oid, typname AS name FROM pg_type"),
  };
}

export function columnKey(relid: number, position: number): string {
  return `${relid}.${position}`;
}

const COLUMNS = `
  SELECT a.attrelid::int AS relid, a.attnum::int AS position, c.relname || '.' || a.attname AS name,
    a.atttypid::int AS "typeOid", a.attnotnull AS "notNull",
    (SELECT string_agg(pg_get_constraintdef(k.oid), ' ') FROM pg_constraint k
      WHERE k.conrelid = c.oid AND k.contype = 'c' AND k.conkey = ARRAY[a.attnum]) AS checks
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
  WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'v', 'p')`;

interface Attribute extends Omit<Column, "literals"> {
  relid: number;
  position: number;
  checks: string | null;
}

function toColumn({ name, typeOid, notNull, checks }: Attribute): Column {
  const listed = /= ANY \(+ARRAY\[(.*?)\]/.exec(checks ?? "")?.[1];
  const literals = [...(listed ?? "").matchAll(/'((?:[^']|'')*)'/g)].map(([, text = ""]) =>
    text.replaceAll("''", "'"),
  );
  return { name, typeOid, notNull, literals: literals.length > 0 ? literals : null };
}

async function names(db: PGliteInterface, text: string): Promise<Map<number, string>> {
  const { rows } = await db.query<{ oid: number; name: string }>(text);
  return new Map(rows.map(({ oid, name }) => [oid, name]));
}
