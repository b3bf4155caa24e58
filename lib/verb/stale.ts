import { createHash } from "node:crypto";
import { Refused } from "./problem";

/** How a record stands, in few letters: what a form that replaces it whole was opened on, and sends back. */
export function standingOf(fields: Record<string, unknown>): string {
  return createHash("sha256").update(JSON.stringify(fields, inOrder)).digest("base64url");
}

/**
 * Refuses what was typed over a record that somebody has changed meanwhile: it would undo that without a word. A program
 * names the fields it changes and has seen none. Whoever asks has said before that what stands already is done.
 */
export function refuseUnseen(what: string, standing: string, seen: string | undefined): void {
  if (seen !== undefined && seen !== standing) throw changedSince(what);
}

/** Of a page that shows something as it was before somebody changed it. */
export function changedSince(what: string): Refused {
  return new Refused({
    code: "conflict",
    message: `${what} was changed since this page was loaded. Reload it.`,
  });
}

/** The database keeps the keys of an object in an order of its own. */
function inOrder(_: string, value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
