"use client";

import { useReader } from "./reader-context";
import { dayInUtc, formatDay } from "./time-text";

/** A day of the calendar, `2026-11-30` or an instant of it in UTC, as its reader writes days, wherever they are. */
export function Day({ day }: { day: string | Date }) {
  return (
    <time
      suppressHydrationWarning
      dateTime={typeof day === "string" ? day : dayInUtc(day)}
      className="figure-text"
    >
      {formatDay(day, useReader())}
    </time>
  );
}
