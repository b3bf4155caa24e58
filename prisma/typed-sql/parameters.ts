import { type Column, columnKey } from "./catalog";
import { type Known, ofColumn, typeName } from "./infer";
import { isNode, type Node, nodeAt, nodesAt, numberAt, textAt, type Value, wordsAt } from "./node-tree";
import { type Inferred, intoJson, parameterType, written } from "./types";

/** What the places a parameter stands in say of it, beyond its type. */
export interface Use {
  /** The columns it is written to as it is. */
  columns: Column[];
  /** The type of the rows it is read as (jsonb_to_recordset). */
  rows: string | null;
}

/** The type of a parameter, without null. */
export function parameterOf(known: Known, type: string, use: Use | undefined): Inferred {
  if (use?.rows) return { alternatives: [`readonly ${use.rows}[]`], nullable: false };
  const [column] = use?.columns ?? [];
  if (!column || !/^_?(text|varchar|jsonb)$/.test(type))
    return { alternatives: [parameterType(type)], nullable: false };
  const own = ofColumn(known, column);
  return own.alternatives[0] === "string" ? { alternatives: [parameterType(type)], nullable: false } : own;
}

/** The uses of a statement's parameters, by number. */
export function usesOf(known: Known, query: Node): Map<number, Use> {
  const uses = new Map<number, Use>();
  const use = (parameter: number): Use => {
    const found = uses.get(parameter) ?? { columns: [], rows: null };
    uses.set(parameter, found);
    return found;
  };
  walk(query, (node) => {
    if (node.type === "QUERY") {
      for (const [parameter, column] of assignments(known, node)) use(parameter).columns.push(column);
    }
    if (node.type === "RANGETBLFUNCTION") {
      const read = recordset(known, node);
      if (read) use(read.parameter).rows = read.rows;
    }
  });
  return uses;
}

function walk(value: Value, visit: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, visit);
  if (!isNode(value)) return;
  visit(value);
  for (const child of Object.values(value.fields)) walk(child, visit);
}

function assignments({ catalog }: Known, query: Node): [parameter: number, column: Column][] {
  const target = nodesAt(query, "rtable")[numberAt(query, "resultRelation") - 1];
  if (!target) return [];
  const conflict = nodeAt(query, "onConflict");
  const entries = [...nodesAt(query, "targetList"), ...(conflict ? nodesAt(conflict, "onConflictSet") : [])];
  return entries.flatMap((entry) => {
    const parameter = parameterIn(query, nodeAt(entry, "expr"));
    const column = catalog.columns.get(columnKey(numberAt(target, "relid"), numberAt(entry, "resno")));
    return parameter && column ? [[parameter, column] as [number, Column]] : [];
  });
}

// A parameter as it is, or cast to the width of its column, or handed on by the query that is inserted.
function parameterIn(query: Node, node: Node | null): number | null {
  if (!node) return null;
  if (node.type === "PARAM") return numberAt(node, "paramid");
  if (node.type === "RELABELTYPE") return parameterIn(query, nodeAt(node, "arg"));
  if (node.type === "FUNCEXPR" && textAt(node, "funcformat") === "2") {
    return parameterIn(query, nodesAt(node, "args")[0] ?? null);
  }
  const range = node.type === "VAR" ? nodesAt(query, "rtable")[numberAt(node, "varno") - 1] : undefined;
  const subquery = range ? nodeAt(range, "subquery") : null;
  const entry = subquery ? nodesAt(subquery, "targetList")[numberAt(node, "varattno") - 1] : undefined;
  return subquery && entry ? parameterIn(subquery, nodeAt(entry, "expr")) : null;
}

function recordset({ catalog }: Known, node: Node): { parameter: number; rows: string } | null {
  const expression = nodeAt(node, "funcexpr");
  const [argument] = expression ? nodesAt(expression, "args") : [];
  const name = catalog.functions.get(expression ? numberAt(expression, "funcid") : 0);
  if (name !== "jsonb_to_recordset" || argument?.type !== "PARAM") return null;
  const names = wordsAt(node, "funccolnames");
  const [, ...types] = wordsAt(node, "funccoltypes");
  const members = names.map((each, at) => {
    const type = intoJson(typeName(catalog, Number(types[at])));
    return `${each}: ${written({ alternatives: [type], nullable: true })}`;
  });
  return { parameter: numberAt(argument, "paramid"), rows: `{ ${members.join("; ")} }` };
}
