import { queryOne } from "@/lib/db/sql";
import { ATTEMPT_BY_ID } from "@/lib/generated/sql/connections/events/attempt-by-id";
import { FIND_ATTEMPT, type FindAttemptRow } from "@/lib/generated/sql/connections/events/find-attempt";

/** The attempt that a provider's reference is of, where it was sent through this connection. */
export function findAttempt(
  connectionId: string,
  operation: "charge" | "refund",
  providerReference: string,
): Promise<FindAttemptRow | null> {
  return queryOne(FIND_ATTEMPT, { providerReference, connectionId, operation });
}

/** The attempt a provider was told the id of, where it was sent through this connection. */
export function attemptOf(
  connectionId: string,
  operation: "charge" | "refund",
  id: string,
): Promise<FindAttemptRow | null> {
  return queryOne(ATTEMPT_BY_ID, { id, connectionId, operation });
}
