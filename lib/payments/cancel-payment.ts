import { z } from "zod";
import { transaction } from "@/lib/db/sql";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { appendAdjustment } from "./append-adjustment";
import { factsOfLocked } from "./facts";
import { lockVisiblePayment } from "./find-payment";
import { refuseUnlessPossible } from "./life-cycle";
import type { Payment } from "./payment";

export const REASON_LENGTH_MAX = 500;

export const CancelPayment = z.object({
  /** Any spelling of the payment's id. */
  id: z.string(),
  reason: z.string().max(REASON_LENGTH_MAX, `Use at most ${REASON_LENGTH_MAX} characters.`).optional(),
});
export type CancelPayment = z.infer<typeof CancelPayment>;

/** Cancels a payment that nobody has begun to pay. Refuses with `not_found` or `illegal_transition`. */
export async function cancelPayment({ ctx, input }: { ctx: Ctx; input: CancelPayment }): Promise<Payment> {
  authorize(ctx, "payments:cancel");
  return transaction(async (tx) => {
    const locked = await lockVisiblePayment(tx, ctx, input.id);
    const { underWay } = await factsOfLocked(tx, locked);
    refuseUnlessPossible("cancel", locked.payment, underWay);
    const { payment } = await appendAdjustment(tx, ctx, locked, {
      status: "cancelled",
      reason: input.reason || undefined,
      action: "payment.cancelled",
    });
    return payment;
  });
}
