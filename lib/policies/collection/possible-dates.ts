import { DAY_MS } from "@/lib/durations";

/** How many days apart the two ends may be that possible dates are asked for. */
export const DATES_SPAN_DAYS_MAX = 366;

const SUNDAY = 0;
const SATURDAY = 6;

/**
 * The days on which money can be collected by request, as midnights in UTC: Monday to Friday, after today. Holidays are
 * not known here.
 */
export function possibleDates({ from, to, now }: { from: Date; to: Date; now: Date }): Date[] {
  const dates: Date[] = [];
  const first = Math.max(midnight(from), midnight(now) + DAY_MS);
  for (let day = first; day <= to.getTime(); day += DAY_MS) {
    const date = new Date(day);
    if (day >= from.getTime() && isWorkingDay(date)) dates.push(date);
  }
  return dates;
}

/** Whether a time lies on such a day. */
export function isPossible(time: Date, now: Date): boolean {
  return midnight(time) > midnight(now) && isWorkingDay(time);
}

/** The first instant of a time's day in UTC. */
export function midnight(time: Date): number {
  return Math.floor(time.getTime() / DAY_MS) * DAY_MS;
}

function isWorkingDay(date: Date): boolean {
  return date.getUTCDay() !== SUNDAY && date.getUTCDay() !== SATURDAY;
}
