import { type Catalog, type Column, columnKey } from "./catalog";
import { call, NULL_GIVING_OPERATORS, type Operand } from "./functions";
import { isNode, type Node, nodeAt, nodesAt, numberAt, textAt, wordsAt } from "./node-tree";
import { either, type Inferred, resultType } from "./types";

/** A query with those around it, innermost first. */
export type Scope = readonly Node[];

/** What of a statement is known before its tree is read. */
export interface Known {
  catalog: Catalog;
  /** Whether the parameter may be null. */
  isNullable: (parameter: number) => boolean;
  /** The columns whose values have a type of their own in prisma/sql/column-types.ts. */
  typedColumns: ReadonlySet<string>;
}

/** The columns a query gives: its select list, or what it returns of the rows it writes. */
export function inferColumns(known: Known, query: Node, outer: Scope = []): Map<string, Inferred> {
  const entries = outputs(query);
  return new Map(
    entries.map((entry, at) => [textAt(entry, "resname"), inferOutput(known, [query, ...outer], at)]),
  );
}

/** Outputs in order, without those that only sort. */
export function outputs(query: Node): Node[] {
  const list = textAt(query, "commandType") === "1" ? "targetList" : "returningList";
  return nodesAt(query, list).filter((entry) => textAt(entry, "resjunk") !== "true");
}

function inferOutput(known: Known, scope: Scope, at: number): Inferred {
  const [query] = scope;
  if (!query) return { alternatives: ["unknown"], nullable: true };
  const branches = nodeAt(query, "setOperations");
  if (branches) {
    return either(leaves(branches).map((leaf) => inferRangeColumn(known, scope, leaf, at + 1)));
  }
  const expression = outputs(query)[at]?.fields.expr;
  const inferred = inferExpression(known, scope, isNode(expression) ? expression : null);
  return nodesAt(query, "groupingSets").length > 0 ? { ...inferred, nullable: true } : inferred;
}

// A query that a recursive one reads itself from is a set operation whose second half reads its own result.
function leaves(branch: Node): number[] {
  if (branch.type === "RANGETBLREF") return [numberAt(branch, "rtindex")];
  // EXCEPT gives rows of its first half alone.
  const sides = textAt(branch, "op") === "3" ? ["larg"] : ["larg", "rarg"];
  return sides.flatMap((side) => {
    const child = nodeAt(branch, side);
    return child ? leaves(child) : [];
  });
}

/** A column of an entry of the FROM list. */
function inferRangeColumn(known: Known, scope: Scope, range: number, position: number): Inferred {
  const entry = nodesAt(scope[0] ?? { type: "", fields: {} }, "rtable")[range - 1];
  if (!entry) return { alternatives: ["unknown"], nullable: true };
  switch (textAt(entry, "rtekind")) {
    case "0":
      return ofColumn(known, known.catalog.columns.get(columnKey(numberAt(entry, "relid"), position)));
    case "1": {
      const subquery = nodeAt(entry, "subquery");
      return inferOutput(known, subquery ? [subquery, ...scope] : scope, position - 1);
    }
    case "2":
      return inferExpression(known, scope, nodesAt(entry, "joinaliasvars")[position - 1] ?? null);
    case "3":
      return ofFunction(known, scope, entry, position);
    case "5":
      return ofValues(known, scope, entry, position);
    case "6":
      return ofCommonTable(known, scope, entry, position);
    case "9":
      return inferExpression(known, scope, nodesAt(entry, "groupexprs")[position - 1] ?? null);
    default:
      return { alternatives: ["unknown"], nullable: true };
  }
}

export function ofColumn({ catalog, typedColumns }: Known, column: Column | undefined): Inferred {
  if (!column) return { alternatives: ["unknown"], nullable: true };
  const nullable = !column.notNull;
  if (typedColumns.has(column.name)) return { alternatives: [`ColumnTypes["${column.name}"]`], nullable };
  if (column.literals) return { alternatives: column.literals.map((text) => JSON.stringify(text)), nullable };
  return { alternatives: [resultType(typeName(catalog, column.typeOid))], nullable };
}

export function typeName(catalog: Catalog, oid: number): string {
  return catalog.types.get(oid) ?? `type ${oid}`;
}

const NEVER_NULL_SETS = new Set(["generate_series", "jsonb_object_keys"]);

function ofFunction(known: Known, scope: Scope, entry: Node, position: number): Inferred {
  let before = 0;
  for (const each of nodesAt(entry, "functions")) {
    const columns = numberAt(each, "funccolcount");
    if (position > before + columns) {
      before += columns;
      continue;
    }
    const [, ...declared] = wordsAt(each, "funccoltypes");
    const expression = nodeAt(each, "funcexpr");
    const oid = Number(declared[position - before - 1] ?? expression?.fields.funcresulttype ?? 0);
    const name = known.catalog.functions.get(expression ? numberAt(expression, "funcid") : 0) ?? "";
    if (oid === 0) return inferExpression(known, scope, expression);
    return { alternatives: [resultType(typeName(known.catalog, oid))], nullable: !NEVER_NULL_SETS.has(name) };
  }
  // WITH ORDINALITY.
  return { alternatives: ["bigint"], nullable: false };
}

function ofValues(known: Known, scope: Scope, entry: Node, position: number): Inferred {
  const lists = entry.fields.values_lists;
  const rows = Array.isArray(lists) ? lists.filter((row) => Array.isArray(row)) : [];
  return either(
    rows.map((row) => {
      const value = row[position - 1];
      return inferExpression(known, scope, isNode(value) ? value : null);
    }),
  );
}

const reading = new Set<string>();

function ofCommonTable(known: Known, scope: Scope, entry: Node, position: number): Inferred {
  const around = scope.slice(numberAt(entry, "ctelevelsup"));
  const table = nodesAt(around[0] ?? entry, "cteList").find(
    (each) => textAt(each, "ctename") === textAt(entry, "ctename"),
  );
  const query = table && nodeAt(table, "ctequery");
  const key = `${textAt(entry, "ctename")} ${position}`;
  // What a recursive query reads of itself adds nothing to what it is made of.
  if (!query || reading.has(key)) return { alternatives: ["never"], nullable: false };
  const recursive = textAt(table, "cterecursive") === "true";
  if (recursive) reading.add(key);
  try {
    return inferOutput(known, [query, ...around], position - 1);
  } finally {
    reading.delete(key);
  }
}

/** What an expression may come to. Never says "not null" of what may be null. */
export function inferExpression(known: Known, scope: Scope, node: Node | null): Inferred {
  if (!node) return { alternatives: ["unknown"], nullable: true };
  const { catalog } = known;
  const infer = (child: Node | null) => inferExpression(known, scope, child);
  const all = (field: string) => nodesAt(node, field).map(infer);
  const as = (oid: number, nullable: boolean): Inferred => ({
    alternatives: [resultType(typeName(catalog, oid))],
    nullable,
  });
  const anyNull = (of: Inferred[]) => of.some(({ nullable }) => nullable);
  switch (node.type) {
    case "VAR": {
      const around = scope.slice(numberAt(node, "varlevelsup"));
      const column = inferRangeColumn(known, around, numberAt(node, "varno"), numberAt(node, "varattno"));
      // Outer joins above, and the row before it was written.
      const nulled = wordsAt(node, "varnullingrels").length > 1 || textAt(node, "varreturningtype") === "1";
      return nulled ? { ...column, nullable: true } : column;
    }
    case "CONST":
      return ofConstant(catalog, node);
    case "PARAM":
      return as(numberAt(node, "paramtype"), known.isNullable(numberAt(node, "paramid")));
    case "RELABELTYPE":
      return infer(nodeAt(node, "arg"));
    case "COERCEVIAIO":
    case "ARRAYCOERCEEXPR":
    case "COERCETODOMAIN":
      return as(numberAt(node, "resulttype"), infer(nodeAt(node, "arg")).nullable);
    case "FUNCEXPR": {
      const operands: Operand[] = nodesAt(node, "args").map((arg) => ({ node: arg, inferred: infer(arg) }));
      const cast = textAt(node, "funcformat") !== "0";
      const named = catalog.functions.get(numberAt(node, "funcid")) ?? "";
      return call({ catalog, name: named, resultOid: numberAt(node, "funcresulttype"), cast, operands });
    }
    case "AGGREF":
      return ofAggregate(known, scope, node);
    case "WINDOWFUNC": {
      const counted = /^(count|row_number|rank|dense_rank)$/.test(
        catalog.functions.get(numberAt(node, "winfnoid")) ?? "",
      );
      return as(numberAt(node, "wintype"), !counted);
    }
    case "OPEXPR": {
      const operator = catalog.operators.get(numberAt(node, "opno")) ?? "";
      return as(numberAt(node, "opresulttype"), NULL_GIVING_OPERATORS.has(operator) || anyNull(all("args")));
    }
    case "NULLIFEXPR":
      return { ...(all("args")[0] ?? infer(null)), nullable: true };
    case "SCALARARRAYOPEXPR":
    case "BOOLEXPR":
      return { alternatives: ["boolean"], nullable: anyNull(all("args")) };
    case "ROWCOMPAREEXPR":
      return { alternatives: ["boolean"], nullable: anyNull([...all("largs"), ...all("rargs")]) };
    case "DISTINCTEXPR":
    case "NULLTEST":
    case "BOOLEANTEST":
      return { alternatives: ["boolean"], nullable: false };
    case "COALESCEEXPR":
    case "MINMAXEXPR": {
      const args = all("args");
      return { ...either(args), nullable: args.every(({ nullable }) => nullable) };
    }
    case "CASEEXPR": {
      const results = nodesAt(node, "args").map((when) => infer(nodeAt(when, "result")));
      const otherwise = nodeAt(node, "defresult");
      return either([...results, otherwise ? infer(otherwise) : { alternatives: [], nullable: true }]);
    }
    case "SUBLINK":
      return ofSublink(known, scope, node);
    case "ARRAYEXPR":
      return as(numberAt(node, "array_typeid"), false);
    case "SQLVALUEFUNCTION":
      return as(numberAt(node, "type"), false);
    case "SUBSCRIPTINGREF":
      return as(numberAt(node, "refrestype"), true);
    default:
      return { alternatives: ["unknown"], nullable: true };
  }
}

function ofConstant(catalog: Catalog, node: Node): Inferred {
  const type = typeName(catalog, numberAt(node, "consttype"));
  if (textAt(node, "constisnull") === "true") return { alternatives: ["never"], nullable: true };
  const bytes = wordsAt(node, "constvalue").map((byte) => Number(byte) & 0xff);
  // A text has its length before it.
  if (type === "text") {
    return { alternatives: [JSON.stringify(Buffer.from(bytes.slice(4)).toString())], nullable: false };
  }
  if (type === "unknown") {
    return { alternatives: [JSON.stringify(Buffer.from(bytes.slice(0, -1)).toString())], nullable: false };
  }
  // An empty array or object of jsonb: nothing but its header after its length.
  if (type === "jsonb" && bytes.length === 8) {
    return { alternatives: [(bytes[7] ?? 0) & 0x40 ? "never[]" : "Record<string, never>"], nullable: false };
  }
  return { alternatives: [resultType(type)], nullable: false };
}

function ofAggregate(known: Known, scope: Scope, node: Node): Inferred {
  const operands = nodesAt(node, "args").map((entry) => {
    const arg = nodeAt(entry, "expr");
    return { node: arg ?? entry, inferred: inferExpression(known, scope, arg) };
  });
  const name = known.catalog.functions.get(numberAt(node, "aggfnoid")) ?? "";
  const made = call({
    catalog: known.catalog,
    name,
    resultOid: numberAt(node, "aggtype"),
    cast: false,
    operands,
  });
  if (name === "count") return { ...made, nullable: false };
  const groups = scope[0] ? nodesAt(scope[0], "groupClause").length > 0 : false;
  const collects = /^(array_agg|jsonb?_agg|jsonb?_object_agg)$/.test(name);
  const all = groups && !nodeAt(node, "aggfilter");
  return { ...made, nullable: !all || (!collects && operands.some(({ inferred }) => inferred.nullable)) };
}

function ofSublink(known: Known, scope: Scope, node: Node): Inferred {
  const query = nodeAt(node, "subselect");
  const kind = textAt(node, "subLinkType");
  const [first] = query ? [...inferColumns(known, query, scope).values()] : [];
  switch (kind) {
    case "0":
      return { alternatives: ["boolean"], nullable: false };
    case "6":
      return {
        alternatives: (first?.alternatives ?? ["unknown"]).map((each) => `(${each})[]`),
        nullable: false,
      };
    case "4": {
      // An aggregate without groups gives one row whatever there is; any other query may give none.
      const always =
        query &&
        textAt(query, "hasAggs") === "true" &&
        nodesAt(query, "groupClause").length === 0 &&
        !nodeAt(query, "havingQual");
      return {
        alternatives: first?.alternatives ?? ["unknown"],
        nullable: !always || (first?.nullable ?? true),
      };
    }
    default:
      return { alternatives: ["boolean"], nullable: true };
  }
}
