import { z } from "zod";
import { ask } from "@/lib/connectors/ask";
import { BUILT_IN_CONNECTION_ID } from "@/lib/connectors/built-in";
import { connectionById, connectorFor } from "@/lib/connectors/connection";
import { refuseWhileHeld } from "@/lib/connectors/held";
import type { MandateOutcome } from "@/lib/connectors/mandates";
import { transaction } from "@/lib/db/sql";
import { refuseOtherMerchant } from "@/lib/policies/acting-merchant";
import type { Ctx } from "@/lib/verb/context";
import { authorize } from "@/lib/verb/permissions";
import { Refused } from "@/lib/verb/problem";
import { lockMandate, mandateLookup, type PolicyMandate } from "./mandate";
import { settleMandate } from "./settle-mandate";

export const EndMandate = z.object({ id: z.uuid() });
export type EndMandate = z.output<typeof EndMandate>;

/**
 * Ends an agreement, or takes back the link that asks for one. The provider is told first: where it does not answer, it
 * stays in force. One that has ended is left as it is. Refuses with `not_found` or `conflict`.
 */
export async function endMandate({ ctx, input }: { ctx: Ctx; input: EndMandate }): Promise<void> {
  authorize(ctx, "policies:manage");
  const mandate = await transaction((tx) => lockMandate(tx, input.id));
  if (!mandate) throw new Refused({ code: "not_found", object: "Agreement", id: input.id });
  refuseOtherMerchant(ctx, mandate.merchantId, "Agreement", input.id);
  if (mandate.state === "ended") return;
  const outcome = await endAtProvider(ctx, mandate);
  const ended = await settleMandate({ ctx, input: { id: mandate.id, outcome } });
  if (ended !== "ended")
    throw new Refused({
      code: "conflict",
      message:
        "The provider did not say that it has ended, so it is still in force. Try again, or end it there.",
    });
}

async function endAtProvider(ctx: Ctx, mandate: PolicyMandate): Promise<MandateOutcome> {
  const connection = await connectionById(mandate.connectionId);
  const here = {
    state: "ended",
    providerReference: mandate.providerReference ?? "",
    reason: `Ended by ${ctx.actor.label}.`,
    raw: {},
  } as const;
  // Nobody has been at the provider yet, or nothing can be collected there any more.
  if (!mandate.providerReference || connection.disconnectedAt) return here;
  // What a payer's own bank asked the payer for is kept here alone.
  if (connection.id === BUILT_IN_CONNECTION_ID) return here;
  await refuseWhileHeld();
  const outcome = await ask<MandateOutcome>(async () => {
    const { mandates } = connectorFor(connection);
    if (!mandates) throw new Error("an agreement is ended at a connector that keeps none");
    return mandates.end(mandateLookup(mandate, ctx.now));
  });
  return outcome.state === "not_found" ? here : outcome;
}
