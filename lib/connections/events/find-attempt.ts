import { queryOne } from "@/lib/db/sql";
import { FIND_ATTEMPT, type FindAttemptRow } from "@/lib/generated/sql/connections/events/find-attempt";

/** What a provider says of an attempt: the id it was told, where it was, and its own reference. */
interface Named {
  attemptId: string | null;
  providerReference: string;
}

/** The attempt a provider names, where it was sent through this connection. */
export function findAttempt(
  connectionId: string,
  operation: "charge" | "refund",
  { attemptId, providerReference }: Named,
): Promise<FindAttemptRow | null> {
  return queryOne(FIND_ATTEMPT, { attemptId, providerReference, connectionId, operation });
}

/** The charge that something else of the provider's is about. Null where it is none of ours. */
export function findCharge(connectionId: string, chargeReference: string): Promise<FindAttemptRow | null> {
  return findAttempt(connectionId, "charge", { attemptId: null, providerReference: chargeReference });
}
