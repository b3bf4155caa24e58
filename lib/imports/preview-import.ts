import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import type { ImportMapping } from "./fields";
import { importConnector } from "./import-connector";
import { type JudgedLine, judgeLines } from "./judge-lines";
import { guessMapping, type ImportFile, readFile } from "./read-file";
import type { ImportRequest } from "./schemas";

/** How many of a file's first lines a preview shows. */
export const PREVIEW_LINES = 8;
/** How many refused lines a preview names; it counts the others. */
export const PREVIEW_ERRORS_MAX = 200;

export interface ImportPreview {
  columns: string[];
  mapping: ImportMapping;
  lines: number;
  first: Omit<JudgedLine, "withinFile">[];
  /** What stands above the header. */
  skipped: ImportFile["skipped"];
  /** How many lines say what is stored already. */
  unchanged: number;
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
  const { kind } = input;
  const mapping = input.mapping ?? guessMapping(kind, file.columns, file.lines);
  const judged = await judgeLines(ctx, { kind, connector, mapping }, file);
  const refused = judged.filter(({ verdict }) => verdict === "refused");
  return {
    columns: file.columns,
    mapping,
    lines: file.lines.length,
    first: judged.slice(0, PREVIEW_LINES).map(({ withinFile: _, ...line }) => line),
    skipped: file.skipped,
    unchanged: judged.filter(({ verdict }) => verdict === "unchanged").length,
    refused: refused.length,
    errors: refused
      .slice(0, PREVIEW_ERRORS_MAX)
      .map(({ line, problem }) => ({ line, message: problem ?? "" })),
  };
}
