import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Statement } from "@/lib/db/typed/statement";
import { readStatementFiles, type StatementFile } from "@/lib/db/typed/statement-file";

export const GENERATED_DIRECTORY = "lib/generated/sql";

/** Writes a module for every statement of prisma/sql: its text alone, so that no database is needed to start. */
export async function prepareStatements(): Promise<void> {
  const files = await readStatementFiles();
  const wanted = new Map(files.map((file) => [path.join(`${file.id}.ts`), moduleOf(file)]));
  await mkdir(GENERATED_DIRECTORY, { recursive: true });
  const names = await readdir(GENERATED_DIRECTORY, { recursive: true });
  for (const name of names) {
    if (name.includes(path.sep) && name.endsWith(".ts") && !wanted.has(name)) {
      await rm(path.join(GENERATED_DIRECTORY, name));
    }
  }
  for (const [name, text] of wanted) await writeChanged(path.join(GENERATED_DIRECTORY, name), text);
}

async function writeChanged(file: string, text: string): Promise<void> {
  if ((await readFile(file, "utf8").catch(() => null)) === text) return;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}

/** The name a statement is exported under: its file's, in capitals. */
export function constantOf(id: string): string {
  return path.basename(id).replaceAll("-", "_").toUpperCase();
}

function moduleOf(file: StatementFile): string {
  const up = "../".repeat(file.id.split("/").length - 1) || "./";
  const row = `${path.basename(file.id).replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}Row`;
  return `// Made from prisma/sql/${file.id}.sql.
import type { Statement } from "@/lib/db/typed/statement";
import type { Statements } from "${up}statement-types";

type Types = Statements["${file.id}"];
export type ${row} = Types["row"];

${file.doc ? `/** ${file.doc.replaceAll("*/", "* /")} */\n` : ""}export const ${constantOf(file.id)}: Statement<Types["parameters"], Types["row"]> = ${JSON.stringify(statementOf(file), null, 2)};
`;
}

function statementOf({ parts, parameters, planned }: StatementFile): Statement<unknown, unknown> {
  const whole = parts.map(({ text }) => text).join("\n");
  const fixed = parts.every((part) => !part.if && !part.unless && !part.replace);
  return {
    name: fixed && !planned ? createHash("sha256").update(whole).digest("hex").slice(0, 40) : null,
    text: fixed ? whole : parts,
    parameters: parameters.map(({ name }) => name),
    json: parameters.flatMap(({ name }, at) =>
      new RegExp(`\\$${at + 1}::jsonb?\\b`).test(whole) ? [name] : [],
    ),
    announces: /INSERT INTO outbox\b/.test(whole),
  };
}
