import { query } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
import { FORGET_ANSWERS } from "@/lib/generated/sql/webhooks/deliveries/forget-answers";
import { ANSWERS_KEPT_DAYS } from "@/lib/webhooks/limits";

/** Deliveries of one statement, and statements of one run: a run every minute forgets as fast as they come. */
export const FORGET_DELIVERIES_MAX = 1_000;
const BATCHES_MAX = 60;

/**
 * Forgets what receivers answered to messages that are over and were made more than ANSWERS_KEPT_DAYS ago, a bounded number
 * at a time. When each was sent and what came of it stays, and the message is made from its event. Real time, whatever the
 * test clock says. Gives how many deliveries were gone through.
 */
export async function forgetAnswers(): Promise<number> {
  const before = new Date(Date.now() - ANSWERS_KEPT_DAYS * DAY_MS);
  let passed = 0;
  for (let batch = 0; batch < BATCHES_MAX; batch++) {
    const [row] = await query(FORGET_ANSWERS, { before, deliveriesMax: FORGET_DELIVERIES_MAX });
    const deliveries = row?.deliveries ?? 0;
    passed += deliveries;
    if (deliveries < FORGET_DELIVERIES_MAX) break;
  }
  return passed;
}
