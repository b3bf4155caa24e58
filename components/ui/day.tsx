"use client";

import { useReader } from "./reader-context";
import { formatDay } from "./time-text";

/** A day of the calendar, `2026-11-30`, as its reader writes days. */
export function Day({ day }: { day: string }) {
  return (
    <time suppressHydrationWarning dateTime={day} className="figure-text">
      {formatDay(day, useReader())}
    </time>
  );
}
