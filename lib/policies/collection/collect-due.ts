import { run, statement, transaction } from "@/lib/db/sql";
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

/** Collects what is due. However many processes run it, one of them begins the attempt. Resolves to how many there were. */
export async function collectDuePayments({ ctx }: { ctx: Ctx }): Promise<number> {
  const recordedBefore = new Date(ctx.now.getTime() - COLLECTED_AFTER_MS);
  const due = await run<{ id: string }>(DUE, [ctx.now, recordedBefore, COLLECT_BATCH_MAX]);
  const waiting = due.map(({ id }) => id);
  await Promise.all(
    Array.from({ length: AT_A_TIME }, async () => {
      for (let id = waiting.shift(); id; id = waiting.shift()) {
        const paymentId = id;
        await collectPayment({ ctx, paymentId }).catch((err: unknown) =>
          log.error({ err, paymentId }, "a premium could not be collected"),
        );
      }
    }),
  );
  return due.length;
}

/** Takes debit orders for paid that nobody has returned after the product module's number of days. Resolves to how many. */
export async function assumeSuccess({ ctx }: { ctx: Ctx }): Promise<number> {
  return transaction(async (tx) => {
    const due = await run<{ id: string; days: number }>(ASSUMED, [ctx.now, COLLECT_BATCH_MAX], tx);
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

/** Which payments of a `policy_payment y` are ours to collect; the others wait to be told what became of them. */
export const COLLECTED_BY_US = `
  y.payment_type = 'premium' AND (y.collection_type = 'card' OR y.collection_type LIKE 'debit\\_order\\_%')`;

const DUE = statement(`
  SELECT y.payment_id AS id FROM policy_payment y
  WHERE y.due_at <= $1 AND y.created_at <= $2 AND ${COLLECTED_BY_US}
  ORDER BY y.due_at, y.payment_id LIMIT $3`);

const ASSUMED = statement(`
  SELECT y.payment_id AS id, (a.rule ->> 'daysAfterPaymentDate')::int AS days
  FROM payment p
  JOIN policy_payment y ON y.payment_id = p.id
  JOIN policy c ON c.id = y.policy_id
  JOIN product_module d ON d.id = c.product_module_id
  CROSS JOIN LATERAL (
    SELECT d.settings #> '{billing,paymentMethodTypes,debitOrders,assumeSuccess}' AS rule) a
  WHERE p.kind = 'policy' AND p.stage = 'processing' AND y.collection_type LIKE 'debit\\_order\\_%'
    AND (a.rule ->> 'enabled')::boolean
    AND y.payment_date + (a.rule ->> 'daysAfterPaymentDate')::int * interval '1 day' <= $1
    AND NOT EXISTS (
      SELECT 1 FROM attempt t WHERE t.payment_id = p.id AND t.state IN ('started', 'requires_action', 'unknown'))
  ORDER BY y.payment_date LIMIT $2`);
