/** What a value that is kept as JSON says of a number it cannot keep. */
export const INEXACT_NUMBER =
  "must not hold an integer beyond 2^53-1 or a number that cannot be kept exactly; send it as text";

/** Whether all numbers in a body that `readJsonText` read survive being kept as JSON: what a double cannot hold is a bigint or NaN. */
export function hasExactNumbersOnly(value: unknown): boolean {
  if (typeof value === "bigint") return false;
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || value === null) return true;
  return Object.values(value).every(hasExactNumbersOnly);
}
