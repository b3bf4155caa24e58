import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import { queryOne, transaction } from "@/lib/db/sql";
import { READ_OPEN_ATTEMPT } from "@/lib/generated/sql/jobs/read-open-attempt";
import { type AttemptState, attemptById, isOpen } from "@/lib/payments/attempt";
import { maySee } from "@/lib/payments/find-payment";
import { type Ctx, onBehalf } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { ATTEMPT_LOST_MS, resolve } from "./resolve-attempts";

export const AskAgain = z.object({ attemptId: z.uuid() });
export type AskAgain = z.output<typeof AskAgain>;

/**
 * Asks a provider at once what became of an attempt whose answer was lost, as the job does now and then. What has an outcome
 * already is left as it is. Refuses with `not_found`, or with `conflict` while it is being asked.
 */
export async function askAgain({
  ctx,
  input: { attemptId },
}: {
  ctx: Ctx;
  input: AskAgain;
}): Promise<{ state: AttemptState }> {
  authorize(ctx, "payments:refund");
  const attempt = await queryOne(READ_OPEN_ATTEMPT, { id: attemptId });
  if (!attempt || !maySee(ctx, { id: attempt.paymentId, merchantId: attempt.merchantId }))
    throw new Refused({ code: "not_found", object: "Attempt", id: attemptId });
  if (!isOpen(attempt)) return { state: attempt.state };
  if (attempt.state !== "unknown" && (attempt.state !== "started" || attempt.waitedMs < ATTEMPT_LOST_MS))
    throw new Refused({ code: "conflict", message: "Its answer is not lost: it is still awaited." });
  // What the provider says is the provider's word, and not that of whoever had it asked.
  await resolve(onBehalf("resolve-attempts", ctx), attempt);
  const after = await attemptById(attemptId);
  if (!after) throw new Error("an attempt is gone");
  await transaction((tx) =>
    recordAudit(tx, ctx, {
      action: "payment.asked_again",
      objectType: "payment",
      objectId: attempt.paymentId,
      merchantId: attempt.merchantId,
      data: { attemptId, state: after.state },
    }),
  );
  return { state: after.state };
}
