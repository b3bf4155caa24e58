import { stringify } from "csv-stringify/sync";
import { run, statement } from "@/lib/db/sql";
import { readAnyId } from "@/lib/ids";
import { type CsvNotation, PLAIN_CSV } from "@/lib/text/spreadsheet-csv";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import type { ImportKind } from "./fields";

/** How many refused lines an import's page shows; the file to mend has all of them. */
export const REFUSED_SHOWN_MAX = 100;
export const IMPORTS_LISTED_MAX = 50;

/** An import and how far it has come. */
export interface PaymentImport {
  id: string;
  kind: ImportKind;
  fileName: string;
  connectorName: string;
  lines: number;
  recorded: number;
  unchanged: number;
  refused: number;
  actorLabel: string;
  createdAt: Date;
  finishedAt: Date | null;
}

export interface RefusedLine {
  line: number;
  message: string;
  cells: string[];
}

/** One import with the first of its refused lines. */
export async function getImport({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string };
}): Promise<PaymentImport & { refusedLines: RefusedLine[] }> {
  authorize(ctx, "payments:read");
  const found = await findImport(input.id);
  return { ...found, refusedLines: await run<RefusedLine>(REFUSED, [found.id, REFUSED_SHOWN_MAX]) };
}

/** The latest imports. */
export function listImports({ ctx }: { ctx: Ctx }): Promise<PaymentImport[]> {
  authorize(ctx, "payments:read");
  return run<PaymentImport>(LATEST, [IMPORTS_LISTED_MAX]);
}

/** What was refused, as the file was, with the reason in a last column: to mend and to send again. */
export async function refusedFile({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { id: string; notation?: CsvNotation };
}): Promise<{ name: string; text: string }> {
  authorize(ctx, "payments:read");
  const { id, fileName } = await findImport(input.id);
  const [file] = await run<{ columns: string[] }>(COLUMNS_OF, [id]);
  const refused = await run<RefusedLine>(REFUSED, [id, null]);
  const columns = file?.columns ?? [];
  const rows = refused.map(({ cells, message }) => [
    ...columns.map((_, index) => cells[index] ?? ""),
    message,
    // What stood beyond the last column is what has to be mended.
    ...cells.slice(columns.length),
  ]);
  const name = `${fileName.replace(/\.(?:csv|tsv|txt|xlsx)$/i, "").replace(/[^\w.-]+/g, "-")}-refused.csv`;
  const { delimiter } = input.notation ?? PLAIN_CSV;
  return {
    name,
    text: stringify([[...columns, "why_refused"], ...rows], { escape_formulas: true, delimiter }),
  };
}

async function findImport(text: string): Promise<PaymentImport> {
  const id = readAnyId(text);
  const [found] = id ? await run<PaymentImport>(ONE, [id]) : [];
  if (!found) throw new Refused({ code: "not_found", object: "Import", id: text });
  return found;
}

const SELECT = `
  SELECT i.id, i.kind, i.file_name AS "fileName", k.name AS "connectorName", i.lines, i.actor_label AS "actorLabel",
    i.created_at AS "createdAt", i.finished_at AS "finishedAt", c.recorded, c.unchanged, c.refused
  FROM payment_import i JOIN connector k ON k.id = i.connector_id
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE outcome = 'recorded')::int AS recorded,
      count(*) FILTER (WHERE outcome = 'unchanged')::int AS unchanged,
      count(*) FILTER (WHERE outcome = 'refused')::int AS refused
    FROM payment_import_line l WHERE l.import_id = i.id) c`;

const ONE = statement(`${SELECT} WHERE i.id = $1`);
const LATEST = statement(`${SELECT} ORDER BY i.created_at DESC, i.id DESC LIMIT $1`);
const COLUMNS_OF = statement("SELECT columns FROM payment_import WHERE id = $1");
const REFUSED = statement(`
  SELECT line, message, cells FROM payment_import_line WHERE import_id = $1 AND outcome = 'refused'
  ORDER BY line LIMIT $2`);
