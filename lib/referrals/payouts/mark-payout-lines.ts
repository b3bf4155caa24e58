import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import { type Queryable, query, transaction } from "@/lib/db/sql";
import { GIVE_BACK } from "@/lib/generated/sql/referrals/payouts/mark-payout-lines/give-back";
import { INSERT } from "@/lib/generated/sql/referrals/payouts/mark-payout-lines/insert";
import { LOCK, type LockRow } from "@/lib/generated/sql/referrals/payouts/mark-payout-lines/lock";
import { MARKS } from "@/lib/generated/sql/referrals/payouts/mark-payout-lines/marks";
import { readAnyId } from "@/lib/ids";
import { ofCurrency, totalsOf } from "@/lib/money/amount";
import { exponentOf } from "@/lib/money/currencies";
import { announce } from "@/lib/outbox/announce";
import { REASON_LENGTH_MAX } from "@/lib/payments/cancel-payment";
import type { Ctx } from "@/lib/verb/context";
import { authorize, merchantBound } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { MARKED_MAX } from "./mark-limits";

const which = {
  runId: z.string(),
  lineIds: z
    .array(z.uuid())
    .min(1, "Choose a payment.")
    .max(MARKED_MAX, `Mark at most ${MARKED_MAX} at once.`)
    .transform((ids) => [...new Set(ids)]),
};

export const MarkPayoutLines = z.discriminatedUnion("mark", [
  z.object({ mark: z.literal("paid"), ...which }),
  z.object({
    mark: z.literal("failed"),
    ...which,
    reason: z
      .string()
      .trim()
      .min(1, "Say why.")
      .max(REASON_LENGTH_MAX, `Use at most ${REASON_LENGTH_MAX} characters.`),
  }),
]);
export type MarkPayoutLines = z.output<typeof MarkPayoutLines>;

/**
 * Says what the bank made of payments of a run. A failed one gives its commissions back: they are due again. A payment is
 * marked once, for good; where one of several cannot be marked, none is. Refuses with `not_found` and `conflict`.
 */
export async function markPayoutLines({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: MarkPayoutLines;
}): Promise<{ marked: number }> {
  authorize(ctx, "payouts:mark");
  const { lineIds } = input;
  const runId = readAnyId(input.runId);
  return transaction(async (tx) => {
    const merchantId = merchantBound(ctx.actor);
    const lines = runId ? await query(LOCK, { runId, lineIds, merchantId }, tx) : [];
    if (lines.length < lineIds.length)
      throw new Refused({ code: "not_found", object: "Payout line", id: missing(lineIds, lines) });
    const marks = new Map((await query(MARKS, { lineIds }, tx)).map(({ lineId, mark }) => [lineId, mark]));
    for (const line of lines) refuseUnlessOpen(line, marks.get(line.id));
    await write(tx, ctx, runId ?? "", input, lines);
    return { marked: lines.length };
  });
}

function missing(lineIds: readonly string[], lines: readonly LockRow[]): string {
  return lineIds.find((id) => !lines.some((line) => line.id === id)) ?? "";
}

function refuseUnlessOpen({ partnerName, outcome }: LockRow, mark: "paid" | "failed" | undefined): void {
  const conflict = (message: string) => new Refused({ code: "conflict", message });
  if (outcome !== "paid") throw conflict(`Nothing was paid to ${partnerName}: it was carried over.`);
  if (mark) throw conflict(`The payment to ${partnerName} has been marked as ${mark} already.`);
}

async function write(
  tx: Queryable,
  ctx: Ctx,
  runId: string,
  input: MarkPayoutLines,
  lines: readonly LockRow[],
): Promise<void> {
  const { actor, now, requestId } = ctx;
  const by = { actorType: actor.type, actorId: actor.id, actorLabel: actor.label, requestId };
  const { mark, lineIds } = input;
  const reason = input.mark === "failed" ? input.reason : null;
  await query(INSERT, { lineIds, mark, reason, now, ...by }, tx);
  if (reason !== null)
    await query(GIVE_BACK, { lineIds, reason: `The payout failed: ${reason}`, now, ...by }, tx);
  await announce(
    tx,
    ctx,
    lines.map(({ id, merchantId, partnerId, currency, amountMinor }) => ({
      type: `payout_line.${mark}`,
      merchantId,
      paymentId: null,
      objectId: id,
      data: { payoutRunId: runId, partnerId, ...inWords(amountMinor, currency), reason },
    })),
  );
  await recordAudit(tx, ctx, {
    action: `payout_run.lines_marked_${mark}`,
    objectType: "payout_run",
    objectId: runId,
    merchantId: lines[0]?.merchantId ?? null,
    data: {
      partners: lines.map(({ partnerName }) => partnerName).slice(0, NAMED_MAX),
      ...totalsIn(lines),
      reason,
    },
  });
}

// Names in one line of the audit log; how many there were is said beside them.
const NAMED_MAX = 20;

function totalsIn(lines: readonly LockRow[]) {
  const totals = totalsOf(lines.map(({ amountMinor, currency }) => ofCurrency(amountMinor, currency)));
  return {
    lines: lines.length,
    totals: totals.map(({ amountMinor, currency }) => inWords(amountMinor, currency)),
  };
}

function inWords(amountMinor: bigint, currency: string) {
  return { amountMinor: amountMinor.toString(), currency, precision: exponentOf(currency) };
}
