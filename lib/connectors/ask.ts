import type { UnknownOutcome } from "./connector";

/** How long a connector's answer is waited for before the attempt is called unknown. */
export const CONNECTOR_TIMEOUT_MS = 15_000;

/**
 * A connector's answer, or `unknown` when there is none in time or the call failed: whether money moved is then found
 * out by look-up, never guessed.
 */
export async function ask<Outcome>(call: () => Promise<Outcome>): Promise<Outcome | UnknownOutcome> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<UnknownOutcome>((resolve) => {
    timer = setTimeout(
      () => resolve({ state: "unknown", raw: { error: "connector_timeout" } }),
      CONNECTOR_TIMEOUT_MS,
    );
  });
  try {
    return await Promise.race([call(), timeout]);
  } catch (err) {
    return { state: "unknown", raw: { error: err instanceof Error ? err.name : "connector_failure" } };
  } finally {
    clearTimeout(timer);
  }
}
