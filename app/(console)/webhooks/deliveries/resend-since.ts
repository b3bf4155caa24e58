import { HOUR_MS } from "@/lib/durations";

/** Since when failed deliveries may be sent again; the last is a time that is typed. */
export const SINCE_OPTIONS = [
  ["1", "In the last hour"],
  ["24", "In the last day"],
  ["72", "In the last three days"],
  ["168", "In the last week"],
  ["720", "In the last 30 days"],
  ["at", "Since a time…"],
] as const;
export type Since = (typeof SINCE_OPTIONS)[number][0];

/** The instant a choice means, in the reader's own zone, or null when no time has been typed. */
export function sinceInstant(since: Since, typed: string, now: Date): Date | null {
  if (since !== "at") return new Date(now.getTime() - Number(since) * HOUR_MS);
  const at = new Date(typed);
  return Number.isNaN(at.getTime()) ? null : at;
}
