import { recordAudit } from "@/lib/audit/record";
import { run, statement, transaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { importConnector } from "./import-connector";
import { judgeLines } from "./judge-lines";
import { readFile } from "./read-file";
import type { StartImport } from "./schemas";

/**
 * Takes a file in. Its lines are recorded by a job, so that neither a reload nor a restart loses or doubles one. Lines that
 * contradict each other are refused here, where all of them are known.
 */
export async function startImport({ ctx, input }: { ctx: Ctx; input: StartImport }): Promise<{ id: string }> {
  authorize(ctx, "payments:create");
  const connector = await importConnector(ctx, input.connectorId);
  const file = readFile(input.text);
  const { id, kind, fileName, mapping } = input;
  const judged = await judgeLines(ctx, { kind, connector, mapping }, file);
  const lines = JSON.stringify(
    judged.map(({ line, cells, problem, withinFile }) => ({
      line,
      cells,
      outcome: withinFile ? "refused" : "waiting",
      message: withinFile ? problem : null,
    })),
  );
  await transaction(async (tx) => {
    const values = [
      id,
      kind,
      connector.id,
      fileName,
      file.columns,
      JSON.stringify(mapping),
      file.lines.length,
      ctx.actor.id,
      ctx.actor.label,
      ctx.now,
    ];
    const begun = await run(BEGIN, values, tx);
    if (begun.length === 0) return;
    await run(ADD_LINES, [id, lines], tx);
    const data = { kind, fileName, lines: file.lines.length, connector: connector.name };
    await recordAudit(tx, ctx, {
      action: "import.started",
      objectType: "import",
      objectId: id,
      merchantId: connector.merchantId,
      data,
    });
  });
  return { id };
}

const BEGIN = statement(`
  INSERT INTO payment_import (
    id, kind, connector_id, file_name, columns, mapping, lines, actor_id, actor_label, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO NOTHING RETURNING id`);

const ADD_LINES = statement(`
  INSERT INTO payment_import_line (import_id, line, cells, outcome, message)
  SELECT $1::uuid, l.line, l.cells, l.outcome, l.message
  FROM jsonb_to_recordset($2::jsonb) AS l (line integer, cells text[], outcome text, message text)`);
