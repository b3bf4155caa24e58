import { providerNamed } from "@/lib/connectors/all-providers";
import { connectionById, connectionIdOf } from "@/lib/connectors/connection";
import { heardIn } from "@/lib/connectors/heard-in";
import type { Attempt } from "@/lib/payments/attempt";
import { UNKNOWN_PATIENCE_MS } from "@/lib/payments/search";

/** What is known of an attempt whose outcome has been unknown for too long: whoever looks for it at the provider needs it. */
export interface Unanswered {
  attemptId: string;
  operation: Attempt["operation"];
  number: number;
  amountMinor: bigint;
  startedAt: Date;
  connectionName: string;
  provider: string;
  live: boolean;
  /** Nothing more can be asked there. */
  disconnected: boolean;
  providerReference: string | null;
  /** How often the provider has been asked, and when last. */
  asks: number;
  lastAskedAt: Date | null;
  /** What came of it, in the provider's words or ours. */
  lastHeard: string | null;
}

/** The attempts of a payment that a person has to look for. */
export async function unansweredAttempts(attempts: readonly Attempt[], now: Date): Promise<Unanswered[]> {
  const before = now.getTime() - UNKNOWN_PATIENCE_MS;
  const overdue = attempts.filter(
    ({ state, startedAt }) => (state === "started" || state === "unknown") && startedAt.getTime() <= before,
  );
  return Promise.all(overdue.map(unanswered));
}

async function unanswered(attempt: Attempt): Promise<Unanswered> {
  const { id: attemptId, operation, number, amountMinor, startedAt, providerReference } = attempt;
  const { name, provider, live, disconnectedAt } = await connectionById(connectionIdOf(attempt));
  return {
    ...{ attemptId, operation, number, amountMinor, startedAt, providerReference },
    ...{ connectionName: name, provider: providerNamed(provider).label, live },
    disconnected: disconnectedAt !== null,
    ...{ asks: attempt.asks, lastAskedAt: attempt.lastAskedAt, lastHeard: heardIn(attempt.raw) },
  };
}
