import { ask } from "@/lib/connectors/ask";
import { connectorOf } from "@/lib/connectors/connection";
import type { ChargeOutcome, LookupOutcome } from "@/lib/connectors/connector";
import { refuseWhileHeld } from "@/lib/connectors/held";
import { type Attempt, attemptsOf } from "@/lib/payments/attempt";
import { lookupRequestOf } from "@/lib/payments/lookup-request";
import type { Ctx } from "@/lib/verb/context";
import { type PayResult, settleCharge } from "../settle-charge";

/**
 * Finds out what a customer who comes back from the provider's page did there. That they came proves nothing: the provider
 * is asked. Null where no such page was open.
 */
export async function askProvider({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { paymentId: string };
}): Promise<PayResult | null> {
  const attempts = await attemptsOf(input.paymentId);
  const open = attempts.find(({ state, method }) => method.hosted && AWAITED.includes(state));
  if (!open) return null;
  const request = await lookupRequestOf(open, ctx.now);
  const found = await ask<LookupOutcome>(async () => (await connectorOf(open)).lookup(request));
  return settle(ctx, open, found);
}

/** Closes the page of a customer who has left, and settles with what it came to: they may have paid in the last moment. */
export async function closeProviderPage(ctx: Ctx, attempt: Attempt): Promise<PayResult | null> {
  await refuseWhileHeld();
  const request = await lookupRequestOf(attempt, ctx.now);
  const found = await ask<LookupOutcome>(async () => {
    const pages = (await connectorOf(attempt)).hosted;
    if (!pages) throw new Error("a page is closed at a connector that has none");
    return pages.close(request);
  });
  return settle(ctx, attempt, found);
}

/** Not one whose page is being made at this moment: it would be told that there is none. */
const AWAITED: readonly string[] = ["requires_action", "processing", "unknown"];

async function settle(ctx: Ctx, attempt: Attempt, found: LookupOutcome): Promise<PayResult> {
  return settleCharge({
    ctx,
    attemptId: attempt.id,
    outcome: found.state === "not_found" ? NO_PAGE : (found as ChargeOutcome),
  });
}

// There was no page, so nobody can have paid on it.
const NO_PAGE: ChargeOutcome = {
  state: "failed",
  providerReference: null,
  declineCode: "payment_abandoned",
  raw: { error: "the provider has no page of this attempt" },
};
