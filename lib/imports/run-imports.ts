import { actingPerson } from "@/lib/auth/acting-person";
import { merchantOrFirst } from "@/lib/auth/first-merchant";
import { inTimeOf } from "@/lib/clock/own-time";
import type { InstalledConnector } from "@/lib/connected/connectors/installed-connector";
import { paymentUuid } from "@/lib/connected/payments/connected-payment";
import { recordOrMovePayment } from "@/lib/connected/payments/record-connected-payment";
import { isStatementError, query } from "@/lib/db/sql";
import { FINISH } from "@/lib/generated/sql/imports/run-imports/finish";
import { NEXT } from "@/lib/generated/sql/imports/run-imports/next";
import { NOTE } from "@/lib/generated/sql/imports/run-imports/note";
import { WAITING } from "@/lib/generated/sql/imports/run-imports/waiting";
import { actingKey } from "@/lib/keys/acting-key";
import { addPaymentAdjustment } from "@/lib/kinds/add-payment-adjustment";
import { log } from "@/lib/log/log";
import { formatDecimal } from "@/lib/money/decimal";
import type { Ctx } from "@/lib/verb/context";
import { type Problem, problemOf, Refused } from "@/lib/verb/problem";
import type { ImportKind, ImportMapping } from "./fields";
import { importConnector } from "./import-connector";
import { readLine } from "./read-line";
import { refusalReason } from "./refusal-reason";

/** How many lines one run of the job records; the next run goes on. */
export const IMPORT_BATCH_LINES = 500;

interface RunningImport {
  id: string;
  kind: ImportKind;
  connectorId: string;
  mapping: ImportMapping;
  columns: number;
  actorId: string;
  actorLabel: string;
}

interface WaitingLine {
  line: number;
  cells: string[];
}

/** Records the next lines of every import that is not done. A line that was recorded before a crash is found unchanged. */
export async function runImports({ ctx }: { ctx: Ctx }): Promise<void> {
  const [next] = await query(NEXT, {});
  if (!next) return;
  const lines = await query(WAITING, { id: next.id, limit: IMPORT_BATCH_LINES });
  if (lines.length === 0) {
    await query(FINISH, { id: next.id, now: ctx.now });
    return;
  }
  // What the import does, whoever started it does, with the rights they have now.
  const starter = { id: next.actorId, label: next.actorLabel };
  const actor =
    (await actingPerson(starter, "payments:create")) ?? (await actingKey(ctx, starter, "payments:create"));
  if (actor) await takeIn({ ...ctx, actor }, next, lines);
  else await refuseAll(next, lines);
}

async function takeIn(ctx: Ctx, running: RunningImport, lines: WaitingLine[]): Promise<void> {
  for (const { line, cells } of lines) {
    const { outcome, message } = await takeInLine(ctx, running, cells);
    await query(NOTE, { id: running.id, line, outcome, message });
  }
}

async function refuseAll({ id, actorLabel }: RunningImport, lines: WaitingLine[]): Promise<void> {
  const message = `${actorLabel}, who started this import, may not record payments any more`;
  for (const { line } of lines) await query(NOTE, { id, line, outcome: "refused", message });
}

interface LineOutcome {
  outcome: "recorded" | "unchanged" | "refused";
  message: string | null;
}

async function takeInLine(
  job: Ctx,
  { kind, connectorId, mapping, columns }: RunningImport,
  cells: string[],
): Promise<LineOutcome> {
  try {
    const connector = await importConnector(job, connectorId);
    const ctx = inTimeOf(job, connector.merchantId ?? (await merchantOrFirst(job)));
    const read = readLine({ kind, connector, mapping, columns, now: ctx.now }, cells);
    if (!read.ok) return { outcome: "refused", message: read.message };
    const { changed } =
      kind === "payments"
        ? await recordOrMovePayment({ ctx, input: read.input, strict: true })
        : await adjust(ctx, connector, read);
    return { outcome: changed ? "recorded" : "unchanged", message: null };
  } catch (err) {
    const problem = problemOf(err);
    if (!problem) {
      log.error({ err, requestId: job.requestId }, "a line could not be imported");
      // The database away, locked or full is no fault of the line: it waits for the next run.
      if (!isStatementError(err)) throw err;
      return { outcome: "refused", message: `could not be recorded; quote request ${job.requestId}` };
    }
    return { outcome: "refused", message: messageOf(kind, problem) };
  }
}

async function adjust(
  ctx: Ctx,
  connector: InstalledConnector,
  { payment, input }: Extract<ReturnType<typeof readLine>, { ok: true }>,
) {
  const id = await paymentUuid(ctx, { connector, reference: payment, type: input.type });
  if (!id)
    throw new Refused({
      code: "conflict",
      message: `There is no ${input.type} payment ${payment} at ${connector.name}`,
    });
  const { reference, createdAt, status, amount, asset } = input;
  return addPaymentAdjustment({
    ctx,
    input: { id, reference, createdAt, status, amount, asset },
    strict: true,
  });
}

function messageOf(kind: ImportKind, problem: Problem): string {
  switch (problem.code) {
    case "invalid":
      return problem.issues.map((issue) => refusalReason(kind, issue)).join("; ");
    case "illegal_transition":
      return problem.reason;
    case "amount_exceeds_remaining": {
      const most = `${formatDecimal(problem.remainingMinor, problem.precision)} ${problem.currency}`;
      return problem.of === "refunds"
        ? `Amount is more than what was refunded and has not come back (${most})`
        : `Amount is more than what is left of the payment (${most})`;
    }
    case "conflict":
    case "capability_not_supported":
      return problem.message;
    default:
      return problem.code.replaceAll("_", " ");
  }
}
