import type { ChargeOutcome, ProviderFact } from "@/lib/connectors/connector";
import { transaction } from "@/lib/db/sql";
import type { FindAttemptRow } from "@/lib/generated/sql/connections/events/find-attempt";
import { chargesOf } from "@/lib/kinds/registry";
import { isOpen } from "@/lib/payments/attempt";
import type { Ctx } from "@/lib/verb/context";
import { applyDispute } from "./apply-dispute";
import { applyRefund } from "./apply-refund";
import { CannotApply, NotYet } from "./cannot-apply";
import { findAttempt, findCharge } from "./find-attempt";

/**
 * Makes a provider's fact ours, once, however often and in whatever order facts come. Resolves to the payment it is of, or
 * null where it is of none of ours. Throws `CannotApply` where a person has to decide.
 */
export async function applyFact(ctx: Ctx, connectionId: string, fact: ProviderFact): Promise<string | null> {
  switch (fact.type) {
    case "charge":
      return applyCharge(ctx, connectionId, fact);
    case "refund":
      return applyRefund(ctx, connectionId, fact);
    case "dispute": {
      const charge = await findCharge(connectionId, fact.chargeReference);
      if (!charge) return null;
      if (isOpen(charge)) throw new NotYet("the charge it is about has not ended yet");
      await transaction((tx) => applyDispute(tx, ctx, charge, fact));
      return charge.paymentId;
    }
    case "mandate":
      return null;
  }
}

type ChargeFact = Extract<ProviderFact, { type: "charge" }>;

async function applyCharge(ctx: Ctx, connectionId: string, fact: ChargeFact): Promise<string | null> {
  const attempt = await findAttempt(connectionId, "charge", fact);
  if (!attempt) return null;
  if (isOpen(attempt)) {
    await chargesOf(attempt.kind).settle({ ctx, attemptId: attempt.id, outcome: fact.outcome });
    return attempt.paymentId;
  }
  refuseOtherEnd(attempt, fact.outcome);
  return attempt.paymentId;
}

function refuseOtherEnd(attempt: FindAttemptRow, { state }: ChargeOutcome): void {
  if (attempt.state === "failed" && state === "succeeded") {
    throw new CannotApply(
      `The provider has taken the money of attempt ${attempt.number}, which we hold to have failed. ` +
        "Refund it at the provider, or record it as a connected payment.",
    );
  }
  if (attempt.state === "succeeded" && state === "failed") {
    throw new CannotApply(
      `The provider says that attempt ${attempt.number} failed, which we hold to have succeeded. Look at it there.`,
    );
  }
}
