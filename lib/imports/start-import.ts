import { recordAudit } from "@/lib/audit/record";
import { digestOf, refuseUnlessSame, refuseUnlessSent } from "@/lib/db/made-before";
import { type Queryable, query, transaction } from "@/lib/db/sql";
import { ADD_LINES } from "@/lib/generated/sql/imports/start-import/add-lines";
import { BEGIN } from "@/lib/generated/sql/imports/start-import/begin";
import { BEGUN, type BegunRow } from "@/lib/generated/sql/imports/start-import/begun";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { importConnector } from "./import-connector";
import { judgeLines } from "./judge-lines";
import { type ImportFile, readFile } from "./read-file";
import type { StartImport } from "./schemas";

/**
 * Takes a file in. Its lines are recorded by a job, so that neither a reload nor a restart loses or doubles one. Lines that
 * contradict each other are refused here, where all of them are known. The same id again starts nothing, and is refused with
 * `conflict` for anything else than was sent with it.
 */
export async function startImport({
  ctx,
  input,
  file = null,
}: {
  ctx: Ctx;
  input: StartImport;
  /** The text as `readFile` reads it, from whoever has read it already. */
  file?: ImportFile | null;
}): Promise<{ id: string }> {
  authorize(ctx, "payments:create");
  const connector = await importConnector(ctx, input.connectorId);
  const read = file ?? readFile(input.text);
  const { id, kind, fileName, mapping } = input;
  const whole = { kind, connectorId: connector.id, fileName, lines: read.lines.length };
  const sent = digestOf({ ...whole, text: input.text, mapping });
  const judged = await judgeLines(ctx, { kind, connector, mapping }, read);
  const lines = judged.map(({ line, cells, problem, withinFile }) => ({
    line,
    cells,
    outcome: withinFile ? "refused" : "waiting",
    message: withinFile ? problem : null,
  }));
  await transaction(async (tx) => {
    const begun = await query(
      BEGIN,
      {
        id,
        ...whole,
        columns: read.columns,
        mapping,
        sent,
        actorId: ctx.actor.id,
        actorLabel: ctx.actor.label,
        now: ctx.now,
      },
      tx,
    );
    if (begun.length === 0) return refuseOtherImport(tx, ctx, { id, whole, sent });
    await query(ADD_LINES, { id, lines }, tx);
    const data = { kind, fileName, lines: read.lines.length, connector: connector.name };
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

interface Sent {
  id: string;
  whole: Omit<BegunRow, "sent">;
  /** A digest of all of it, also of the text and of what each column is. */
  sent: Buffer;
}

async function refuseOtherImport(tx: Queryable, ctx: Ctx, { id, whole, sent }: Sent): Promise<void> {
  const [begun] = await query(BEGUN, { id }, tx);
  if (!begun) throw new Error("an import is neither new nor there");
  refuseUnlessSame(ctx, begun, whole);
  refuseUnlessSent(ctx, begun.sent, sent);
}
