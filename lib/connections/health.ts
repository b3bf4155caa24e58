import { HOUR_MS, MINUTE_MS } from "@/lib/durations";
import type { Connection } from "./connection";

/** From here on it is said that calls fail: of so many in the last hour at least, this part. */
export const FAILING_CALLS_MIN = 10;
export const FAILING_RATE = 0.1;
/** What a provider tells is applied within seconds; from here on it is late. */
export const LAG_MAX_MS = 5 * MINUTE_MS;
/** How long events may wait, or a provider not be asked what has happened, before it is said. */
export const WAITING_MAX_MS = 10 * MINUTE_MS;
export const POLL_FAILING_MAX_MS = 10 * MINUTE_MS;

/** What is wrong with a connection, by what it is measured. */
export type Ailment =
  | { what: "calls"; calls: number; failures: number }
  | { what: "lag"; ms: number }
  | { what: "waiting"; since: Date }
  | { what: "poll"; since: Date; failure: string | null };

/** A connection's figures as far as its health goes. */
export type Figures = Pick<
  Connection,
  | "callsLastHour"
  | "failuresLastHour"
  | "lagMs"
  | "waitingSince"
  | "pollFailingSince"
  | "pollFailure"
  | "disconnectedAt"
>;

/** Everything that is wrong with a connection now, the most urgent first; of one that is disconnected nothing. */
export function ailmentsOf(of: Figures, now: Date): Ailment[] {
  if (of.disconnectedAt) return [];
  const { callsLastHour: calls, failuresLastHour: failures, lagMs, waitingSince, pollFailingSince } = of;
  const isOlder = (since: Date | null, ms: number): since is Date =>
    since !== null && now.getTime() - since.getTime() >= ms;
  const found: Ailment[] = [];
  if (calls >= FAILING_CALLS_MIN && failures / calls >= FAILING_RATE)
    found.push({ what: "calls", calls, failures });
  if (isOlder(pollFailingSince, POLL_FAILING_MAX_MS))
    found.push({ what: "poll", since: pollFailingSince, failure: of.pollFailure });
  if (isOlder(waitingSince, WAITING_MAX_MS)) found.push({ what: "waiting", since: waitingSince });
  if (lagMs !== null && lagMs >= LAG_MAX_MS) found.push({ what: "lag", ms: lagMs });
  return found;
}

/** A length of time as it is told: seconds, minutes or hours, rounded up. */
export function lengthWords(ms: number): string {
  if (ms < MINUTE_MS) return counted(Math.max(1, Math.ceil(ms / 1_000)), "second");
  if (ms < HOUR_MS) return counted(Math.ceil(ms / MINUTE_MS), "minute");
  return counted(Math.ceil(ms / HOUR_MS), "hour");
}

const counted = (number: number, unit: string) => `${number} ${unit}${number === 1 ? "" : "s"}`;
