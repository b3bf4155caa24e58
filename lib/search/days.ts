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
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  const days = range
    ? rangeOf(range, today)
    : { from: plainDate(from), until: plainDate(to)?.add({ days: 1 }) };
  const instant = (date: Temporal.PlainDate) => new Date(date.toZonedDateTime(timeZone).epochMilliseconds);
  return {
    ...(days.from && { from: instant(days.from) }),
    ...(days.until && { until: instant(days.until) }),
  };
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
