import { sampleOf } from "../testing-originals/generated";
import type { JsonSchema } from "../to-json-schema";

/** A body with one thing wrong about it, most likely: `how` it is, at `path`. */
export interface WrongBody {
  path: string;
  how: string;
  body: unknown;
}

const INSTEAD: Readonly<Record<string, unknown>> = {
  null: null,
  "a number": -1.5,
  "an empty text": "",
  "a text": "wrong",
  "a long text": "x".repeat(5_000),
  "a list": [[1]],
  "an object": { wrong: { wrong: 1 } },
};

/** `right` with each of its fields, and of those a schema has besides, left out or something else, at every depth. */
export function wrongBodies(schema: JsonSchema, right: unknown): WrongBody[] {
  return placesIn(schema, right, []).flatMap((path) => [
    { path: path.join("."), how: "left out", body: changed(right, path, undefined) },
    ...Object.entries(INSTEAD).map(([how, value]) => ({
      path: path.join("."),
      how,
      body: changed(right, path, value),
    })),
  ]);
}

export type Path = readonly (string | number)[];

function placesIn(schema: JsonSchema, right: unknown, at: Path): Path[] {
  if (Array.isArray(right)) {
    const item = (schema.items ?? {}) as JsonSchema;
    return right.length === 0 ? [] : [[...at, 0], ...placesIn(item, right[0], [...at, 0])];
  }
  if (typeof right !== "object" || right === null) return [];
  const properties = propertiesOf(schema);
  const names = [...new Set([...Object.keys(properties), ...Object.keys(right)])];
  return names.flatMap((name) => {
    const inner = properties[name] ?? {};
    const value = (right as Record<string, unknown>)[name] ?? sampleOf(inner);
    return [[...at, name], ...placesIn(inner, value, [...at, name])];
  });
}

function propertiesOf(schema: JsonSchema): Record<string, JsonSchema> {
  const parts = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  return Object.assign({}, ...parts.map(propertiesOf), schema.properties) as Record<string, JsonSchema>;
}

/** A copy with something else at a path; what leads there is made where it is not. Undefined takes away. */
export function changed(value: unknown, [name, ...rest]: Path, instead: unknown): unknown {
  if (name === undefined) return instead;
  if (typeof name === "number") {
    const list = Array.isArray(value) ? value : [];
    return [changed(list[0], rest, instead), ...list.slice(1)];
  }
  const fields = typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  return { ...fields, [name]: changed(fields[name], rest, instead) };
}
