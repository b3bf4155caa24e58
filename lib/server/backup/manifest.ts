import { z } from "zod";

/** The files inside a backup. */
export const MANIFEST = "manifest.json";
export const SECRETS = "secrets.json";
export const chunkName = (table: string, number: number) =>
  `tables/${table}/${String(number).padStart(6, "0")}.copy`;
const CHUNK_NAME = /^tables\/([^/]+)\/\d{6,}\.copy$/;

/** The table that a file inside a backup belongs to, or null when it is none of a table's. */
export function tableOfChunk(name: string): string | null {
  return CHUNK_NAME.exec(name)?.[1] ?? null;
}

/** What a backup holds. It is the last file in it, so that one that was cut short has none. */
export const Manifest = z.object({
  format: z.literal("counterfoil-backup"),
  formatVersion: z.literal(1),
  appVersion: z.string(),
  createdAt: z.iso.datetime(),
  postgresVersion: z.string(),
  /** Those the database had, in order. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.string()),
      rows: z.int(),
      bytes: z.int(),
      /** Of the table's pieces, one after the other. */
      sha256: z.string(),
    }),
  ),
  sequences: z.array(z.object({ name: z.string(), lastValue: z.string(), isCalled: z.boolean() })),
  /** Whether the secrets are in it as well. */
  secrets: z.enum(["included", "not_included"]),
  /** The ids of the keys that open what is sealed in it, as far as they were known. */
  keyIds: z.array(z.string()),
});

export type Manifest = z.output<typeof Manifest>;
