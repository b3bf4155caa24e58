import { type DueCall, onEveryClock, type Whose } from "@/lib/clock/own-time";
import { query, transaction } from "@/lib/db/sql";
import { ASSUMED } from "@/lib/generated/sql/policies/collection/collect-due/assumed";
import { DUE } from "@/lib/generated/sql/policies/collection/collect-due/due";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log/log";
import { changeStatuses } from "@/lib/policies/payments/change-statuses";
import type { Ctx } from "@/lib/verb/context";
import { collectPayment } from "./collect-payment";

/** How long after it was recorded a payment is collected at the earliest, so that a slip can still be cancelled. */
export const COLLECTED_AFTER_MS = 60_000;
/** How many payments one run collects at most; the next goes on. */
export const COLLECT_BATCH_MAX = 500;
/** How many are asked for at a time. */
const AT_A_TIME = 8;

/** Collects what is due, in batches of what is handed over together. However many processes run it, one of them begins the attempt. Resolves to how many there were. */
export async function collectDuePayments(call: DueCall): Promise<number> {
  return onEveryClock(call, collectRound);
}

async function collectRound(ctx: Ctx, whose: Whose): Promise<number> {
  const recordedBefore = new Date(ctx.now.getTime() - COLLECTED_AFTER_MS);
  const due = await query(DUE, {
    now: ctx.now,
    recordedBefore,
    collectBatchMax: COLLECT_BATCH_MAX,
    ...whose,
  });
  const runId = newId();
  const waiting = due.map(({ id }) => id);
  await Promise.all(
    Array.from({ length: AT_A_TIME }, async () => {
      for (let id = waiting.shift(); id; id = waiting.shift()) {
        const paymentId = id;
        await collectPayment({ ctx, paymentId, onlyDue: true, runId }).catch((err: unknown) =>
          log.error({ err, paymentId }, "a premium could not be collected"),
        );
      }
    }),
  );
  return due.length;
}

/** Takes debit orders for paid that nobody has returned after the product module's number of days. Resolves to how many. */
export async function assumeSuccess(call: DueCall): Promise<number> {
  return onEveryClock(call, assumeRound);
}

function assumeRound(ctx: Ctx, whose: Whose): Promise<number> {
  return transaction(async (tx) => {
    const due = await query(ASSUMED, { now: ctx.now, collectBatchMax: COLLECT_BATCH_MAX, ...whose }, tx);
    await changeStatuses(
      tx,
      ctx,
      due.map(({ id, days }) => ({
        paymentId: id,
        to: "succeeded",
        failure: null,
        reason: `Assumed successful: nothing was returned in ${days} days after the payment date.`,
      })),
    );
    return due.length;
  });
}
