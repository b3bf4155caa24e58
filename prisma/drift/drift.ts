import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as engine from "@prisma/schema-engine-wasm/schema_engine_bg";
import type pg from "pg";
import { catalogAdapter } from "./catalog-adapter";

const SCHEMA = "prisma/schema.prisma";
const NO_DRIFT = "-- This is an empty migration.";

/** The SQL that would bring the database to what schema.prisma says; empty when they agree. */
export async function driftSql(pool: pg.Pool): Promise<string> {
  await loadEngine();
  const schema = { path: SCHEMA, content: await readFile(SCHEMA, "utf8") };
  const differ = await engine.SchemaEngine.new(
    { datamodels: [[schema.path, schema.content]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(catalogAdapter(pool)),
  );
  const { stdout } = await differ.diff({
    from: { tag: "schemaDatasource", files: [schema], configDir: path.dirname(SCHEMA) },
    to: { tag: "schemaDatamodel", files: [schema] },
    script: true,
    exitCode: null,
    filters: { externalTables: ["public._prisma_migrations"], externalEnums: [] },
  });
  const sql = withoutDrops((stdout ?? "").trim(), await indexesOfSqlAlone(pool));
  return sql === NO_DRIFT ? "" : sql;
}

// Indexes of other kinds than B-tree are written in the migrations alone (see the head of schema.prisma).
async function indexesOfSqlAlone(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(`
    SELECT index.relname AS name FROM pg_class index JOIN pg_am method ON method.oid = index.relam
    WHERE index.relkind = 'i' AND index.relnamespace = 'public'::regnamespace AND method.amname <> 'btree'`);
  return rows.map(({ name }) => name);
}

function withoutDrops(sql: string, indexes: string[]): string {
  return indexes.reduce((rest, name) => rest.replace(`-- DropIndex\nDROP INDEX "${name}";`, ""), sql).trim();
}

// The package expects a bundler to load its WebAssembly: this is what the bundler would write.
let loaded: Promise<void> | undefined;

function loadEngine(): Promise<void> {
  loaded ??= instantiate();
  return loaded;
}

async function instantiate(): Promise<void> {
  const entry = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm");
  const wasm = await readFile(path.join(path.dirname(entry), "schema_engine_bg.wasm"));
  const glue = engine as unknown as WebAssembly.ModuleImports & {
    __wbg_set_wasm: (exports: unknown) => void;
  };
  const { instance } = await WebAssembly.instantiate(wasm, { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start: () => void }).__wbindgen_start();
}
