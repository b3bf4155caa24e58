type Node = Record<string, unknown>;

/** What in a document a generator of clients is known to stumble over: "where: what", each learnt from one that did. */
export function unreadable(document: Node): string[] {
  return [...faultsIn(document, "#"), ...sameNames(operationIds(document)).map((id) => `operationId: ${id}`)];
}

function faultsIn(node: unknown, at: string): string[] {
  if (Array.isArray(node)) return node.flatMap((each, index) => faultsIn(each, `${at}/${index}`));
  if (!isNode(node)) return [];
  const here = [...faultsOf(node), ...namesOf(node)].map((fault) => `${at}: ${fault}`);
  const below = Object.entries(node).filter(
    ([keyword]) => !["example", "examples", "enum"].includes(keyword),
  );
  return [...here, ...below.flatMap(([keyword, value]) => faultsIn(value, `${at}/${keyword}`))];
}

function faultsOf(schema: Node): string[] {
  const { type, anyOf, oneOf, enum: values, default: initial, items, properties } = schema;
  const alternatives = [...nodes(anyOf), ...nodes(oneOf)];
  const types = Array.isArray(type) ? type.filter((each) => each !== "null") : [];
  const fields = isNode(properties) ? Object.values(properties) : [];
  return [
    // Java and C# write constants in capitals.
    ...sameNames(Array.isArray(values) ? values.map(String) : []).map((value) => `enum ${value} twice`),
    ...(nodes(anyOf).some(({ type: each }) => each === "null") ? ["anyOf with null"] : []),
    // Java writes `Map<String, String>.class`.
    ...(alternatives.some(isMap) ? ["a map among alternatives"] : []),
    // Java writes the default as it would write text.
    ...(typeof initial === "object" && initial !== null ? ["a default that is no plain value"] : []),
    // oapi-codegen: enum value "<nil>" is not a number.
    ...(Array.isArray(values) && values.includes(null) && values.some((each) => typeof each === "number")
      ? ["null in an enum of numbers"]
      : []),
    // oapi-codegen: unhandled schema type.
    ...(types.length > 1 ? ["a list of types"] : []),
    ...(fields.some((field) => isNode(field) && field.type === "null")
      ? ["a field that is only ever null"]
      : []),
    // oapi-codegen knows no schemas that are `true` or `false`.
    ...([...fields, items].some((each) => typeof each === "boolean")
      ? ["a schema that is true or false"]
      : []),
  ];
}

/** Names beside each other that make one name where there are no separators or no capitals. */
function namesOf({ properties, schemas }: Node): string[] {
  const named = [properties, schemas].filter(isNode).flatMap((each) => sameNames(Object.keys(each)));
  return named.map((name) => `two names like ${name}`);
}

function sameNames(names: string[]): string[] {
  const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, "") || name;
  return names.filter((name, index) => names.findIndex((other) => plain(other) === plain(name)) < index);
}

function operationIds(node: unknown): string[] {
  if (!isNode(node)) return [];
  const { operationId } = node;
  const below = Object.values(node).flatMap(operationIds);
  return typeof operationId === "string" ? [operationId, ...below] : below;
}

function isMap({ type, properties, additionalProperties }: Node): boolean {
  return (
    type === "object" && !properties && additionalProperties !== undefined && additionalProperties !== false
  );
}

function nodes(value: unknown): Node[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
