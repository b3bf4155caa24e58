import { TookTooLong, within } from "@/lib/process/within";
import type { UnknownOutcome } from "./connector";

/** How long a connector's answer is waited for before the attempt is called unknown. */
export const CONNECTOR_TIMEOUT_MS = 15_000;

/**
 * A connector's answer, or `unknown` when there is none in time or the call failed: whether money moved is then found
 * out by look-up, never guessed.
 */
export async function ask<Outcome>(call: () => Promise<Outcome>): Promise<Outcome | UnknownOutcome> {
  try {
    return await within(CONNECTOR_TIMEOUT_MS, call());
  } catch (err) {
    return { state: "unknown", raw: { error: nameOf(err) } };
  }
}

function nameOf(err: unknown): string {
  if (err instanceof TookTooLong) return "connector_timeout";
  return err instanceof Error ? err.name : "connector_failure";
}
