import type { Metadata } from "./books";
import { invalid, invalidUsage } from "./fails";

export type Fields = Record<string, unknown>;

/** What a body says of one kind. Whatever is in it that is not in `takes` is refused: `links.mandate` names what is inside. */
export class Body {
  private constructor(
    private readonly kind: string,
    private readonly fields: Fields,
  ) {}

  static read(text: string, kind: string, takes: readonly string[]): Body {
    let parsed: unknown;
    try {
      parsed = JSON.parse(text || "{}");
    } catch {
      throw invalidUsage(400, "bad_request", "The request body is no JSON");
    }
    const wrapped = isFields(parsed) && isFields(parsed[kind]) ? parsed[kind] : null;
    if (!wrapped || Object.keys(parsed as Fields).length !== 1)
      throw invalidUsage(400, "invalid_document_structure", `The body must be {"${kind}": {…}}`);
    for (const path of pathsOf(wrapped))
      if (!takes.some((each) => each === path || (each.endsWith(".*") && path.startsWith(each.slice(0, -1)))))
        throw invalid(kind, path, "is not a parameter that this stand-in knows");
    return new Body(kind, wrapped);
  }

  text(path: string): string | null {
    const value = this.at(path);
    if (value === undefined || value === null) return null;
    if (typeof value !== "string" || value === "") throw invalid(this.kind, path, "must be a text");
    return value;
  }

  required(path: string): string {
    const value = this.text(path);
    if (value === null) throw invalid(this.kind, path, "can't be blank");
    return value;
  }

  amount(path: string): number {
    const value = Number(this.at(path));
    if (!Number.isSafeInteger(value) || value <= 0)
      throw invalid(this.kind, path, "must be a positive integer");
    return value;
  }

  flag(path: string): boolean {
    const value = this.at(path) ?? false;
    if (typeof value !== "boolean") throw invalid(this.kind, path, "must be a boolean");
    return value;
  }

  /** At most three keys of fifty characters, with texts of five hundred. */
  metadata(path = "metadata"): Metadata {
    const value = this.at(path) ?? {};
    const entries = isFields(value) ? Object.entries(value) : [];
    const fits = entries.every(
      ([key, each]) => key.length <= 50 && typeof each === "string" && each.length <= 500,
    );
    if (!isFields(value) || entries.length > 3 || !fits) throw invalid(this.kind, path, "is invalid");
    return value as Metadata;
  }

  texts(path: string): Record<string, string> | null {
    const value = this.at(path);
    if (!isFields(value)) return null;
    for (const key of Object.keys(value)) this.text(`${path}.${key}`);
    return value as Record<string, string>;
  }

  private at(path: string): unknown {
    return path
      .split(".")
      .reduce<unknown>((value, key) => (isFields(value) ? value[key] : undefined), this.fields);
  }
}

function pathsOf(fields: Fields, before = ""): string[] {
  return Object.entries(fields).flatMap(([key, value]) =>
    isFields(value) ? pathsOf(value, `${before}${key}.`) : [`${before}${key}`],
  );
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
