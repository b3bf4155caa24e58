import { query } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
import { COLUMNS_OF } from "@/lib/generated/sql/imports/get-import/columns-of";
import { COUNT_REFUSED } from "@/lib/generated/sql/imports/get-import/count-refused";
import { LATEST } from "@/lib/generated/sql/imports/get-import/latest";
import { ONE } from "@/lib/generated/sql/imports/get-import/one";
import { REFUSED } from "@/lib/generated/sql/imports/get-import/refused";
import { readAnyId } from "@/lib/ids";
import { type CsvNotation, csvRows, PLAIN_CSV } from "@/lib/text/spreadsheet-csv";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import type { ImportKind } from "./fields";
import { IMPORTS_LISTED_MAX, REFUSED_REMEMBERED_DAYS, REFUSED_SHOWN_MAX } from "./limits";

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
  const found = await findImport(ctx, input.id);
  return { ...found, refusedLines: await query(REFUSED, { id: found.id, limit: REFUSED_SHOWN_MAX }) };
}

/** The latest imports; `refused` of them only those with refused lines, not older than REFUSED_REMEMBERED_DAYS. */
export function listImports({
  ctx,
  input = {},
}: {
  ctx: Ctx;
  input?: { refused?: boolean };
}): Promise<PaymentImport[]> {
  authorize(ctx, "payments:read");
  return query(LATEST, {
    importsListedMax: IMPORTS_LISTED_MAX,
    merchantId: merchantBound(ctx.actor),
    ...(input.refused && { refusedSince: rememberedSince(ctx) }),
  });
}

/** How many imports `listImports` has with refused lines; up to IMPORTS_LISTED_MAX, and one more where there are more. */
export async function countRefusedImports({ ctx }: { ctx: Ctx }): Promise<number> {
  authorize(ctx, "payments:read");
  const merchantId = merchantBound(ctx.actor);
  const limit = IMPORTS_LISTED_MAX + 1;
  const [counted] = await query(COUNT_REFUSED, { merchantId, since: rememberedSince(ctx), limit });
  return counted?.count ?? 0;
}

function rememberedSince(ctx: Ctx): Date {
  return new Date(ctx.now.getTime() - REFUSED_REMEMBERED_DAYS * DAY_MS);
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
  const { id, fileName } = await findImport(ctx, input.id);
  const [file] = await query(COLUMNS_OF, { id });
  const refused = await query(REFUSED, { id, limit: null });
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
    text: csvRows([[...columns, "why_refused"], ...rows], { delimiter }),
  };
}

async function findImport(ctx: Ctx, text: string): Promise<PaymentImport> {
  const id = readAnyId(text);
  const [found] = id ? await query(ONE, { id, merchantId: merchantBound(ctx.actor) }) : [];
  if (!found) throw new Refused({ code: "not_found", object: "Import", id: text });
  return found;
}
