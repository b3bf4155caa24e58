import { parse } from "lossless-json";
import { CENSORED } from "@/lib/log/redact";

/** More differences than these help nobody. */
export const DIFFERENCES_MAX = 50;

/** One field that two bodies do not agree on, as text; null where one does not have it. */
export interface Difference {
  path: string;
  first: string | null;
  other: string | null;
}

/** Field by field what differs between two bodies: numbers as they were written, whatever the order of keys. */
export function differencesOf(first: string | null, other: string | null): Difference[] {
  const [one, two] = [fieldsOf(first), fieldsOf(other)];
  const paths = new Set([...one.keys(), ...two.keys()]);
  return [...paths]
    .map((path) => ({ path, first: one.get(path) ?? null, other: two.get(path) ?? null }))
    .filter((each) => each.first !== each.other)
    .slice(0, DIFFERENCES_MAX);
}

/** The fields that both bodies have and of which something was left out, so that they look alike whatever they were. */
export function notComparedIn(first: string | null, other: string | null): string[] {
  const [one, two] = [fieldsOf(first), fieldsOf(other)];
  return [...one]
    .filter(([path, value]) => value.includes(CENSORED) && two.get(path) === value)
    .map(([path]) => path)
    .slice(0, DIFFERENCES_MAX);
}

/** Text that is no whole JSON is one field. */
function fieldsOf(body: string | null): Map<string, string> {
  const fields = new Map<string, string>();
  if (body === null) return fields;
  try {
    collect(parse(body), "", fields);
  } catch {
    fields.set("body", body);
  }
  return fields;
}

function collect(value: unknown, path: string, fields: Map<string, string>): void {
  const isNumber = typeof value === "object" && value !== null && "isLosslessNumber" in value;
  if (typeof value !== "object" || value === null || isNumber) {
    fields.set(path || "body", typeof value === "string" ? JSON.stringify(value) : String(value));
    return;
  }
  const entries = Object.entries(value);
  if (entries.length === 0) fields.set(path || "body", Array.isArray(value) ? "[]" : "{}");
  for (const [name, each] of entries) collect(each, path ? `${path}.${name}` : name, fields);
}
