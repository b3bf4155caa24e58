import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { readMigrations } from "@/lib/db/migrate";
import { readStatementFiles, STATEMENTS_DIRECTORY, type StatementFile } from "@/lib/db/typed/statement-file";
import { CannotStart } from "@/lib/process/cannot-start";
import { type Column, readCatalog } from "./catalog";
import { type Described, type Describer, describe } from "./describe";
import { migratedDatabase } from "./migrated-database";

const DIRECTORY = "lib/generated/sql";
const FILE = `${DIRECTORY}/statement-types.ts`;
const CHECKED_FILE = `${DIRECTORY}/checked-values.ts`;
const COLUMN_TYPES = `${STATEMENTS_DIRECTORY}/column-types.ts`;
// Part of the digest: another way to infer makes other types of the same statements.
const OWN_DIRECTORY = "prisma/typed-sql";

/** Writes the types of every statement of prisma/sql, unless those that are there are of these very statements. */
export async function generateTypes(): Promise<void> {
  const files = await readStatementFiles();
  const columnTypes = await readFile(COLUMN_TYPES, "utf8");
  const digest = await digestOf(files, columnTypes);
  const stamp = `// ${digest}\n`;
  if ((await readFile(FILE, "utf8").catch(() => "")).startsWith(stamp)) return;
  const typedColumns = new Set(
    [...columnTypes.matchAll(/^ {2}"(\w+\.\w+)":/gm)].map(([, name = ""]) => name),
  );
  const { described, checked, faults } = await describeAll(files, typedColumns);
  if (faults.length > 0) throw new CannotStart(`statements do not fit the database:\n${faults.join("\n")}`);
  await mkdir(DIRECTORY, { recursive: true });
  await writeFile(CHECKED_FILE, checkedModuleOf(checked));
  await writeFile(FILE, stamp + moduleOf(described));
}

async function digestOf(files: readonly StatementFile[], columnTypes: string): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify(files)).update(columnTypes);
  for (const name of (await readdir(OWN_DIRECTORY)).sort()) {
    hash.update(await readFile(`${OWN_DIRECTORY}/${name}`));
  }
  for (const { checksum } of await readMigrations("prisma/migrations")) hash.update(checksum);
  return hash.digest("hex");
}

/**
 * Describes statements against a database in memory that has the migrations; says of the others why not. `checked` are
 * the columns whose texts a check lists.
 */
export async function describeAll(
  files: readonly StatementFile[],
  typedColumns: ReadonlySet<string>,
): Promise<{ described: Described[]; checked: Column[]; faults: string[] }> {
  const db = await migratedDatabase();
  try {
    const catalog = await readCatalog(db);
    const describer: Describer = { db, catalog, typedColumns };
    const described: Described[] = [];
    const faults: string[] = [];
    for (const file of files) {
      try {
        described.push(await describe(describer, file));
      } catch (err) {
        faults.push(`prisma/sql/${file.id}.sql: ${(err as Error).message}`);
        await db.exec("DEALLOCATE ALL");
      }
    }
    const checked = [...catalog.columns.values()].filter(({ literals }) => literals !== null);
    return { described, checked, faults };
  } finally {
    await db.close();
  }
}

function checkedModuleOf(columns: readonly Column[]): string {
  const members = columns.map(({ name, literals }) => `  "${name}": ${JSON.stringify(literals)},\n`).sort();
  return `// Which texts the database's checks allow, by column. Made by prisma/typed-sql/generate-types.ts.
export const CHECKED_VALUES = {
${members.join("")}} as const;
`;
}

function moduleOf(described: readonly Described[]): string {
  const members = described.map(
    ({ id, parameters, row }) => `  "${id}": {\n    parameters: ${parameters};\n    row: ${row};\n  };\n`,
  );
  return `// What the database says of the statements of prisma/sql. Made by prisma/typed-sql/generate-types.ts.
import type { ColumnTypes } from "@/prisma/sql/column-types";

export interface Statements {
${members.join("")}}
`;
}
