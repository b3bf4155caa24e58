import type { PGliteInterface } from "@electric-sql/pglite";
import { bind } from "@/lib/db/typed/statement";
import type { StatementFile } from "@/lib/db/typed/statement-file";
import type { Catalog } from "./catalog";
import { inferColumns, type Known } from "./infer";
import { isNode, type Node, parseNodeTree, type Value } from "./node-tree";
import { parameterOf, usesOf } from "./parameters";
import { either, type Inferred, written } from "./types";

/** A statement's types, as TypeScript. */
export interface Described {
  id: string;
  parameters: string;
  row: string;
}

export interface Describer {
  db: PGliteInterface;
  catalog: Catalog;
  typedColumns: ReadonlySet<string>;
}

/** Has the database read a statement, with all its optional lines and with none, and says what its types are. */
export async function describe(describer: Describer, file: StatementFile): Promise<Described> {
  const columns: Map<string, Inferred>[] = [];
  const parameters = new Map<string, Inferred>();
  for (const given of variants(file)) {
    const read = await readVariant(describer, file, given);
    columns.push(read.columns);
    for (const [name, type] of read.parameters) {
      parameters.set(
        name,
        either([type, ...(parameters.get(name) ? [parameters.get(name) as Inferred] : [])]),
      );
    }
  }
  for (const { name } of file.parameters) {
    if (!parameters.has(name)) throw new Error(`the parameter ${name} is used nowhere`);
  }
  return { id: file.id, parameters: parametersType(file, parameters), row: rowType(file, columns) };
}

/** Which names are given: all, none, and each alone. */
function variants(file: StatementFile): string[][] {
  const optional = [...new Set(file.parts.flatMap((part) => part.if ?? part.unless ?? []))];
  if (optional.length === 0) return [[]];
  return [[], ...optional.map((name) => [name]), optional];
}

async function readVariant({ db, catalog, typedColumns }: Describer, file: StatementFile, given: string[]) {
  const names = file.parameters.map(({ name }) => name);
  // A line that is put together for each use is read as it stands in the file.
  const parts = file.parts.map(({ replace: _, ...part }) => part);
  const statement = { name: null, text: parts, parameters: names, json: [], announces: false };
  // Each value is its parameter's own name, so that it shows which are in this variant.
  const conditions = new Set(file.parts.flatMap((part) => part.if ?? part.unless ?? []));
  const values = names
    .filter((name) => !conditions.has(name) || given.includes(name))
    .map((name) => [name, name]);
  const flags = given.filter((name) => !names.includes(name)).map((name) => [name, true]);
  const { text, values: used } = bind(statement, Object.fromEntries([...values, ...flags]));
  const types = await parameterTypes(db, text);
  const query = await parseTree(db, text, types);
  const nullable = new Set(file.parameters.filter((each) => each.nullable).map(({ name }) => name));
  const known: Known = {
    catalog,
    typedColumns,
    isNullable: (parameter) => nullable.has(String(used[parameter - 1])),
  };
  const uses = usesOf(known, query);
  const parameters = types.map((type, at): [string, Inferred] => {
    const name = String(used[at]);
    const use = uses.get(at + 1);
    const required = use?.columns.find(({ notNull }) => notNull);
    if (required && nullable.has(name)) throw new Error(`${name} may be null, and ${required.name} may not`);
    if (type === "jsonb" && !new RegExp(`\\$${at + 1}::jsonb\\b`).test(text))
      throw new Error(`${name} is sent as JSON only where it is written $${at + 1}::jsonb`);
    return [name, parameterOf(known, type, use)];
  });
  return { parameters, columns: inferColumns(known, query) };
}

// Parameters that no line needs which is always there.
function optionalNames(file: StatementFile): string[] {
  const always = file.parts.filter((part) => !part.if && !part.unless).map(({ text }) => text);
  const needed = new Set([...always.join("\n").matchAll(/\$(\d+)/g)].map(([, position]) => Number(position)));
  return file.parameters.filter((_, at) => !needed.has(at + 1)).map(({ name }) => name);
}

async function parameterTypes(db: PGliteInterface, text: string): Promise<string[]> {
  await db.exec(`PREPARE described AS ${text}`);
  const { rows } = await db.query<{ types: string[] }>(`
    SELECT ARRAY(SELECT t.typname::text FROM unnest(s.parameter_types) WITH ORDINALITY AS p (type, place)
      JOIN pg_type t ON t.oid = p.type ORDER BY place) AS types
    FROM pg_prepared_statements s WHERE name = 'described'`);
  await db.exec("DEALLOCATE described");
  return rows[0]?.types ?? [];
}

// The body of a function in SQL is kept as the tree that PostgreSQL's own analysis makes of it.
async function parseTree(db: PGliteInterface, text: string, types: string[]): Promise<Node> {
  await db.exec(`
    CREATE FUNCTION described (${types.map((type) => `"${type}"`).join(", ")}) RETURNS SETOF record
    LANGUAGE sql BEGIN ATOMIC ${text}; SELECT 1 WHERE false; END`);
  const { rows } = await db.query<{ tree: string }>(
    "SELECT prosqlbody::text AS tree FROM pg_proc WHERE proname = 'described'",
  );
  await db.exec("DROP FUNCTION described");
  const query = firstQuery(parseNodeTree(rows[0]?.tree ?? ""));
  if (!query) throw new Error("the database made no tree of it");
  return query;
}

function firstQuery(tree: Value): Node | null {
  if (isNode(tree)) return tree;
  return Array.isArray(tree) ? firstQuery(tree[0] ?? null) : null;
}

function parametersType(file: StatementFile, types: ReadonlyMap<string, Inferred>): string {
  const optional = new Set(optionalNames(file));
  const members = file.parameters.map(({ name, nullable }) => {
    const type = written({ alternatives: types.get(name)?.alternatives ?? [], nullable });
    return `${name}${optional.has(name) ? "?" : ""}: ${type}${optional.has(name) ? " | undefined" : ""}`;
  });
  const flags = file.flags.map((name) => `${name}?: boolean | undefined`);
  const composed = file.parts.flatMap(({ replace }) => (replace ? `${replace}: string` : []));
  return `{ ${[...members, ...flags, ...composed].join("; ")} }`;
}

function rowType(file: StatementFile, variantsColumns: readonly Map<string, Inferred>[]): string {
  const [first = new Map<string, Inferred>(), ...others] = variantsColumns;
  const names = [...first.keys()].join();
  if (others.some((other) => [...other.keys()].join() !== names))
    throw new Error("its optional lines change which columns it gives");
  const columns = [...first.keys()].map((name): [string, Inferred] => [
    name,
    either(variantsColumns.flatMap((each) => each.get(name) ?? [])),
  ]);
  for (const name of file.notNull) {
    const column = columns.find(([each]) => each === name);
    if (!column?.[1].nullable)
      throw new Error(`@notnull ${name} says nothing: it is not a column that may be null`);
  }
  const members = columns.map(([name, type]) => {
    const certain = file.notNull.includes(name) ? { ...type, nullable: false } : type;
    return `${/^\w+$/.test(name) ? name : JSON.stringify(name)}: ${written(certain)}`;
  });
  return `{ ${members.join("; ")} }`;
}
