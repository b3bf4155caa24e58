import { MINUTE_MS } from "@/lib/durations";

/** Far above what one sequence takes, on a machine with other work: a run that hangs ends all the same. */
const SEQUENCE_MS_MAX = 2_000;

/**
 * How many random sequences a test of what providers tell runs, and from which seed. PROVIDER_EVENT_SEQUENCES asks for
 * more than the suite has time for, PROVIDER_EVENT_SEED for the ones that failed.
 */
export function sequences(inTheSuite: number): { runs: number; seed: number; timeoutMs: number } {
  const runs = Number(process.env.PROVIDER_EVENT_SEQUENCES || inTheSuite);
  const seed = Number(process.env.PROVIDER_EVENT_SEED || Date.now() % 2 ** 31);
  return { runs, seed, timeoutMs: MINUTE_MS + runs * SEQUENCE_MS_MAX };
}
