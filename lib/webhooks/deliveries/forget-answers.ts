import { inPortions } from "@/lib/db/in-portions";
import { query } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
import { FORGET_ANSWERS } from "@/lib/generated/sql/webhooks/deliveries/forget-answers";
import { ANSWERS_KEPT_DAYS } from "@/lib/webhooks/limits";

/** Deliveries of one statement. */
export const FORGET_DELIVERIES_MAX = 1_000;

/**
 * Forgets what receivers answered to messages that are over and were made more than ANSWERS_KEPT_DAYS ago, a bounded number
 * at a time. When each was sent and what came of it stays, and the message is made from its event. Real time, whatever the
 * test clock says. Gives how many deliveries were gone through.
 */
export async function forgetAnswers(): Promise<number> {
  const before = new Date(Date.now() - ANSWERS_KEPT_DAYS * DAY_MS);
  return inPortions(FORGET_DELIVERIES_MAX, async () => {
    const [row] = await query(FORGET_ANSWERS, { before, deliveriesMax: FORGET_DELIVERIES_MAX });
    return row?.deliveries ?? 0;
  });
}
