import { Temporal } from "temporal-polyfill";
import type { RelativeRange } from "./relative-ranges";

/** Which days a list shows: a range that stays relative, or typed days, both included. */
export interface SearchedDays {
  range?: RelativeRange | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** The instants a search's days begin and end at; a relative range goes before typed days. */
export function daysOf(
  { range, from, to }: SearchedDays,
  now: Date,
  timeZone: string,
): { from?: Date; until?: Date } {
  const today = todayIn(now, timeZone);
  const days = range
    ? rangeOf(range, today)
    : { from: plainDate(from), until: plainDate(to)?.add({ days: 1 }) };
  return {
    ...(days.from && { from: dayBegins(days.from, timeZone) }),
    ...(days.until && { until: dayBegins(days.until, timeZone) }),
  };
}

/** A day and the instants it begins and ends at. */
export interface CalendarDay {
  /** As "2026-11-21". */
  day: string;
  since: Date;
  until: Date;
}

/** As many days of a zone up to that of an instant, oldest first. */
export function lastDays(now: Date, days: number, timeZone: string): CalendarDay[] {
  const today = todayIn(now, timeZone);
  return Array.from({ length: days }, (_, index) => {
    const day = today.subtract({ days: days - 1 - index });
    const until = dayBegins(day.add({ days: 1 }), timeZone);
    return { day: day.toString(), since: dayBegins(day, timeZone), until };
  });
}

/**
 * The first instant of a day: where clocks go back at midnight the first of its two midnights, where they go forward then the
 * instant at which they do. The database's AT TIME ZONE takes the second midnight, so that days are never begun there.
 */
function dayBegins(day: Temporal.PlainDate, timeZone: string): Date {
  return new Date(day.toZonedDateTime(timeZone).epochMilliseconds);
}

function todayIn(now: Date, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
}

function plainDate(text: string | undefined): Temporal.PlainDate | undefined {
  return text === undefined ? undefined : Temporal.PlainDate.from(text);
}

type Days = { from?: Temporal.PlainDate | undefined; until?: Temporal.PlainDate | undefined };

function rangeOf(range: RelativeRange, today: Temporal.PlainDate): Days {
  const monthStart = today.with({ day: 1 });
  switch (range) {
    case "today":
      return { from: today };
    case "yesterday":
      return { from: today.subtract({ days: 1 }), until: today };
    case "7d":
      return { from: today.subtract({ days: 6 }) };
    case "30d":
      return { from: today.subtract({ days: 29 }) };
    case "90d":
      return { from: today.subtract({ days: 89 }) };
    case "this_month":
      return { from: monthStart };
    case "last_month":
      return { from: monthStart.subtract({ months: 1 }), until: monthStart };
  }
}
