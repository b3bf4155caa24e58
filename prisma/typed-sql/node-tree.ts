/** A node of a parse tree as PostgreSQL writes it: `{VAR :varno 1 …}`. */
export interface Node {
  type: string;
  fields: Record<string, Value>;
}

/** A token, a string, a list, a node, or null for `<>`. Bytes (`4 [ 3 0 0 0 ]`) are a list of tokens. */
export type Value = string | null | Node | Value[];

/** Reads what PostgreSQL's outfuncs.c wrote (a column of type pg_node_tree). */
export function parseNodeTree(text: string): Value {
  const tokens = text.match(/[(){}]|"(?:\\.|[^"\\])*"|(?:\\.|[^\s(){}\\])+/gs) ?? [];
  let at = 0;
  const value = (): Value => {
    const token = tokens[at++] ?? "";
    if (token === "{") return node();
    if (token === "(") return list(")");
    if (tokens[at] === "[") {
      at++;
      return list("]");
    }
    return token === "<>" ? null : unescaped(token);
  };
  const list = (end: string): Value[] => {
    const items: Value[] = [];
    while (tokens[at] !== end && at < tokens.length) items.push(value());
    at++;
    return items;
  };
  const node = (): Node => {
    const made: Node = { type: tokens[at++] ?? "", fields: {} };
    while (tokens[at] !== "}" && at < tokens.length) {
      const name = tokens[at++] ?? "";
      made.fields[name.slice(1)] = value();
    }
    at++;
    return made;
  };
  return value();
}

function unescaped(token: string): string {
  const inner = token.startsWith('"') ? token.slice(1, -1) : token;
  return inner.replace(/\\(.)/gs, "$1");
}

export function isNode(value: Value | undefined): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A field that holds a node, or null. */
export function nodeAt(node: Node, field: string): Node | null {
  const value = node.fields[field];
  return isNode(value) ? value : null;
}

/** The nodes of a field that holds a list; none where it is empty. */
export function nodesAt(node: Node, field: string): Node[] {
  const value = node.fields[field];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

export function numberAt(node: Node, field: string): number {
  return Number(node.fields[field]);
}

export function textAt(node: Node, field: string): string {
  const value = node.fields[field];
  return typeof value === "string" ? value : "";
}

/** The words of a field that holds a list of words, without the letter that says of which kind they are. */
export function wordsAt(node: Node, field: string): string[] {
  const value = node.fields[field];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
