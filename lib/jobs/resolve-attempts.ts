import { payoutRequest, settlePayout } from "@/lib/connected/initiations/settle-payout";
import { ask } from "@/lib/connectors/ask";
import type { ChargeOutcome, LookupOutcome, PayoutOutcome, RefundOutcome } from "@/lib/connectors/connector";
import { connectorNamed } from "@/lib/connectors/registry";
import { query } from "@/lib/db/sql";
import {
  LIST_OVERDUE_ATTEMPTS,
  type ListOverdueAttemptsRow,
} from "@/lib/generated/sql/jobs/list-overdue-attempts";
import { chargesOf, KINDS } from "@/lib/kinds/registry";
import { log } from "@/lib/log/log";
import { attemptsOf } from "@/lib/payments/attempt";
import { moneyMoverOf } from "@/lib/payments/money-mover";
import { settleRefund } from "@/lib/payments/refunds/settle-refund";
import type { Ctx } from "@/lib/verb/context";

/** A started attempt this old has lost the process that would have heard the answer. In real time. */
export const ATTEMPT_LOST_MS = 60_000;
/** An attempt whose answer is known to be lost is looked up after this. In real time. */
export const ATTEMPT_UNKNOWN_MS = 5_000;
/** How long the provider is asked again before an attempt it never heard of is given up. In real time. */
export const ATTEMPT_GIVE_UP_MS = 600_000;
/** A customer who has not answered their bank for so long has left. */
export const CHALLENGE_ABANDONED_MS = 1_800_000;

const BATCH_MAX = 100;

/**
 * Finds out what became of attempts whose answer was lost, and closes the challenges nobody answered. A charge the
 * provider never heard of is sent again under the same id, under which it can be charged once.
 */
export async function resolveAttempts({ ctx }: { ctx: Ctx }): Promise<number> {
  const abandonedBefore = new Date(ctx.now.getTime() - CHALLENGE_ABANDONED_MS);
  const overdue = await query(LIST_OVERDUE_ATTEMPTS, {
    lostMs: ATTEMPT_LOST_MS,
    unknownMs: ATTEMPT_UNKNOWN_MS,
    abandonedBefore,
    limit: BATCH_MAX,
  });
  for (const attempt of overdue) {
    await resolve(ctx, attempt).catch((err: unknown) =>
      log.error({ err, attemptId: attempt.id }, "an attempt could not be resolved"),
    );
  }
  return overdue.length;
}

async function resolve(ctx: Ctx, attempt: ListOverdueAttemptsRow): Promise<void> {
  const abandon = KINDS[attempt.kind].charges?.abandonChallenge;
  if (attempt.state === "requires_action" && abandon) {
    await abandon(ctx, attempt);
    return;
  }
  const found = await ask<LookupOutcome>(() =>
    connectorNamed(attempt.connector).lookup({ attemptId: attempt.id }),
  );
  const outcome = found.state === "not_found" ? await askAgain(ctx, attempt) : found;
  const { id: attemptId } = attempt;
  switch (attempt.operation) {
    case "charge":
      await chargesOf(attempt.kind).settle({ ctx, attemptId, outcome: outcome as ChargeOutcome });
      return;
    case "payout":
      await settlePayout({ ctx, attemptId, outcome: outcome as PayoutOutcome });
      return;
    case "refund":
      await settleRefund({ ctx, attemptId, outcome: outcome as RefundOutcome });
  }
}

async function askAgain(
  ctx: Ctx,
  attempt: ListOverdueAttemptsRow,
): Promise<ChargeOutcome | RefundOutcome | PayoutOutcome> {
  if (attempt.waitedMs > ATTEMPT_GIVE_UP_MS) return NEVER_ARRIVED;
  const connector = connectorNamed(attempt.connector);
  if (attempt.operation === "charge")
    return ask(() => connector.charge(chargesOf(attempt.kind).request(attempt, attempt.currency, ctx.now)));
  if (attempt.operation === "payout")
    return ask(() => connector.payout(payoutRequest(attempt, attempt.currency, ctx.now)));
  const attempts = await attemptsOf(attempt.paymentId);
  const moved = moneyMoverOf("charge", attempts) ?? moneyMoverOf("payout", attempts);
  const { id: attemptId, amountMinor, currency } = attempt;
  const chargeReference = moved?.providerReference ?? "";
  return ask(() => connector.refund({ attemptId, chargeReference, amountMinor, currency, now: ctx.now }));
}

const NEVER_ARRIVED = {
  state: "failed",
  providerReference: null,
  declineCode: "processing_error",
  raw: { error: "the provider never heard of this attempt" },
} as const satisfies ChargeOutcome & RefundOutcome & PayoutOutcome;
