const PRECISE_BELOW_MS = 10;

/** A duration in milliseconds, as precisely as it means something. */
export function durationText(ms: number): string {
  return `${ms < PRECISE_BELOW_MS ? ms.toFixed(1) : Math.round(ms).toLocaleString("en")} ms`;
}
