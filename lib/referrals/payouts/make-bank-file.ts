import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import { seal } from "@/lib/crypto/seal";
import { type Queryable, query, queryOne, transaction } from "@/lib/db/sql";
import { INSERT } from "@/lib/generated/sql/referrals/payouts/bank-file/insert";
import { LOCK_LINES } from "@/lib/generated/sql/referrals/payouts/bank-file/lock-lines";
import { LOCK_RUN } from "@/lib/generated/sql/referrals/payouts/bank-file/lock-run";
import { readAnyId } from "@/lib/ids";
import { type CsvNotation, PLAIN_CSV } from "@/lib/text/spreadsheet-csv";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { bankCsv } from "./bank-csv";
import { bankFileName } from "./bank-file-name";
import { type BankPayment, type OpenAccount, openAccounts } from "./bank-payment";
import { getPayoutRun, type PayoutRunDetail } from "./get-payout-run";
import { type BankFile, bankFilePurpose, giveOutAgain } from "./kept-bank-file";
import { sepaObstacle } from "./sepa-fit";
import { sepaOrder } from "./sepa-order";

export const MakeBankFile = z.object({
  /** Minted when the form is shown: however often it is sent, it makes one file. */
  id: z.uuid(),
  runId: z.string(),
  format: z.enum(["csv", "sepa"]),
  /** The open payments that are in no file yet; or all, so that the bank may be given some a second time. */
  lines: z.enum(["unsent", "all"]),
  /** The files of the run that the person saw. */
  seen: z.array(z.uuid()),
});
/** With how whoever asks for it reads numbers and days. */
export type MakeBankFile = z.output<typeof MakeBankFile> & {
  notation?: CsvNotation;
  timeZone?: string;
};

/**
 * Makes a file for the bank of open payments of a run, and keeps it with what was in it: those that are marked are never sent
 * again, and those that were in a file only by who says so, having seen it. CSV has all of them and says who has no bank
 * details; the SEPA order has those in euro to an IBAN of a SEPA country. The only place where account numbers are whole.
 * Refuses with `not_found` and `conflict`.
 */
export async function makeBankFile({ ctx, input }: { ctx: Ctx; input: MakeBankFile }): Promise<BankFile> {
  authorize(ctx, "payouts:export");
  return transaction(async (tx) => {
    const run = await lockRun(tx, ctx, input.runId);
    const made = await giveOutAgain(tx, ctx, run, input.id);
    if (made) return made;
    if (run.files.some(({ id }) => !input.seen.includes(id)))
      throw conflict(
        "Somebody has made a file of this payout for the bank since you looked. Look at it again.",
      );
    const lines = openLines(run, input.lines);
    const accounts = await openAccounts([...lines.map(({ partnerId }) => partnerId), run.merchantId], tx);
    const payments = lines.map((line) => ({ line, account: accounts.get(line.partnerId) ?? null }));
    const sent =
      input.format === "sepa"
        ? payments.filter(({ line, account }) => sepaObstacle(line, account) === null)
        : payments;
    const file = write(ctx, input, run, sent, accounts.get(run.merchantId) ?? null);
    await keep(tx, ctx, { ...input, runId: run.id }, file, sent);
    await recordAudit(tx, ctx, {
      action: "payout_run.exported",
      objectType: "payout_run",
      objectId: run.id,
      merchantId: run.merchantId,
      data: {
        format: input.format,
        fileId: input.id,
        ...(file.messageId && { messageId: file.messageId }),
        payments: sent.length,
        leftOut: payments.length - sent.length,
        inFileBefore: sent.filter(({ line }) => line.inFiles.length > 0).length,
        withoutBankDetails: payments.filter(({ account }) => !account).length,
      },
    });
    return { name: file.name, format: input.format, text: file.text };
  });
}

/** The run as it is while nobody else makes a file of it or marks its lines. */
async function lockRun(tx: Queryable, ctx: Ctx, id: string): Promise<PayoutRunDetail> {
  const runId = readAnyId(id);
  const locked = runId && (await queryOne(LOCK_RUN, { runId, merchantId: merchantBound(ctx.actor) }, tx));
  if (!locked) throw new Refused({ code: "not_found", object: "Payout run", id });
  await query(LOCK_LINES, { runId: locked.id }, tx);
  return getPayoutRun({ ctx, input: { id: locked.id }, on: tx });
}

function openLines(run: PayoutRunDetail, which: MakeBankFile["lines"]) {
  const open = run.lines.filter(({ outcome, mark }) => outcome === "paid" && mark === null);
  if (open.length === 0)
    throw conflict(
      "Every payment of this payout has been marked: there is nothing left to send to the bank.",
    );
  const asked = which === "all" ? open : open.filter(({ inFiles }) => inFiles.length === 0);
  if (asked.length === 0) throw conflict("Every open payment of this payout was in a file already.");
  return asked;
}

interface WrittenFile {
  name: string;
  text: string;
  messageId: string | null;
}

function write(
  { now }: Ctx,
  { id, format, notation = PLAIN_CSV, timeZone = "UTC" }: MakeBankFile,
  run: PayoutRunDetail,
  payments: readonly BankPayment[],
  debtor: OpenAccount | null,
): WrittenFile {
  const name = bankFileName(run, format, payments);
  if (format === "csv") return { name, text: bankCsv(run, payments, notation), messageId: null };
  // Of this file and of no other: a bank takes each once.
  const messageId = id.replaceAll("-", "");
  return { name, text: sepaOrder(run, payments, { messageId, now, timeZone, debtor }), messageId };
}

async function keep(
  tx: Queryable,
  { actor, now, requestId }: Ctx,
  { id, runId, format }: MakeBankFile,
  { name, text, messageId }: WrittenFile,
  payments: readonly BankPayment[],
): Promise<void> {
  const lines = payments.flatMap(({ line, account }) =>
    account ? [{ lineId: line.id, accountId: account.id }] : [],
  );
  const by = { actorType: actor.type, actorId: actor.id, actorLabel: actor.label, requestId };
  const textSealed = seal(text, bankFilePurpose(id));
  await query(INSERT, { id, runId, format, messageId, name, textSealed, lines, now, ...by }, tx);
}

function conflict(message: string): Refused {
  return new Refused({ code: "conflict", message });
}
