import type { LookupRequest } from "@/lib/connectors/connector";
import type { Queryable } from "@/lib/db/sql";
import { type Attempt, attemptsOf } from "./attempt";
import { moneyMoverOf } from "./moving-attempt";

/** All that is known of an attempt whose end is not, for the connector that is asked what became of it. */
export async function lookupRequestOf(attempt: Attempt, now: Date, on?: Queryable): Promise<LookupRequest> {
  const { id: attemptId, operation, providerReference, startedAt } = attempt;
  if (operation === "evidence") throw new Error("evidence is looked up by its dispute");
  const chargeReference = operation === "refund" ? await referenceOfMoved(attempt.paymentId, on) : null;
  const { token } = attempt.method;
  const method = token ? ({ type: "token", token } as const) : null;
  return { attemptId, operation, providerReference, chargeReference, method, startedAt, now };
}

/** What the provider calls the charge, or the payout, that a refund of this payment gives back. */
export async function referenceOfMoved(paymentId: string, on?: Queryable): Promise<string | null> {
  const attempts = await attemptsOf(paymentId, on);
  const moved = moneyMoverOf("charge", attempts) ?? moneyMoverOf("payout", attempts);
  return moved?.providerReference ?? null;
}
