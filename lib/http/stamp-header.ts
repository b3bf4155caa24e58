import type { IncomingMessage } from "node:http";

/** Gives a request a header of the listener's own, in place of whatever a client sent under its name. */
export function stampHeader(req: IncomingMessage, name: string, value: string): void {
  dropHeaders(req, [name]);
  req.rawHeaders.push(name, value);
  req.headers[name] = value;
}

/** Takes headers off a request, by their names in small letters. */
export function dropHeaders(req: IncomingMessage, names: readonly string[]): void {
  const present = names.filter((name) => req.headers[name] !== undefined);
  if (present.length === 0) return;
  // Both forms: the framework reads the one, the doors' listener the other.
  for (const name of present) delete req.headers[name];
  req.rawHeaders = without(req.rawHeaders, present);
}

function without(rawHeaders: string[], names: string[]): string[] {
  const kept: string[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? "";
    if (!names.includes(name.toLowerCase())) kept.push(name, rawHeaders[index + 1] ?? "");
  }
  return kept;
}
