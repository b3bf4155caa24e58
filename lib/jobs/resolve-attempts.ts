import { type DueCall, onEveryClock, type Whose } from "@/lib/clock/own-time";
import { payoutRequest, settlePayout } from "@/lib/connected/initiations/settle-payout";
import { ask } from "@/lib/connectors/ask";
import { connectorOf } from "@/lib/connectors/connection";
import type { ChargeOutcome, LookupOutcome, PayoutOutcome, RefundOutcome } from "@/lib/connectors/connector";
import { eachConnection } from "@/lib/connectors/each-connection";
import { query } from "@/lib/db/sql";
import { DAY_MS } from "@/lib/durations";
import {
  LIST_OVERDUE_ATTEMPTS,
  type ListOverdueAttemptsRow,
} from "@/lib/generated/sql/jobs/list-overdue-attempts";
import { NOTE_ASKED } from "@/lib/generated/sql/jobs/note-asked";
import { chargesOf, KINDS } from "@/lib/kinds/registry";
import { lookUpEvidence, sendEvidence } from "@/lib/kinds/submit-evidence";
import { CHALLENGE_ABANDONED_MS } from "@/lib/payments/attempt";
import { settleEvidence } from "@/lib/payments/evidence/settle-evidence";
import { lookupRequestOf, referenceOfMoved } from "@/lib/payments/lookup-request";
import { settleRefund } from "@/lib/payments/refunds/settle-refund";
import type { Ctx } from "@/lib/verb/context";

/** A started attempt this old has lost the process that would have heard the answer. In real time. */
export const ATTEMPT_LOST_MS = 60_000;
/** An attempt whose answer is known to be lost is looked up after this. In real time. */
export const ATTEMPT_UNKNOWN_MS = 5_000;
/** How long the provider is asked again before an attempt it never heard of is given up. In real time. */
export const ATTEMPT_GIVE_UP_MS = 600_000;

/**
 * What a provider has in work it tells of itself, when it has ended. It is also asked for each this often, for as long as that
 * takes: what it told may be lost, and be older than what is looked through for it. In real time.
 */
export const ATTEMPT_AWAITED_MS = DAY_MS;

/** How many attempts of one connection a run looks up at most; the next goes on. */
const BATCH_MAX = 100;

/**
 * Finds out what became of attempts whose answer was lost, and closes the challenges nobody answered. A charge the
 * provider never heard of is sent again under the same id, under which it can be charged once.
 */
export async function resolveAttempts(call: DueCall): Promise<number> {
  return onEveryClock(call, resolveRound);
}

async function resolveRound(ctx: Ctx, whose: Whose): Promise<number> {
  const abandonedBefore = new Date(ctx.now.getTime() - CHALLENGE_ABANDONED_MS);
  const overdue = await query(LIST_OVERDUE_ATTEMPTS, {
    lostMs: ATTEMPT_LOST_MS,
    unknownMs: ATTEMPT_UNKNOWN_MS,
    awaitedMs: ATTEMPT_AWAITED_MS,
    abandonedBefore,
    limit: BATCH_MAX,
    ...whose,
  });
  await eachConnection(
    overdue,
    ({ connectionId }) => connectionId,
    "an attempt could not be resolved",
    (attempt) => resolve(ctx, attempt),
  );
  return overdue.length;
}

/** Finds out what became of one attempt, and writes it down. */
export async function resolve(ctx: Ctx, attempt: ListOverdueAttemptsRow): Promise<void> {
  const abandon = KINDS[attempt.kind].charges?.abandonChallenge;
  if (attempt.state === "requires_action" && abandon) {
    await abandon(ctx, attempt);
    return;
  }
  if (attempt.operation === "evidence") {
    await resolveEvidence(ctx, attempt);
    return;
  }
  const asked = await lookupRequestOf(attempt, ctx.now);
  const found = await ask<LookupOutcome>(async () => (await connectorOf(attempt)).lookup(asked));
  if (attempt.state === "processing" && !SAYS_MORE.has(found.state)) {
    await query(NOTE_ASKED, { id: attempt.id });
    return;
  }
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

/** What of a provider's answers is news of what it had in work. Where it does not say, it has it still. */
const SAYS_MORE: ReadonlySet<LookupOutcome["state"]> = new Set(["processing", "succeeded", "failed"]);

/** What the provider never heard of is sent again, as long as that is of use: the provider says when it is not. */
async function resolveEvidence(ctx: Ctx, attempt: ListOverdueAttemptsRow): Promise<void> {
  const found = await lookUpEvidence(attempt, ctx.now);
  const outcome = found.state === "not_found" ? await sendEvidence(attempt, ctx.now) : found;
  await settleEvidence({ ctx, attemptId: attempt.id, outcome });
}

async function askAgain(
  ctx: Ctx,
  attempt: ListOverdueAttemptsRow,
): Promise<ChargeOutcome | RefundOutcome | PayoutOutcome> {
  // A page that nobody was shown was not paid on, and another is made when the customer asks again.
  if (attempt.waitedMs > ATTEMPT_GIVE_UP_MS || attempt.method.hosted) return NEVER_ARRIVED;
  const { id: attemptId, amountMinor, currency } = attempt;
  const { now } = ctx;
  if (attempt.operation === "charge") {
    const request = chargesOf(attempt.kind).request(attempt, currency, now);
    return ask(async () => (await connectorOf(attempt)).charge(request));
  }
  if (attempt.operation === "payout")
    return ask(async () => (await connectorOf(attempt)).payout(payoutRequest(attempt, currency, now)));
  const chargeReference = (await referenceOfMoved(attempt.paymentId)) ?? "";
  const refund = { attemptId, chargeReference, amountMinor, currency, now };
  return ask(async () => (await connectorOf(attempt)).refund(refund));
}

const NEVER_ARRIVED = {
  state: "failed",
  providerReference: null,
  declineCode: "never_arrived",
  raw: { error: "the provider never heard of this attempt" },
} as const satisfies ChargeOutcome & RefundOutcome & PayoutOutcome;
