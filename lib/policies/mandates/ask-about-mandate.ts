import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import { type DueCall, onEveryClock, type Whose } from "@/lib/clock/own-time";
import { ask } from "@/lib/connectors/ask";
import { connectionById, connectorFor } from "@/lib/connectors/connection";
import { eachConnection } from "@/lib/connectors/each-connection";
import type { MandateOutcome } from "@/lib/connectors/mandates";
import { query, transaction } from "@/lib/db/sql";
import { MINUTE_MS } from "@/lib/durations";
import { LIST_UNANSWERED } from "@/lib/generated/sql/policies/mandates/list-unanswered";
import { refuseOtherMerchant } from "@/lib/policies/acting-merchant";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { lockMandate, type MandateState, mandateLookup, type PolicyMandate } from "./mandate";
import { mandateCtx } from "./mandate-page";
import { settleMandate } from "./settle-mandate";

/** After so long without an answer whoever asked has not heard one, and the provider is asked again, and again. */
export const MANDATE_LOST_MS = MINUTE_MS;

/** How many agreements of one connection a run asks about at most; the next goes on. */
const BATCH_MAX = 100;

/**
 * Finds out what became of an agreement: of one whose page was made, and of one of which nobody knows. That a payer came back
 * proves nothing: the provider is asked.
 */
export async function askAboutMandate({
  ctx,
  input: { mandate },
}: {
  ctx: Ctx;
  input: { mandate: PolicyMandate };
}): Promise<MandateState> {
  if (mandate.state === "ended" || !(mandate.providerReference || mandate.unansweredSince))
    return mandate.state;
  const connection = await connectionById(mandate.connectionId);
  if (connection.disconnectedAt) return mandate.state;
  const outcome = await ask<MandateOutcome>(async () => {
    const { mandates } = connectorFor(connection);
    if (!mandates) throw new Error("an agreement is asked about at a connector that keeps none");
    return mandates.lookup(mandateLookup(mandate, ctx.now));
  });
  return settleMandate({ ctx, input: { id: mandate.id, outcome } });
}

/** Asks about the agreements whose provider's answer was lost. Resolves to how many there were. */
export async function askAboutUnanswered(call: DueCall): Promise<number> {
  return onEveryClock(call, askRound);
}

async function askRound(ctx: Ctx, whose: Whose): Promise<number> {
  const askedBefore = new Date(ctx.now.getTime() - MANDATE_LOST_MS);
  const lost = await query(LIST_UNANSWERED, { askedBefore, limit: BATCH_MAX, ...whose });
  await eachConnection(
    lost,
    ({ connectionId }) => connectionId,
    "an agreement could not be asked about",
    (mandate) => asProvider(ctx, mandate),
  );
  return lost.length;
}

export const AskMandateAgain = z.object({ id: z.uuid() });
export type AskMandateAgain = z.output<typeof AskMandateAgain>;

/**
 * Asks a provider at once about an agreement of which it has not answered, as the job does now and then. Resolves to whether
 * it is known now. Refuses with `not_found`, or with `conflict` while it is being asked or where nobody can be.
 */
export async function askMandateAgain({
  ctx,
  input: { id },
}: {
  ctx: Ctx;
  input: AskMandateAgain;
}): Promise<{ answered: boolean }> {
  authorize(ctx, "policies:manage");
  const mandate = await lockedMandate(id);
  if (!mandate) throw new Refused({ code: "not_found", object: "Agreement", id });
  refuseOtherMerchant(ctx, mandate.merchantId, "Agreement", id);
  const { state, unansweredSince, lastAskedAt } = mandate;
  if (state !== "waiting" || !unansweredSince) return { answered: true };
  if (!lastAskedAt && ctx.now.getTime() - unansweredSince.getTime() < MANDATE_LOST_MS)
    throw new Refused({ code: "conflict", message: "Its answer is not lost: it is still awaited." });
  if ((await connectionById(mandate.connectionId)).disconnectedAt)
    throw new Refused({
      code: "conflict",
      message: "The connection has been disconnected, so that nobody can be asked.",
    });
  await asProvider(ctx, mandate);
  const after = await lockedMandate(id);
  const answered = after?.state !== "waiting" || !after.unansweredSince;
  await transaction((tx) =>
    recordAudit(tx, ctx, {
      action: "mandate.asked_again",
      objectType: "payment_method",
      objectId: mandate.paymentMethodId,
      merchantId: mandate.merchantId,
      data: { answered },
    }),
  );
  return { answered };
}

const lockedMandate = (id: string) => transaction((tx) => lockMandate(tx, id));

/** What the provider says is the provider's word, and not that of whoever had it asked. */
async function asProvider({ requestId, ...moment }: Ctx, mandate: PolicyMandate): Promise<void> {
  const { provider } = await connectionById(mandate.connectionId);
  await askAboutMandate({ ctx: { ...mandateCtx({ provider }, moment), requestId }, input: { mandate } });
}
