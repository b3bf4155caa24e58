import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { StatementPart } from "./statement";

export const STATEMENTS_DIRECTORY = "prisma/sql";

/** A file of prisma/sql, read. How it is written: docs/decisions/typed-sql.md. */
export interface StatementFile {
  /** Its path below prisma/sql without the ending, such as `outbox/read-events`. */
  id: string;
  doc: string;
  parameters: { name: string; nullable: boolean }[];
  /** Result columns that are never null although the database cannot say so. */
  notNull: string[];
  /** Whether it is planned for the values of each use, because no one plan suits them all. */
  planned: boolean;
  /** What lines depend on besides parameters. */
  flags: string[];
  parts: StatementPart[];
}

/** Every statement of a directory. A file whose name begins with _ is no statement but included by others. */
export async function readStatementFiles(directory = STATEMENTS_DIRECTORY): Promise<StatementFile[]> {
  const names = (await readdir(directory, { recursive: true })).filter((name) => name.endsWith(".sql"));
  const sources = new Map(
    await Promise.all(
      names.map(async (name): Promise<[string, string]> => {
        const id = name.replaceAll(path.sep, "/").replace(/\.sql$/, "");
        return [id, await readFile(path.join(directory, name), "utf8")];
      }),
    ),
  );
  return [...sources.keys()]
    .filter((id) => !path.basename(id).startsWith("_"))
    .sort()
    .map((id) => parseStatement(id, sources));
}

/** Reads one statement with all that it includes. Throws an Error that names the file. */
export function parseStatement(id: string, sources: ReadonlyMap<string, string>): StatementFile {
  const file: StatementFile = {
    id,
    doc: "",
    parameters: [],
    notNull: [],
    planned: false,
    flags: [],
    parts: [],
  };
  const doc: string[] = [];
  for (const line of includedLines(id, sources)) {
    const comment = /^\s*-- ?(.*)$/.exec(line)?.[1];
    if (comment === undefined) file.parts.push(partOf(line));
    else if (comment.startsWith("@")) readDirective(file, comment);
    else if (file.parts.length === 0) doc.push(comment);
  }
  const names = file.parameters.map(({ name }) => name);
  for (const [at, name] of names.entries()) {
    if (!name || names.indexOf(name) !== at) throw fault(file, `parameter $${at + 1} has no name of its own`);
  }
  const conditions = file.parts.flatMap((part) => part.if ?? part.unless ?? []);
  file.flags = [...new Set(conditions)].filter((name) => !names.includes(name));
  file.doc = doc.join("\n");
  file.parts = joined(file.parts.filter(({ text }) => text.trim() !== ""));
  return file;
}

function includedLines(id: string, sources: ReadonlyMap<string, string>): string[] {
  const source = sources.get(id);
  if (source === undefined) throw new Error(`prisma/sql/${id}.sql is included but not there`);
  return source.split("\n").flatMap((line) => {
    const included = /^\s*-- @include (\S+)\s*$/.exec(line)?.[1];
    return included ? includedLines(included, sources) : [line.trimEnd()];
  });
}

function partOf(line: string): StatementPart {
  const found = /^(.*?)\s*-- @(if|unless|replace) (\w+)$/.exec(line);
  if (!found) return { text: line };
  const [, text = "", word, name = ""] = found;
  if (word === "replace") return { text, replace: name };
  return word === "if" ? { text, if: name } : { text, unless: name };
}

function readDirective(file: StatementFile, comment: string): void {
  const parameter = /^@param \$(\d+):(\w+)(\??)(?: .*)?$/.exec(comment);
  const notNull = /^@notnull (\w+)(?: .*)?$/.exec(comment);
  if (parameter) {
    const [, position, name = "", optional] = parameter;
    file.parameters[Number(position) - 1] = { name, nullable: optional === "?" };
  } else if (notNull?.[1]) file.notNull.push(notNull[1]);
  else if (comment === "@planned for each use") file.planned = true;
  else throw fault(file, `"-- ${comment}" is no directive`);
}

// Lines that always stand together are one part.
function joined(parts: StatementPart[]): StatementPart[] {
  const whole: StatementPart[] = [];
  for (const part of parts) {
    const last = whole.at(-1);
    const alike = last && last.if === part.if && last.unless === part.unless;
    if (alike && !last.replace && !part.replace) last.text += `\n${part.text}`;
    else whole.push({ ...part });
  }
  return whole;
}

function fault(file: StatementFile, message: string): Error {
  return new Error(`prisma/sql/${file.id}.sql: ${message}`);
}
