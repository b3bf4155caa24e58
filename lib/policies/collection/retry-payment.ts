import { z } from "zod";
import { refuseWhileHeld } from "@/lib/connectors/held";
import { isUniqueViolation, type Queryable, transaction } from "@/lib/db/sql";
import { newId } from "@/lib/ids";
import { maySee } from "@/lib/payments/find-payment";
import { PAYMENT_STATUSES } from "@/lib/payments/status";
import { recordJudged } from "@/lib/policies/payments/create-policy-payment";
import { policyPaymentById } from "@/lib/policies/payments/policy-payment";
import { changeIn } from "@/lib/policies/payments/update-policy-payment";
import { policiesById } from "@/lib/policies/policy";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { triedSinceShown } from "@/lib/verb/told-to";
import { chainsOf, lockOriginals } from "./chains";
import { chosenMethods, nextWay } from "./chosen-method";
import { collectPayment, isCollectedByUs } from "./collect-payment";
import { findRetries } from "./find-retries";
import { retryVerdict } from "./retry-verdict";

/** A failed premium and the last attempt at it as it was shown: sent twice, one attempt is made. */
export const RetryPayment = z.object({
  originalId: z.uuid(),
  latestId: z.uuid(),
  latestStatus: z.enum(PAYMENT_STATUSES),
});
export type RetryPayment = z.output<typeof RetryPayment>;

/** What became of a retry: `waiting` where others collect it and its outcome has to be reported. */
export interface RetryResult {
  outcome: "successful" | "failed" | "unknown" | "waiting";
  /** The payment that is the attempt. */
  paymentId: string;
}

/**
 * Tries a failed premium again now: the retry that waits, or a new one. However often it is pressed, one attempt is made:
 * once the last attempt is not the one that was shown, or has moved on, it is refused. Refuses with `not_found`,
 * `conflict` or `lost_race`.
 */
export async function retryPayment({ ctx, input }: { ctx: Ctx; input: RetryPayment }): Promise<RetryResult> {
  authorize(ctx, "payments:retry");
  await refuseWhileHeld();
  const paymentId = await transaction((tx) => pendingAttempt(tx, ctx, input)).catch(refuseTwin);
  const payment = await policyPaymentById(paymentId);
  if (!payment || !isCollectedByUs(payment)) return { outcome: "waiting", paymentId };
  const result = await collectPayment({ ctx, paymentId });
  return { outcome: result === "waits" ? await outcomeElsewhere(paymentId) : result, paymentId };
}

// Somebody else has collected, cancelled or settled the attempt since it was found.
async function outcomeElsewhere(paymentId: string): Promise<RetryResult["outcome"]> {
  switch ((await policyPaymentById(paymentId))?.status) {
    case "succeeded":
      return "successful";
    case "failed":
      return "failed";
    case "submitted":
    case "processing":
      return "unknown";
    default:
      throw new Refused({ code: "lost_race" });
  }
}

/** Stops retrying: the retry that waits is cancelled, and the rules make no other. Refuses with `conflict`. */
export async function stopRetrying({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { originalId: string };
}): Promise<void> {
  authorize(ctx, "payments:retry");
  await transaction(async (tx) => {
    const row = await lockedRow(tx, ctx, input.originalId);
    if (row.latestStatus !== "pending" || row.latestId === row.originalId)
      throw new Refused({ code: "conflict", message: "There is no retry waiting." });
    await changeIn(tx, ctx, {
      paymentId: row.latestId,
      to: "cancelled",
      failure: null,
      reason: "Retrying was stopped.",
    });
  });
}

async function pendingAttempt(tx: Queryable, ctx: Ctx, shown: RetryPayment): Promise<string> {
  const row = await lockedRow(tx, ctx, shown.originalId);
  // Whoever presses again because no answer came is not asking for another attempt.
  if (row.latestId !== shown.latestId || row.latestStatus !== shown.latestStatus)
    throw new Refused({ code: "conflict", message: triedSinceShown(ctx) });
  const verdict = retryVerdict(row);
  if (!verdict.allowed) throw new Refused({ code: "conflict", message: verdict.reason });
  if (row.latestStatus === "pending") return row.latestId;
  const [latest, chains] = [await policyPaymentById(row.latestId, tx), await chainsOf([row.originalId], tx)];
  const chain = chains.get(row.originalId);
  const policy = latest && (await policiesById([latest.policyId], tx)).get(latest.policyId);
  if (!latest || !policy || !chain) throw new Error("a chain of attempts is not there");
  const chosen = (await chosenMethods(tx, [latest.policyId])).get(latest.policyId);
  const [made] = await recordJudged(tx, ctx, [
    {
      ...latest,
      ...nextWay(latest, chosen),
      id: newId(),
      policy,
      status: "pending",
      paymentDate: ctx.now,
      billingDate: ctx.now,
      externalReference: null,
      retryOf: chain.originalId,
      retryNumber: chain.retries + 1,
      reversalOf: null,
      failureReason: null,
      failureAction: null,
      failureCode: null,
      finalizedAt: null,
      idempotencyKey: null,
      reason: `Retry ${chain.retries + 1}, made by hand.`,
    },
  ]);
  if (!made) throw new Error("a retry was not written");
  return made;
}

async function lockedRow(tx: Queryable, ctx: Ctx, originalId: string) {
  await lockOriginals(tx, [originalId]);
  const payment = await policyPaymentById(originalId, tx);
  if (!payment || !maySee(ctx, payment))
    throw new Refused({ code: "not_found", object: "Payment", id: originalId });
  const { rows } = await findRetries({ ctx, input: { originalIds: [originalId] } }, tx);
  const [row] = rows;
  if (!row) throw new Refused({ code: "conflict", message: "It has been collected already." });
  return row;
}

// Somebody else made the same attempt at the same moment.
function refuseTwin(err: unknown): never {
  if (isUniqueViolation(err)) throw new Refused({ code: "lost_race" });
  throw err;
}
