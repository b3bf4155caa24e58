const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;
const UNITS_SAID_MAX = 2;

/** "3 days", "1 day and 2 hours": the two largest units that are not nothing. */
export function durationWords(seconds: number): string {
  let left = seconds;
  const parts = UNITS.flatMap(([unit, length]) => {
    const count = Math.floor(left / length);
    left -= count * length;
    return count > 0 ? [`${count} ${unit}${count === 1 ? "" : "s"}`] : [];
  });
  return parts.slice(0, UNITS_SAID_MAX).join(" and ") || "no time";
}
