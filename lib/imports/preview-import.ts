import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import type { ImportMapping } from "./fields";
import { importConnector } from "./import-connector";
import { guessMapping, readFile } from "./read-file";
import { readLine } from "./read-line";
import type { ImportRequest } from "./schemas";

/** How many of a file's first lines a preview shows. */
export const PREVIEW_LINES = 8;
/** How many refused lines a preview names; it counts the others. */
export const PREVIEW_ERRORS_MAX = 200;

export interface ImportPreview {
  columns: string[];
  mapping: ImportMapping;
  lines: number;
  first: { line: number; cells: string[]; problem: string | null }[];
  refused: number;
  errors: { line: number; message: string }[];
}

/** What an import of this file would do, without doing it. */
export async function previewImport({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ImportRequest;
}): Promise<ImportPreview> {
  authorize(ctx, "payments:create");
  const connector = await importConnector(ctx, input.connectorId);
  const file = readFile(input.text);
  const mapping = input.mapping ?? guessMapping(input.kind, file.columns);
  const judged = file.lines.map(({ line, cells }) => {
    const read = readLine({ kind: input.kind, connector, mapping, now: ctx.now }, cells);
    return { line, cells, problem: read.ok ? null : read.message };
  });
  const refused = judged.filter(({ problem }) => problem !== null);
  return {
    columns: file.columns,
    mapping,
    lines: file.lines.length,
    first: judged.slice(0, PREVIEW_LINES),
    refused: refused.length,
    errors: refused
      .slice(0, PREVIEW_ERRORS_MAX)
      .map(({ line, problem }) => ({ line, message: problem ?? "" })),
  };
}
